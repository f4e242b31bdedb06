//! The rules, one a file. Of two that report the same bytes, the first counts: the more special one comes first.

mod az_devops_login;
mod env_pat;
mod literal_pat;
mod persist_credentials;

use crate::rule::Rule;

/// All rules.
pub const RULES: &[&Rule] = &[
    &literal_pat::RULE,
    &az_devops_login::RULE,
    &persist_credentials::RULE,
    &env_pat::RULE,
];
