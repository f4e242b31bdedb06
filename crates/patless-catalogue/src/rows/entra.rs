//! Errors from Microsoft Entra, by AADSTS code.
//!
//! Source: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes> and messages that users have reported.

#![expect(
    clippy::unreadable_literal,
    reason = "codes are searched for as Microsoft writes them"
)]

pub(super) mod account;
pub(super) mod assertion;
pub(super) mod client;
pub(super) mod consent;
pub(super) mod device;
pub(super) mod device_code;
pub(super) mod federation;
pub(super) mod grant;
pub(super) mod network;
pub(super) mod passing;
pub(super) mod password;
pub(super) mod policy;
pub(super) mod redirect;
pub(super) mod request;
pub(super) mod signature;
pub(super) mod tenant;
