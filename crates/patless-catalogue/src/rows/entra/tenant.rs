//! The refusals that are about the tenant or the cloud.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnknownTenant,
        patterns: &[Aadsts(90002)],
        kind: Rejected,
        summary: "there is no such tenant",
        remedy: Do(
            "correct the tenant id {tenant} of the service connection, or the cloud it is for",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnexpandedTenant,
        patterns: &[All(&[Aadsts(900023), Text("$(")])],
        kind: Rejected,
        summary: "the tenant id is a macro that nobody expanded",
        remedy: Do("define the variable {tenant}, or write the tenant id itself"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedTenant,
        patterns: &[Aadsts(900023)],
        kind: Rejected,
        summary: "the tenant id is malformed",
        remedy: Do(
            "correct the tenant id of the service connection: a GUID, or a domain of the tenant",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongCloud,
        patterns: &[Aadsts(900382), Aadsts(900432), Aadsts(90038)],
        kind: Rejected,
        summary: "the tenant belongs to another cloud than the authority host",
        remedy: Do(
            "create the service connection for the tenant's own cloud (its field Environment)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CommonAuthority,
        patterns: &[Aadsts(9001023)],
        kind: Rejected,
        summary: "the request went to common or consumers in the place of a tenant",
        remedy: Do(
            "put the tenant's id into the address: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        ),
        retry: Retry::Never,
    },
];
