//! The rules, one a file. Of two that report the same bytes, the first counts: the more special one comes first.

mod actions_marketplace_pat;
mod actions_trigger;
mod agent_registration;
mod az_devops_login;
mod basic_base64;
mod bootstrap_pat;
mod curl_user;
mod dependabot_pat;
mod dependabot_task;
mod docker_arg;
mod endpoint_pat;
mod env_pat;
mod ext_pat;
mod git_credential_store;
mod git_header_argv;
mod git_header_persisted;
mod git_url_token;
mod group_pat;
mod hand_made_token;
mod input_pat;
mod issue_sync;
mod keda_pat;
mod keyvault_pat;
mod literal_pat;
mod logged_pat;
mod maven_password;
mod mcp_pat;
mod npm_endpoint;
mod npm_password;
mod nuget_cleartext;
mod nuget_connection;
mod nuget_env;
mod persist_credentials;
mod publish_vsteam;
mod python_index;
mod renovate_pat;
mod script_pat;
mod sdk_basic;
mod template_pat;
mod terraform_env_pat;
mod terraform_provider_pat;
mod tfx_argv;
mod tfx_login;
mod token_file;
mod twine_password;
mod vsce_pat;
mod vsteam_account;

use crate::rule::Rule;

/// All rules.
pub const RULES: &[&Rule] = &[
    &literal_pat::RULE,
    &ext_pat::RULE,
    &az_devops_login::RULE,
    &git_credential_store::RULE,
    &git_url_token::RULE,
    &git_header_argv::RULE,
    &git_header_persisted::RULE,
    &persist_credentials::RULE,
    &basic_base64::RULE,
    &curl_user::RULE,
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
    &vsteam_account::RULE,
    &keda_pat::RULE,
    &nuget_cleartext::RULE,
    &nuget_env::RULE,
    &docker_arg::RULE,
    &npm_password::RULE,
    &python_index::RULE,
    &twine_password::RULE,
    &maven_password::RULE,
    &sdk_basic::RULE,
    &renovate_pat::RULE,
    &dependabot_pat::RULE,
    &dependabot_task::RULE,
    &actions_trigger::RULE,
    &issue_sync::RULE,
    &mcp_pat::RULE,
    &keyvault_pat::RULE,
    &nuget_connection::RULE,
    &npm_endpoint::RULE,
    &hand_made_token::RULE,
    &logged_pat::RULE,
    &env_pat::RULE,
    &input_pat::RULE,
    &template_pat::RULE,
    &script_pat::RULE,
    &group_pat::RULE,
];
