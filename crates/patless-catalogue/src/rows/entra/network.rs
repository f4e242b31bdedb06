//! Entra rejects how or from where a request comes: the network, the TLS version, the endpoint.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::Aadsts;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::TenantRestriction,
        patterns: &[
            Aadsts(500021),
            Aadsts(500022),
            Aadsts(5000211),
            Aadsts(50002),
        ],
        kind: Rejected,
        summary: "the network or the device allows sign-ins only to other tenants",
        remedy: Do(
            "ask its administrator to allow tenant {tenant} (tenant restrictions: often a proxy that adds the header Restrict-Access-To-Tenants), or run where they do not apply",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::CrossTenantPolicy,
        patterns: &[Aadsts(500212), Aadsts(500213), Aadsts(530004)],
        kind: Rejected,
        summary: "the cross-tenant access settings of the user's own tenant or of the other tenant do not allow this sign-in",
        remedy: Do(
            "ask an administrator to change them (Entra admin center, External Identities, Cross-tenant access settings): outbound access in the user's own tenant, inbound access in the other tenant, and there also whether devices of guests are trusted",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldTls,
        patterns: &[Aadsts(1002016)],
        kind: Rejected,
        summary: "the client uses TLS 1.0 or 1.1, which Entra does not accept",
        remedy: Do(
            "use TLS 1.2 or newer: update the tool and .NET Framework to 4.7 or newer; in Windows PowerShell, run [Net.ServicePointManager]::SecurityProtocol = 'Tls12' first",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RegionalEndpoint,
        patterns: &[Aadsts(100007)],
        kind: Rejected,
        summary: "the request went to a regional endpoint of Entra, which serves managed identities and Microsoft's own services only",
        remedy: Do(
            "use the global endpoint: remove the variable AZURE_REGIONAL_AUTHORITY_NAME and the region in the settings of the library, and send to https://login.microsoftonline.com/{tenant}",
        ),
        retry: Retry::Never,
    },
];
