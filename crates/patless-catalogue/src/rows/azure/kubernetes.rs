//! Azure Kubernetes Service, and Kubernetes itself, refuse a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoClusterRole,
        patterns: &[Text(
            "User does not have access to the resource in Azure. Update role assignment to allow access",
        )],
        kind: Configuration,
        summary: "the identity has no Azure role for the objects in the cluster",
        remedy: Do(
            "'in the namespace': give it Azure Kubernetes Service RBAC Writer (to read, RBAC Reader); 'at the cluster scope': Azure Kubernetes Service RBAC Cluster Admin: az role assignment create --role ROLE --assignee-object-id OBJECT_ID --scope CLUSTER_ID (or CLUSTER_ID/namespaces/NAME). CLUSTER_ID: az aks show --resource-group GROUP --name CLUSTER --query id. The object id is the user in the message; of an address, az ad user show --id ADDRESS --query id",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoClusterAdminCredentialRole,
        patterns: &[All(&[
            Text("listClusterAdminCredential/action"),
            Any(&[
                Text("does not have authorization to perform action"),
                Text(
                    "does not have authorization or an ABAC condition not fulfilled to perform action",
                ),
                Text("does not have permission to perform action"),
            ]),
        ])],
        kind: Configuration,
        summary: "the identity may not fetch the cluster's admin kubeconfig",
        remedy: Do(
            "leave out --admin (in tasks, useClusterAdmin: false) if the user's kubeconfig is enough; that needs Azure Kubernetes Service Cluster User Role. For the admin's: az role assignment create --role 'Azure Kubernetes Service Cluster Admin Role' --assignee-object-id {object id} --scope '{resource}'",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoClusterCredentialRole,
        patterns: &[
            All(&[
                Text("listClusterUserCredential/action"),
                Text("does not have authorization to perform action"),
            ]),
            Text("aka.ms/azdo-aks-rm-access"),
        ],
        kind: Configuration,
        summary: "the identity may not fetch the cluster's kubeconfig",
        remedy: Do(
            "give it Azure Kubernetes Service Cluster User Role on the cluster: az role assignment create --role 'Azure Kubernetes Service Cluster User Role' --assignee-object-id {object id} --scope '{resource}'. This only fetches the kubeconfig; for the objects inside, the identity needs a role in the cluster as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoLocalClusterAccounts,
        patterns: &[Text(
            "Getting static credential is not allowed because this cluster is set to disable local accounts",
        )],
        kind: Configuration,
        summary: "the cluster has no admin credential, because its local accounts are disabled",
        remedy: Do(
            "fetch the user's kubeconfig, without --admin (in tasks, useClusterAdmin: false), and let kubelogin sign in: az aks get-credentials --resource-group GROUP --name CLUSTER; kubelogin convert-kubeconfig -l azurecli (or -l azurepipelines)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::KubernetesRole,
        patterns: &[All(&[
            Text("is forbidden: User"),
            Text("cannot"),
            Text("resource"),
            Text("in API group"),
        ])],
        kind: Configuration,
        summary: "the Kubernetes cluster recognizes the user, but gives it no permission for this",
        remedy: Do(
            "bind a role to the user that the message names: kubectl create rolebinding NAME --namespace NAMESPACE --clusterrole edit --user USER (for a service account: --serviceaccount NAMESPACE:NAME); 'at the cluster scope': kubectl create clusterrolebinding NAME --clusterrole cluster-admin --user USER. In AKS, the user of a service principal is its object id; with Azure RBAC, assign it Azure Kubernetes Service RBAC Writer (whole cluster: RBAC Cluster Admin) instead",
        ),
        retry: Retry::Never,
    },
];
