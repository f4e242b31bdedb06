//! The rules, one a file. Of two that report the same bytes, the first counts: the more special one comes first.

mod actions_trigger;
mod az_devops_login;
mod dependabot_pat;
mod dependabot_task;
mod env_pat;
mod group_pat;
mod input_pat;
mod issue_sync;
mod keda_pat;
mod keyvault_pat;
mod literal_pat;
mod mcp_pat;
mod npm_endpoint;
mod nuget_connection;
mod persist_credentials;
mod renovate_pat;
mod template_pat;

use crate::rule::Rule;

/// All rules.
pub const RULES: &[&Rule] = &[
    &literal_pat::RULE,
    &az_devops_login::RULE,
    &persist_credentials::RULE,
    &keda_pat::RULE,
    &renovate_pat::RULE,
    &dependabot_pat::RULE,
    &dependabot_task::RULE,
    &actions_trigger::RULE,
    &issue_sync::RULE,
    &mcp_pat::RULE,
    &keyvault_pat::RULE,
    &nuget_connection::RULE,
    &npm_endpoint::RULE,
    &env_pat::RULE,
    &input_pat::RULE,
    &template_pat::RULE,
    &group_pat::RULE,
];
