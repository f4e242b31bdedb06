//! Errors from Microsoft Entra, by AADSTS code.
//!
//! Source: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes> and messages that users have reported.

#![expect(
    clippy::unreadable_literal,
    reason = "codes are searched for as Microsoft writes them"
)]

pub(super) mod assertion;
pub(super) mod client;
pub(super) mod device_code;
pub(super) mod federation;
pub(super) mod passing;
pub(super) mod policy;
pub(super) mod request;
pub(super) mod tenant;
