//! Azure Kubernetes Service, and Kubernetes itself, refuse a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
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
            "give it Azure Kubernetes Service RBAC Writer (or Reader, Admin, Cluster Admin) on the cluster, or on one namespace (CLUSTER_ID/namespaces/NAME): az role assignment create --role 'Azure Kubernetes Service RBAC Writer' --assignee-object-id OBJECT_ID --assignee-principal-type ServicePrincipal --scope CLUSTER_ID. The object id is the user in the message",
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
            All(&[
                Text("listClusterAdminCredential/action"),
                Text("does not have authorization to perform action"),
            ]),
            Text("aka.ms/azdo-aks-rm-access"),
        ],
        kind: Configuration,
        summary: "the identity may not fetch the cluster's kubeconfig",
        remedy: Do(
            "give it Azure Kubernetes Service Cluster User Role on the cluster: az role assignment create --role 'Azure Kubernetes Service Cluster User Role' --assignee-object-id {object id} --assignee-principal-type ServicePrincipal --scope '{resource}'. The admin credential (--admin, useClusterAdmin: true) needs Azure Kubernetes Service Cluster Admin Role instead",
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
            "bind a role to the user that the message names: kubectl create rolebinding NAME --namespace NAMESPACE --clusterrole edit --user USER (for a service account: --serviceaccount NAMESPACE:NAME). In AKS, the user of a service principal is its object id; with Azure RBAC, assign Azure Kubernetes Service RBAC Writer instead",
        ),
        retry: Retry::Never,
    },
];
