//! The refusals of Microsoft Entra, by their AADSTS codes.
//!
//! Source: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes> and the texts that users report.

#![expect(
    clippy::unreadable_literal,
    reason = "codes are searched for as Microsoft writes them"
)]

pub(super) mod assertion;
pub(super) mod client;
pub(super) mod federation;
pub(super) mod passing;
pub(super) mod policy;
pub(super) mod request;
pub(super) mod tenant;
