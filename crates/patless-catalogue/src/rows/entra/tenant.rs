//! Entra rejects the tenant or the cloud.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnknownTenant,
        patterns: &[
            Aadsts(90002),
            // MSAL for Python hides the code.
            Text("Unable to get authority configuration for"),
        ],
        kind: Rejected,
        summary: "the tenant does not exist in this cloud",
        remedy: Do(
            "correct the tenant id {tenant}, which is from --tenant, AZURE_TENANT_ID or the service connection; or the cloud: a tenant is in one only",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnexpandedTenant,
        patterns: &[All(&[Aadsts(900023), Text("$(")])],
        kind: Rejected,
        summary: "the tenant id is an unexpanded macro",
        remedy: Do("define the variable {tenant}, or enter the tenant id itself"),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedTenant,
        patterns: &[Aadsts(900023), Text("Invalid tenant id provided")],
        kind: Rejected,
        summary: "the tenant id is malformed",
        remedy: Do(
            "correct the tenant id, which is from --tenant, AZURE_TENANT_ID or the service connection: it must be a GUID or a domain name of the tenant",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongCloud,
        patterns: &[Aadsts(900382), Aadsts(900432), Aadsts(90038)],
        kind: Rejected,
        summary: "the tenant belongs to a different cloud than the authority host",
        remedy: Do(
            "use the authority host of the tenant's own cloud: --authority-host, AZURE_AUTHORITY_HOST, or a service connection for that cloud (the field Environment)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CommonAuthority,
        patterns: &[Aadsts(9001023)],
        kind: Rejected,
        summary: "the request was sent to common or consumers instead of a tenant",
        remedy: Do(
            "use the tenant's own token endpoint: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        ),
        retry: Retry::Never,
    },
];
