//! The rules, one a file. Of two that report the same bytes, the first counts: the more special one comes first.

mod az_devops_login;
mod basic_base64;
mod curl_user;
mod env_pat;
mod ext_pat;
mod git_credential_store;
mod git_header_argv;
mod git_header_persisted;
mod git_url_token;
mod hand_made_token;
mod logged_pat;
mod persist_credentials;
mod python_index;
mod script_pat;
mod sdk_basic;
mod twine_password;
mod vsteam_account;

use crate::rule::Rule;

/// All rules.
pub const RULES: &[&Rule] = &[
    &ext_pat::RULE,
    &az_devops_login::RULE,
    &git_credential_store::RULE,
    &git_url_token::RULE,
    &git_header_argv::RULE,
    &git_header_persisted::RULE,
    &persist_credentials::RULE,
    &basic_base64::RULE,
    &curl_user::RULE,
    &vsteam_account::RULE,
    &python_index::RULE,
    &twine_password::RULE,
    &sdk_basic::RULE,
    &hand_made_token::RULE,
    &logged_pat::RULE,
    &env_pat::RULE,
    &script_pat::RULE,
];
