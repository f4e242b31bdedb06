//! Organization, its project, and the tenant that it is connected to.

use uuid::Uuid;

/// Azure DevOps organization.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Organization {
    /// Name, as in its URL.
    pub name: String,
    /// ID, which `connectionData` calls `instanceId`.
    pub id: Uuid,
    /// ID of the connected tenant. The zero ID means that the organization is for personal Microsoft accounts.
    pub tenant_id: Uuid,
}

/// Project of the organization.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Project {
    /// Display name.
    pub name: String,
    /// ID.
    pub id: Uuid,
}

/// Entra tenant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Tenant {
    /// ID.
    pub id: Uuid,
    /// Initial domain, which the token endpoint accepts instead of the ID.
    pub domain: String,
    /// Display name.
    pub name: String,
}
