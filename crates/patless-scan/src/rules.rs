//! The rules, one a file. Of two that report the same bytes, the first counts: the more special one comes first.

mod actions_marketplace_pat;
mod agent_registration;
mod az_devops_login;
mod bootstrap_pat;
mod docker_arg;
mod endpoint_pat;
mod env_pat;
mod maven_password;
mod npm_password;
mod nuget_cleartext;
mod nuget_env;
mod persist_credentials;
mod publish_vsteam;
mod terraform_env_pat;
mod terraform_provider_pat;
mod tfx_argv;
mod tfx_login;
mod token_file;
mod vsce_pat;

use crate::rule::Rule;

/// All rules.
pub const RULES: &[&Rule] = &[
    &az_devops_login::RULE,
    &persist_credentials::RULE,
    &tfx_argv::RULE,
    &tfx_login::RULE,
    &token_file::RULE,
    &publish_vsteam::RULE,
    &actions_marketplace_pat::RULE,
    &vsce_pat::RULE,
    &terraform_env_pat::RULE,
    &terraform_provider_pat::RULE,
    &bootstrap_pat::RULE,
    &endpoint_pat::RULE,
    &agent_registration::RULE,
    &nuget_cleartext::RULE,
    &nuget_env::RULE,
    &docker_arg::RULE,
    &npm_password::RULE,
    &maven_password::RULE,
    &env_pat::RULE,
];
