//! kubelogin, which gives kubectl and helm their token for a cluster of Azure.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoKubelogin,
        patterns: &[
            Text("executable kubelogin not found"),
            Text("exec: \"kubelogin\": executable file not found"),
        ],
        kind: Configuration,
        summary: "kubelogin is not installed on this machine, and the cluster's configuration needs it",
        remedy: Do(
            "install it before kubectl or helm runs: the task KubeloginInstaller@0, the action azure/use-kubelogin, or az aks install-cli",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldKubelogin,
        patterns: &[All(&[
            Any(&[
                Text("'azurepipelines' is not a supported login method"),
                Text("'workloadidentity' is not a supported login method"),
            ]),
            Any(&[
                Text("Supported method is one of"),
                Text("Supported methods"),
            ]),
        ])],
        kind: Configuration,
        summary: "this kubelogin is too old for the login method",
        remedy: Do(
            "use a newer one; azurepipelines needs 0.2.12 to find its settings by itself. With an older one, kubelogin convert-kubeconfig -l azurecli in an AzureCLI@2 step",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KubeloginWithoutConnection,
        patterns: &[
            Text("--azure-pipelines-service-connection-id is required"),
            Text("tenant ID is required for azurepipelines login method"),
        ],
        kind: Configuration,
        summary: "kubelogin was not told the service connection or the tenant",
        remedy: Do(
            "run it in an AzureCLI@2 step, which sets AZURESUBSCRIPTION_SERVICE_CONNECTION_ID, _CLIENT_ID and _TENANT_ID for kubelogin 0.2.12 or newer, and map SYSTEM_ACCESSTOKEN: $(System.AccessToken); otherwise pass --azure-pipelines-service-connection-id, --client-id and --tenant-id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OtherKubelogin,
        patterns: &[
            Text("unknown command \"convert-kubeconfig\" for \"kubelogin\""),
            All(&[Text("unknown shorthand flag: 'l' in -l"), Text("kubelogin")]),
        ],
        kind: Configuration,
        summary: "this is another program of the name kubelogin, not the one for Azure",
        remedy: Do(
            "remove it, and install Azure's: the task KubeloginInstaller@0, the action azure/use-kubelogin, az aks install-cli, or Microsoft.Azure.Kubelogin in winget",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OldKubeconfig,
        patterns: &[
            Text("The azure auth plugin has been removed"),
            Text("The azure auth plugin is not supported"),
            Text("no Auth Provider found for name \"azure\""),
            Text("invalid apiVersion \"client.authentication.k8s.io/v1alpha1\""),
        ],
        kind: Configuration,
        summary: "the configuration of kubectl was written for an older kubectl, and names a way to sign in that this one no longer has",
        remedy: Do(
            "write it anew with current tools. For a cluster of Azure: az aks get-credentials --name CLUSTER --resource-group GROUP --overwrite-existing, then kubelogin convert-kubeconfig -l azurecli",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KubeloginWithoutIds,
        patterns: &[All(&[
            Text("kubelogin"),
            Any(&[
                Text("client ID cannot be empty"),
                Text("clientID cannot be empty"),
                Text("tenant ID cannot be empty"),
                Text("client secret cannot be empty"),
            ]),
        ])],
        kind: Configuration,
        summary: "kubelogin's login method needs a client id, a tenant or a secret that it was not given; 0.2.5 wants a tenant for every method",
        remedy: Do(
            "use kubelogin 0.2.6 or newer. On your own computer, run az login and kubelogin convert-kubeconfig -l azurecli. In Azure Pipelines, convert with -l azurecli in an AzureCLI@2 step, or with -l azurepipelines: workloadidentity is for pods of a cluster, and spn wants AZURE_CLIENT_ID and AZURE_CLIENT_SECRET",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KubeloginKeyring,
        patterns: &[All(&[
            Text("persistent storage isn't available due to error"),
            Any(&[
                Text("kubelogin"),
                Text("failed to create azidentity credential"),
            ]),
        ])],
        kind: Configuration,
        summary: "kubelogin wants to store its tokens, and the machine or container does not allow it the keyring",
        remedy: Do(
            "use the newest kubelogin: some versions of March 2025 stop here, whatever the login method. If it still stops, run it outside the container, or allow the container the calls add_key, keyctl and request_key, which Docker forbids by default",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KubeloginFailed,
        patterns: &[
            Text("executable kubelogin failed"),
            Text("Kubelogin authentication failed"),
        ],
        kind: Configuration,
        summary: "kubelogin got no token for the cluster: mostly, az is not signed in, or no longer",
        remedy: Do(
            "read kubelogin's own line above this one. On your own computer, run az login, then kubelogin convert-kubeconfig -l azurecli. In Azure Pipelines, run az aks get-credentials, kubelogin convert-kubeconfig -l azurecli and kubectl or helm in one AzureCLI@2 step, which signs az out at its end; for tasks that run kubectl or helm themselves, use -l azurepipelines (kubelogin 0.2.12 or newer)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClusterTokenRefused,
        patterns: &[
            Text("the server has asked for the client to provide credentials"),
            Text("You must be logged in to the server"),
        ],
        kind: Configuration,
        summary: "the cluster does not accept the credential in the configuration of kubectl: it has expired, or is for another cluster or another tenant",
        remedy: Do(
            "get it anew, in the step that uses it. For a cluster of Azure: az aks get-credentials --name CLUSTER --resource-group GROUP --overwrite-existing, then kubelogin convert-kubeconfig -l azurecli; the identity must be of the cluster's tenant",
        ),
        retry: Retry::Never,
    },
];
