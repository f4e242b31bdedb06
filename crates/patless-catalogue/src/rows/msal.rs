//! What Microsoft's libraries for sign-ins say themselves, without a code of Entra.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::SilentSignIn,
        patterns: &[
            Text("No account or login hint was passed to the AcquireTokenSilent call"),
            Text("failed_to_acquire_token_silently_from_broker"),
            Text("failed_to_acquire_token_silently"),
        ],
        kind: Configuration,
        summary: "nobody has signed in to this tool yet, or the sign-in is no longer valid",
        remedy: Do(
            "sign in first: az login, azd auth login, Connect-AzAccount, or the account in Visual Studio; in a pipeline, use the service connection's identity instead of a user",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AmbiguousTokenCache,
        patterns: &[
            Text("multiple_matching_tokens_detected"),
            Text("multiple_matching_tokens"),
            Text("The cache contains multiple tokens satisfying the requirements"),
        ],
        kind: Configuration,
        summary: "the tool's token cache holds several tokens that fit",
        remedy: Do(
            "clear it and sign in again: az account clear, or Clear-AzContext -Force; in code of your own, name the account, and use one cache for each user",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BrokerNetwork,
        patterns: &[
            Text("WAM_no_network"),
            Text("0xCAA80000"),
            Text("0xCAA70004"),
            Text("0xCAA70007"),
            Text("0xCAA3012C"),
            Text("0xCAA82EE2"),
            Text("0xCAA82EE7"),
            Text("0xCAA82EFD"),
            Text("WAM_network_error_3400007680"),
            Text("WAM_network_error"),
        ],
        kind: Configuration,
        summary: "the account broker of Windows (WAM) cannot reach Entra: a network, proxy or firewall blocks it, even if the browser works",
        remedy: Do(
            "allow Microsoft.AAD.BrokerPlugin in the firewall and the proxy, and check VPN and TLS inspection; or sign in without the broker: az config set core.enable_broker_on_windows=false; in VS Code, set microsoft-authentication.implementation to msal-no-broker",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::BrokerFailed,
        patterns: &[
            Text("Response_Status.Status_Unexpected"),
            Text("Response_Status.Status_ApiContractViolation"),
            Text("Response_Status.Status_InteractionRequired"),
            Text("Winrt exception was thrown during GetTokenSilently"),
        ],
        kind: Configuration,
        summary: "Windows could not sign the user in: its account broker (WAM) failed, or needs a person",
        remedy: Do(
            "sign in again where a window can open; if that fails too, sign in without the broker: az config set core.enable_broker_on_windows=false, then az login; for PowerShell, Update-AzConfig -EnableLoginByWam $false, then Connect-AzAccount. In a pipeline, use the service connection's identity instead of a user",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DeviceCodePending,
        patterns: &[Text("Authorization is pending. Continue polling")],
        kind: Configuration,
        summary: "nobody has entered the device code yet, which is no error by itself",
        remedy: Do(
            "open the page that the tool shows and enter the code; if the tool has ended, run the command again. In a pipeline, use the service connection's identity, which needs no person",
        ),
        retry: Retry::Never,
    },
];
