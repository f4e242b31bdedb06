//! The refusals of Microsoft Entra, by their AADSTS codes.
//!
//! Source: <https://learn.microsoft.com/entra/identity-platform/reference-error-codes> and the texts that users report.

#![expect(
    clippy::unreadable_literal,
    reason = "codes are searched for as Microsoft writes them"
)]

mod assertion;
mod client;
mod federation;
mod passing;
mod policy;
mod request;
mod tenant;

use crate::row::Row;

/// The tables, in the order in which they are searched.
pub(crate) fn tables() -> [&'static [Row]; 7] {
    [
        federation::ROWS,
        assertion::ROWS,
        client::ROWS,
        tenant::ROWS,
        request::ROWS,
        policy::ROWS,
        passing::ROWS,
    ]
}
