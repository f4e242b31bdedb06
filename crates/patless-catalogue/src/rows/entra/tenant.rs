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
        remedy: Do(
            "define the variable that stands in the place of the tenant id, or enter the tenant id itself",
        ),
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
        patterns: &[
            All(&[Aadsts(700030), Text("different cloud instance")]),
            Aadsts(900382),
            Aadsts(900432),
            Aadsts(90038),
        ],
        kind: Rejected,
        summary: "the tenant belongs to a different cloud than the authority host",
        remedy: Do(
            "use the authority host of the tenant's own cloud: az cloud set --name AzureUSGovernment (or AzureChinaCloud, AzureCloud), AZURE_AUTHORITY_HOST, --authority-host, or a service connection for that cloud (the field Environment)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CommonAuthority,
        patterns: &[Aadsts(9001023), Aadsts(50194), Aadsts(90124), Aadsts(90130)],
        kind: Rejected,
        summary: "the request was sent to common or consumers instead of a tenant",
        remedy: Do(
            "name the tenant: az login --tenant {tenant}, AZURE_TENANT_ID, or its own token endpoint, https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::EmptyTenant,
        patterns: &[Aadsts(900021)],
        kind: Rejected,
        summary: "the tenant id is all zeros: a placeholder, or that of an Azure DevOps organization without a tenant",
        remedy: Do(
            "enter the real tenant id: AZURE_TENANT_ID, --tenant, or the service connection. If the zeros come from the organization, connect it to a tenant (Organization settings, Microsoft Entra); until then, it accepts no tokens of Entra",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoTenant,
        patterns: &[Aadsts(50059), Aadsts(90019), Aadsts(50128)],
        kind: Rejected,
        summary: "the request names no tenant, and nothing in it implies one",
        remedy: Do(
            "name the tenant: az login --tenant TENANT_ID, AZURE_TENANT_ID, or its token endpoint, https://login.microsoftonline.com/TENANT_ID/oauth2/v2.0/token; for a user, check the domain in the user name",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnknownAuthority,
        patterns: &[Aadsts(50049)],
        kind: Rejected,
        summary: "Entra does not know the authority host",
        remedy: Do(
            "correct it: --authority-host, AZURE_AUTHORITY_HOST, usually https://login.microsoftonline.com. For AD FS or a private cloud, turn off instance discovery in the tool: disable_instance_discovery in azure-identity, az cloud register for Azure CLI",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UnmanagedTenant,
        patterns: &[All(&[Aadsts(650051), Text("unmanaged state")])],
        kind: Rejected,
        summary: "the tenant has no administrator, because users created it by signing up",
        remedy: Do(
            "have somebody who can edit the domain's DNS records become its administrator (admin takeover); until then, sign in with an account of another tenant",
        ),
        retry: Retry::Never,
    },
];
