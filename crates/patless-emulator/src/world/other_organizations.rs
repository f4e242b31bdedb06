//! The organizations that the job does not run in, the other tenant, and the users of both.
//!
//! `contoso` is connected to the other tenant. `acme-labs` is connected to the job's tenant, but most of the job's
//! applications are not users of it.

use uuid::{Uuid, uuid};

use super::application::{license, profile_id};
use super::knobs::WorldKnobs;
use super::{Application, ApplicationKind, License, Organization, Tenant};
use crate::wire::random_text;

/// Builds the other organizations.
pub(super) fn all(tenant: &Tenant) -> Vec<Organization> {
    vec![
        Organization {
            name: "contoso".to_owned(),
            id: CONTOSO_ID,
            tenant_id: CONTOSO_TENANT_ID,
        },
        Organization {
            name: "acme-labs".to_owned(),
            id: ACME_LABS_ID,
            tenant_id: tenant.id,
        },
    ]
}

/// Builds the other tenant.
pub(super) fn tenant() -> Tenant {
    Tenant {
        id: CONTOSO_TENANT_ID,
        domain: "contoso.onmicrosoft.com".to_owned(),
        name: "Contoso".to_owned(),
    }
}

/// Builds the applications of the other tenant: a service principal of a multitenant application of the job's tenant, and
/// its own applications, which have client secrets.
pub(super) fn applications(knobs: &WorldKnobs, of_job: &[Application]) -> Vec<Application> {
    let multitenant = of_job.iter().filter(|it| it.name == MULTITENANT_NAME);
    let guest = multitenant.map(|it| Application {
        service_principal_id: GUEST_ID,
        tenant_id: CONTOSO_TENANT_ID,
        profile_id: profile_id(GUEST_ID),
        organization_id: CONTOSO_ID,
        identity_id: uuid!("1de70007-9a8b-4c7d-8e6f-5a4b3c2d1e07"),
        license: license(knobs, Some(License::Basic)),
        ..it.clone()
    });
    let own = OWN.iter().map(|row| Application {
        client_id: row.client_id,
        service_principal_id: row.service_principal_id,
        tenant_id: CONTOSO_TENANT_ID,
        profile_id: profile_id(row.service_principal_id),
        organization_id: CONTOSO_ID,
        identity_id: row.identity_id,
        name: row.name.to_owned(),
        license: license(knobs, row.license),
        federated_credentials: Vec::new(),
        client_secret: Some(format!("sekret-client-secret-{}", random_text(24))),
        expired_client_secret: None,
        certificates: Vec::new(),
        kind: ApplicationKind::Confidential,
    });
    guest.chain(own).collect()
}

/// User of an organization other than the first one of its tenant.
pub(super) struct OtherUser {
    /// ID of the organization.
    pub(super) organization_id: Uuid,
    /// Object ID of the service principal. Its license is that of the application.
    pub(super) service_principal_id: Uuid,
    /// ID of its identity in the organization.
    pub(super) storage_key: Uuid,
}

/// Users of `acme-labs`: `acme-renovate`.
pub(super) const USERS: &[OtherUser] = &[OtherUser {
    organization_id: ACME_LABS_ID,
    service_principal_id: uuid!("50b10004-3e4f-4a5b-9c6d-7e8f9a0b1c04"),
    storage_key: uuid!("1de8000a-9a8b-4c7d-8e6f-5a4b3c2d1e0a"),
}];

/// Fixed properties of an application of the other tenant.
struct Row {
    name: &'static str,
    client_id: Uuid,
    service_principal_id: Uuid,
    identity_id: Uuid,
    license: Option<License>,
}

const OWN: &[Row] = &[
    Row {
        name: "contoso-pipelines",
        client_id: uuid!("c11e0008-7a2b-4d3c-8e4f-5a6b7c8d9e08"),
        service_principal_id: uuid!("50b10008-3e4f-4a5b-9c6d-7e8f9a0b1c08"),
        identity_id: uuid!("1de70008-9a8b-4c7d-8e6f-5a4b3c2d1e08"),
        license: Some(License::Basic),
    },
    Row {
        name: "contoso-reports",
        client_id: uuid!("c11e0009-7a2b-4d3c-8e4f-5a6b7c8d9e09"),
        service_principal_id: uuid!("50b10009-3e4f-4a5b-9c6d-7e8f9a0b1c09"),
        identity_id: uuid!("1de70009-9a8b-4c7d-8e6f-5a4b3c2d1e09"),
        license: None,
    },
];

/// Multitenant application of the job's tenant. Its connection has Azure DevOps as the issuer, because Entra refuses its
/// own assertions for such an application.
const MULTITENANT_NAME: &str = "acme-deployments-legacy";
/// Object ID of its service principal in the other tenant.
const GUEST_ID: Uuid = uuid!("50b10007-3e4f-4a5b-9c6d-7e8f9a0b1c07");

const CONTOSO_ID: Uuid = uuid!("2b8e4d17-6f3a-4a5c-8d91-7c0e5b2f4a63");
const ACME_LABS_ID: Uuid = uuid!("4d1f7c39-8b5e-4e6a-9f02-1a3c6d8e5b74");
const CONTOSO_TENANT_ID: Uuid = uuid!("a7c15e38-2d6b-4f94-8c0a-3e9b7d1f5062");
