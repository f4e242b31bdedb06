//! Entra does not know the user, or does not accept the kind of account.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UserNotInTenant,
        patterns: &[
            Aadsts(50178),
            Aadsts(50020),
            Aadsts(16000),
            Aadsts(16003),
            Aadsts(90072),
            Aadsts(50034),
            Aadsts(51004),
            Aadsts(50014),
            Aadsts(500341),
        ],
        kind: Rejected,
        summary: "the user's account does not exist in the tenant, or was deleted",
        remedy: Do(
            "sign in with the account that belongs to the tenant, and name the tenant that you mean: az logout, then az login --tenant TENANT_ID; or have an administrator of the tenant invite the account as a guest. Check the spelling of the user name as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PersonalAccount,
        patterns: &[
            Aadsts(500200),
            Aadsts(500201),
            Aadsts(500202),
            Aadsts(500208),
            Aadsts(9002332),
            Aadsts(90027),
            All(&[Aadsts(70001), Text("is not enabled for consumers")]),
            Text("The client does not exist or is not enabled for consumers"),
        ],
        kind: Rejected,
        summary: "the app or the resource does not accept this kind of account, usually a personal Microsoft account",
        remedy: Do(
            "sign in with a work or school account; if a tenant has invited the personal account as a guest, name that tenant: az login --tenant TENANT_ID. In an app registration of your own, 'Supported account types' says whether it accepts personal accounts",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ConsumersOnlyApp,
        patterns: &[Aadsts(9002331), Aadsts(9002346)],
        kind: Rejected,
        summary: "the app is registered for personal Microsoft accounts only",
        remedy: Do(
            "for Azure or Azure DevOps, use an app registration for work or school accounts: az ad app create --display-name NAME --sign-in-audience AzureADMyOrg. For a personal account, sign in through https://login.microsoftonline.com/consumers",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserAtRisk,
        patterns: &[Aadsts(53004), Aadsts(53011), Aadsts(530034)],
        kind: Rejected,
        summary: "Entra considers the user's account or sign-in risky, and blocks it",
        remedy: Do(
            "ask an administrator of the user's own tenant to check the risk and to dismiss it (Entra admin center, Risky users); in a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
];
