//! Sign-ins of a user: expired, without a browser, or kept by an editor.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{self, All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They come late: az asks for a new sign-in after any refusal.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::SignInWindow,
        patterns: &[
            Text("User cancelled the Accounts Control Operation"),
            Text("Status_UserCanceled"),
            Text("Status_AccountUnusable"),
            Text("Status_ApiContractViolation"),
            Text("Response_Status.Status_Unexpected"),
            Text("A window handle must be configured"),
            All(&[
                Text("WAM Error"),
                Any(&[
                    Text("WAM_provider_error"),
                    Text("IncorrectConfiguration"),
                    Text("ApiContractViolation"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the sign-in window of Windows was closed, did not appear, or failed",
        remedy: Do(
            "sign in again and look for a window behind the others; if that fails, as in a remote session or as another user, use the browser: az account clear, az config set core.enable_broker_on_windows=false, az login; for Azure PowerShell, Update-AzConfig -EnableLoginByWam $false",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SignInAgain,
        patterns: &[
            Text("Status_InteractionRequired"),
            Text("reauthentication required, run `azd auth login"),
            Text("reauthentication required: run `azd auth login"),
            Text("login expired, run `azd auth login"),
            Text("User Interaction is required to authenticate this user"),
            Text(
                "SharedTokenCacheCredential authentication unavailable. Token acquisition failed for user",
            ),
            Text("Azure CLI could not login. Interactive login is required"),
            Text("This credential doesn't support claims challenges"),
            Text("Interactive authentication is needed. Please run"),
            Text("Run the command below to authenticate interactively"),
        ],
        kind: Configuration,
        summary: "the user's sign-in has expired, or Entra wants an interactive step, such as multi-factor authentication or consent",
        remedy: Do(
            "sign in again with the command that the message names, with its --tenant and --scope if it has them: az login --tenant {tenant}, azd auth logout and azd auth login, or Connect-AzAccount -TenantId {tenant}. In a pipeline, use the service connection's identity instead of a user: run the command in an AzureCLI@2 or AzurePowerShell@5 step",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoBrowser,
        patterns: &[
            Text("Unable to open a web page using xdg-open"),
            Text("Interactive authentication is not supported in this session"),
            All(&[
                AZURE,
                Any(&[
                    Text("Failed to open a browser"),
                    Text("Couldn't start an HTTP server on"),
                    Text("executable file not found in $PATH"),
                ]),
                Any(&[Text("browser"), Text("xdg-open"), Text("HTTP server")]),
            ]),
        ],
        kind: Configuration,
        summary: "the sign-in needs a web browser, and none can be opened here",
        remedy: Do(
            "sign in with a code on another device: az login --use-device-code, azd auth login --use-device-code, Connect-AzAccount -UseDeviceAuthentication, or DeviceCodeCredential in a program. In a pipeline, use the service connection's identity instead of a user",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::TokenCacheNotStored,
        patterns: &[Text("Persistence check failed")],
        kind: Configuration,
        summary: "the program wants to keep tokens for its next run, and this session has no protected store for them",
        remedy: Do(
            "do not keep them: Disable-AzContextAutosave in Azure PowerShell; in a program, no TokenCachePersistenceOptions, or those with UnsafeAllowUnencryptedStorage. On Linux, the store is a keyring that needs a desktop session or D-Bus",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClockWrong,
        patterns: &[
            Text("The ID token already expires"),
            Text("The ID token is not yet valid"),
            Text("The current time MUST be before the time represented by the exp Claim"),
        ],
        kind: Configuration,
        summary: "this machine's clock is wrong, so a token that was just issued looks expired or not yet valid",
        remedy: Do(
            "set the clock: sudo timedatectl set-ntp true, or w32tm /resync on Windows; in WSL, sudo hwclock -s. Then sign in again",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::VisualStudioSignIn,
        patterns: &[
            Text("Visual Studio Token provider can't be accessed at"),
            Text("Microsoft.Asal.TokenService.exe"),
            All(&[
                Text("needs re-authentication"),
                Text("Azure Services Authentication"),
            ]),
        ],
        kind: Configuration,
        summary: "Visual Studio is not signed in, or its sign-in has expired",
        remedy: Do(
            "in Visual Studio, open Tools, Options, Azure Service Authentication, and choose the account or sign in again. Without Visual Studio, run az login and use AzureCliCredential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::IdentityBrokerMissing,
        patterns: &[
            Text("requires the 'azure-identity-broker' package"),
            Text("The 'azure-identity-broker' package is required"),
            Text("Visual Studio Code Authentication is not available"),
            Text("Unable to load shared library 'msalruntime'"),
            Text("Unable to load DLL 'msalruntime'"),
        ],
        kind: Configuration,
        summary: "the sign-in of Visual Studio Code or of the operating system needs a library that is not installed",
        remedy: Do(
            "add it to the program: azure-identity-broker (Python), @azure/identity-vscode or @azure/identity-broker (JavaScript), Azure.Identity.Broker (.NET). Or run az login, and use AzureCliCredential",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DeviceCodePrompt,
        patterns: &[Text("To sign in, use a web browser to open the page")],
        kind: Configuration,
        summary: "a tool waits for a person to sign in with a code, which nobody does in a pipeline",
        remedy: Do(
            "on your own machine, do what it says, if it was you who started the tool. In a pipeline, sign in as the service connection: an AzureCLI@2 step, and for kubectl and helm kubelogin convert-kubeconfig -l azurecli in it",
        ),
        retry: Retry::Never,
    },
];

const AZURE: Pattern = Any(&[
    Text("azure"),
    Text("azd"),
    Text("az login"),
    Text("MSAL"),
    Text("InteractiveBrowserCredential"),
    Text("azidentity"),
]);
