//! The rules, one a file. Of two that report the same bytes, the first counts: the more special one comes first.

mod az_devops_login;
mod env_pat;
mod persist_credentials;
mod publish_vsteam;
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
    &vsce_pat::RULE,
    &env_pat::RULE,
];
