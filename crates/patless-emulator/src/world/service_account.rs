//! Service account of a pod in a Kubernetes cluster (AKS).

use uuid::{Uuid, uuid};

use super::organization::Tenant;

/// Service account of a pod, whose token the cluster projects into a file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ServiceAccount {
    /// Issuer URL of the cluster, with a trailing slash.
    pub issuer: String,
    /// Namespace.
    pub namespace: String,
    /// Name in the namespace.
    pub name: String,
    /// ID of the service account.
    pub id: Uuid,
}

impl ServiceAccount {
    /// Builds the service account. The issuer of a cluster has the ID of its tenant.
    pub(super) fn new(tenant: &Tenant) -> Self {
        Self {
            issuer: format!(
                "{KUBERNETES_ISSUER}{}/a4500001-6d7e-4f80-91a2-b3c4d5e6f701/",
                tenant.id,
            ),
            namespace: "builds".to_owned(),
            name: "publisher".to_owned(),
            id: uuid!("a4500002-6d7e-4f80-91a2-b3c4d5e6f702"),
        }
    }

    /// Returns the subject of the service account's tokens.
    pub fn subject(&self) -> String {
        format!("system:serviceaccount:{}:{}", self.namespace, self.name)
    }
}

/// Start of the issuers of all clusters in the region.
pub(crate) const KUBERNETES_ISSUER: &str = "https://westeurope.oic.prod-aks.azure.com/";
/// Name of the application that a pod uses.
pub(crate) const KUBERNETES_APPLICATION: &str = "acme-workload";
