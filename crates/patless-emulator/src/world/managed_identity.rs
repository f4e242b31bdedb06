//! Managed identities of the machine on which a client runs.

use uuid::uuid;

use super::application::{Application, ApplicationKind, License, license, profile_id};
use super::connection::USER_ASSIGNED_CLIENT_ID;
use super::knobs::WorldKnobs;
use super::organization::{Organization, Tenant};

/// Managed identity. It has a service principal like an application, but no credential that anyone knows.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ManagedIdentity {
    /// Client ID, object ID, and the rest of what Entra and Azure DevOps know about it.
    pub application: Application,
    /// How it is assigned to the machine.
    pub assignment: Assignment,
}

/// How a managed identity is assigned to a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Assignment {
    /// It belongs to the machine, and is used unless a request names another one.
    System,
    /// It is a resource of its own.
    User {
        /// Azure resource ID, like `/subscriptions/…/userAssignedIdentities/NAME`. Compared without case.
        resource_id: String,
    },
}

/// Builds one identity of each kind. Both are users of the organization.
pub(super) fn all(
    knobs: &WorldKnobs,
    organization: &Organization,
    tenant: &Tenant,
) -> Vec<ManagedIdentity> {
    let license = license(knobs, Some(License::Basic));
    vec![
        ManagedIdentity {
            application: Application {
                client_id: uuid!("c11e0101-7a2b-4d3c-8e4f-5a6b7c8d9e01"),
                service_principal_id: uuid!("50b10101-3e4f-4a5b-9c6d-7e8f9a0b1c01"),
                tenant_id: tenant.id,
                profile_id: profile_id(uuid!("50b10101-3e4f-4a5b-9c6d-7e8f9a0b1c01")),
                organization_id: organization.id,
                identity_id: uuid!("1de70101-9a8b-4c7d-8e6f-5a4b3c2d1e01"),
                name: "acme-machine".to_owned(),
                license,
                federated_credentials: Vec::new(),
                client_secret: None,
                expired_client_secret: None,
                certificates: Vec::new(),
                kind: ApplicationKind::ManagedIdentity,
            },
            assignment: Assignment::System,
        },
        ManagedIdentity {
            application: Application {
                client_id: USER_ASSIGNED_CLIENT_ID,
                service_principal_id: uuid!("50b10102-3e4f-4a5b-9c6d-7e8f9a0b1c02"),
                tenant_id: tenant.id,
                profile_id: profile_id(uuid!("50b10102-3e4f-4a5b-9c6d-7e8f9a0b1c02")),
                organization_id: organization.id,
                identity_id: uuid!("1de70102-9a8b-4c7d-8e6f-5a4b3c2d1e02"),
                name: USER_ASSIGNED.to_owned(),
                license,
                federated_credentials: Vec::new(),
                client_secret: None,
                expired_client_secret: None,
                certificates: Vec::new(),
                kind: ApplicationKind::ManagedIdentity,
            },
            assignment: Assignment::User {
                resource_id: format!(
                    "/subscriptions/{SUBSCRIPTION_ID}/resourceGroups/acme-tools/providers/\
                     Microsoft.ManagedIdentity/userAssignedIdentities/{USER_ASSIGNED}",
                ),
            },
        },
    ]
}

/// Name of the user-assigned identity.
const USER_ASSIGNED: &str = "acme-tools-identity";
const SUBSCRIPTION_ID: &str = "5ab5c1d0-2e3f-4a5b-8c6d-7e8f9a0b1c2d";
