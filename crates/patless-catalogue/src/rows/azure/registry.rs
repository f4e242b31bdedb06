//! Azure Container Registry refuses a sign-in or an image.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoDocker,
        patterns: &[Text("DOCKER_COMMAND_ERROR"), Text("DOCKER_DAEMON_ERROR")],
        kind: Configuration,
        summary: "az acr login needs a running Docker, which it did not find on this machine; the sign-in is not the problem",
        remedy: Do(
            "start Docker (Docker Desktop on your own machine, an agent with Docker in a pipeline), or get only the token: az acr login --name REGISTRY --expose-token --query accessToken --output tsv, with the user 00000000-0000-0000-0000-000000000000 (for podman, helm, oras or buildah)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RegistryFirewall,
        patterns: &[
            Text("aka.ms/acr/firewall"),
            Text("CONNECTIVITY_FORBIDDEN_ERROR"),
            All(&[
                Text("Looks like you don't have access to registry"),
                Text("networkRuleSet"),
            ]),
        ],
        kind: Configuration,
        summary: "the container registry's firewall blocks the address that the request came from; a role is not the problem",
        remedy: Do(
            "allow the address that the message names: az acr network-rule add --name REGISTRY --ip-address ADDRESS (az acr check-health --name REGISTRY --yes shows what is blocked); or use an agent, or for an app its own network, that the registry allows. With public access disabled, only its private endpoint works",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ServiceRegistryPull,
        patterns: &[
            Text("Failed to retrieve credentials for container registry"),
            Text("Failed to retrieve container registry credentials"),
            Text("unable to pull image using Managed identity"),
            All(&[
                Text("azurecr.io"),
                Any(&[
                    Text("Field 'template.containers"),
                    Text("DockerApiException"),
                    Text("Pulling docker image"),
                    Text("RegistryErrorResponse"),
                ]),
                Any(&[
                    Text("UNAUTHORIZED"),
                    Text("denied"),
                    Text("no basic auth credentials"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the app cannot pull the image: it does so with an identity of its own, not with the pipeline's, and that one has no role on the container registry",
        remedy: Do(
            "give the app an identity: az containerapp identity assign --name APP --resource-group GROUP --system-assigned (App Service: az webapp identity assign) prints its PRINCIPAL_ID. Then az role assignment create --role AcrPull --assignee-object-id PRINCIPAL_ID --scope $(az acr show --name REGISTRY --query id --output tsv), and have the app pull with it: az containerapp registry set --name APP --resource-group GROUP --server REGISTRY.azurecr.io --identity system; for App Service, az resource update --ids APP_ID/config/web --set properties.acrUseManagedIdentityCreds=true",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ClusterRegistryPull,
        patterns: &[
            All(&[
                Text("azurecr.io"),
                Any(&[
                    Text("failed to fetch anonymous token"),
                    Text("failed to fetch oauth token"),
                ]),
                Any(&[
                    Text("failed to pull and unpack image"),
                    Text("Failed to pull image"),
                    Text("ErrImagePull"),
                    Text("ImagePullBackOff"),
                ]),
            ]),
            All(&[
                Text("azurecr.io"),
                Any(&[
                    Text("failed to pull and unpack image"),
                    Text("Failed to pull image"),
                ]),
                Any(&[
                    Text("no basic auth credentials"),
                    Text("insufficient_scope: authorization failed"),
                    Text("401 Unauthorized"),
                    Text("403 Forbidden"),
                    Text("unauthorized: authentication required"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "the cluster cannot pull the image: its kubelet identity has no role on the container registry, or the image does not exist",
        remedy: Do(
            "attach the registry: az aks update --resource-group GROUP --name CLUSTER --attach-acr REGISTRY, which assigns AcrPull; check with az aks check-acr --resource-group GROUP --name CLUSTER --acr REGISTRY.azurecr.io. Outside AKS, create an imagePullSecret",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoRegistryTaskRole,
        patterns: &[All(&[
            Any(&[
                Text("Microsoft.ContainerRegistry/registries/listBuildSourceUploadUrl/action"),
                Text("Microsoft.ContainerRegistry/registries/scheduleRun/action"),
            ]),
            Text("does not have authorization to perform action"),
        ])],
        kind: Configuration,
        summary: "the identity may not build in the container registry: AcrPush does not include az acr build and other tasks",
        remedy: Do(
            "give it Container Registry Tasks Contributor on the registry: az role assignment create --role 'Container Registry Tasks Contributor' --assignee-object-id {object id} --scope '{resource}'; or build on the agent with docker build, for which AcrPush is enough",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RegistryPassword,
        patterns: &[All(&[
            Text("azurecr.io"),
            Any(&[
                Text("Invalid clientid or client secret"),
                Text("invalid username or password"),
            ]),
        ])],
        kind: Configuration,
        summary: "the container registry does not accept the user name and password: the service principal's secret is wrong or has expired, or the admin user's password was renewed",
        remedy: Do(
            "sign in without a password: az acr login --name REGISTRY on your own machine or in an AzureCLI@2 step, or a Docker Registry connection with workload identity federation. To go on with one, renew the secret (az ad app credential reset --id CLIENT_ID, the user name of the sign-in) and enter it in the connection; for the admin user: az acr credential show --name REGISTRY",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RegistryUnauthorized,
        patterns: &[
            Text("aka.ms/acr/authorization"),
            All(&[
                Text("azurecr.io"),
                Text("unauthorized: authentication required"),
            ]),
            All(&[
                Text("azurecr.io"),
                Any(&[
                    Text("failed to fetch anonymous token"),
                    Text("failed to fetch oauth token"),
                ]),
            ]),
            All(&[
                Text("Unable to restore the artifact with reference"),
                Text("azurecr.io"),
                Any(&[
                    Text("401"),
                    Text("403"),
                    Text("Unauthorized"),
                    Text("Forbidden"),
                ]),
            ]),
            All(&[
                Text("azurecr.io"),
                Any(&[
                    Text("requested access to the resource is denied"),
                    Text("insufficient_scope: authorization failed"),
                    Text("no basic auth credentials"),
                ]),
            ]),
        ],
        kind: Configuration,
        summary: "this step or shell is not signed in to the container registry, or the identity has no role for the image on it",
        remedy: Do(
            "sign in to this very registry in the same step or shell (again after three hours): az acr login --name REGISTRY, or Docker@2 with command: login. If that succeeded, give the identity AcrPush to push or AcrPull to pull: az role assignment create --role ROLE --assignee-object-id OBJECT_ID --scope $(az acr show --name REGISTRY --query id --output tsv) (a registry with ABAC: Container Registry Repository Writer or Reader). OBJECT_ID: for yourself az ad signed-in-user show --query id, else az ad sp show --id CLIENT_ID --query id. Check the registry's name in the tag",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoRegistryToken,
        patterns: &[
            Text("CONNECTIVITY_REFRESH_TOKEN_ERROR"),
            Text("CONNECTIVITY_ACCESS_TOKEN_ERROR"),
        ],
        kind: Configuration,
        summary: "the container registry issued no token: the identity has no role on it, or the registry's network rules block the agent",
        remedy: Do(
            "give the identity AcrPush to push or AcrPull to pull: az role assignment create --role ROLE --assignee-object-id OBJECT_ID --scope $(az acr show --name REGISTRY --query id --output tsv). OBJECT_ID: for yourself az ad signed-in-user show --query id, else az ad sp show --id CLIENT_ID --query id. If it has one, allow the machine's address: az acr network-rule add --name REGISTRY --ip-address ADDRESS. az acr check-health --name REGISTRY --yes shows which applies; a subscription of another tenant needs az login --tenant TENANT_ID",
        ),
        retry: Retry::Never,
    },
];
