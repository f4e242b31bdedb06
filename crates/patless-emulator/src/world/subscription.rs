//! Azure subscription of the tenant.

use uuid::{Uuid, uuid};

use super::Tenant;

/// Azure subscription.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Subscription {
    /// ID.
    pub id: Uuid,
    /// Display name.
    pub name: String,
    /// ID of its home tenant.
    pub tenant_id: Uuid,
}

/// Builds the subscription of the service connections.
pub(super) fn of_connections(tenant: &Tenant) -> Subscription {
    Subscription {
        id: uuid!("5b5c0d1e-2f3a-4b4c-8d5e-6f7a8b9c0d1e"),
        name: "Acme production".to_owned(),
        tenant_id: tenant.id,
    }
}
