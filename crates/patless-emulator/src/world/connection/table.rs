//! Table of the service connections.

use uuid::{Uuid, uuid};

use super::kind::{ConnectionKind, ConnectionScheme};
use crate::world::issuer::Issuer;

/// Fixed properties of a connection.
pub(super) struct Row {
    /// Name.
    pub(super) name: &'static str,
    /// ID.
    pub(super) id: Uuid,
    /// Kind.
    pub(super) kind: ConnectionKind,
    /// Scheme.
    pub(super) scheme: ConnectionScheme,
    /// Client ID of the connection's application.
    pub(super) client_id: Uuid,
    /// Default issuer of its assertions. `None` means no workload identity federation.
    pub(super) issuer: Option<Issuer>,
}

/// Connections that name a managed identity that a user assigned to the machine.
pub(super) const USER_ASSIGNED: &[&str] = &["azure-msi-user"];

/// Service connections. The first one is the default connection of the client environment.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "azure-devops-wif",
        id: uuid!("a1d4f7b2-6c3e-4b85-9f10-8d2e5a7c4b01"),
        kind: ConnectionKind::AzureDevOps,
        scheme: ConnectionScheme::WorkloadIdentityFederation,
        client_id: uuid!("c11e0001-7a2b-4d3c-8e4f-5a6b7c8d9e01"),
        issuer: Some(Issuer::Entra),
    },
    Row {
        name: "azure-wif",
        id: uuid!("b2e5a8c3-7d4f-4c96-8a21-9e3f6b8d5c02"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::WorkloadIdentityFederation,
        client_id: uuid!("c11e0002-7a2b-4d3c-8e4f-5a6b7c8d9e02"),
        issuer: Some(Issuer::Entra),
    },
    Row {
        name: "azure-wif-legacy",
        id: uuid!("c3f6b9d4-8e5a-4da7-9b32-af4a7c9e6d03"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::WorkloadIdentityFederation,
        client_id: uuid!("c11e0003-7a2b-4d3c-8e4f-5a6b7c8d9e03"),
        issuer: Some(Issuer::AzureDevOps),
    },
    Row {
        name: "renovate",
        id: uuid!("d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7e04"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::WorkloadIdentityFederation,
        client_id: uuid!("c11e0004-7a2b-4d3c-8e4f-5a6b7c8d9e04"),
        issuer: Some(Issuer::Entra),
    },
    Row {
        name: "azure-secret",
        id: uuid!("e5b8dbf6-a07c-4fc9-9d54-cb6c9eba8f05"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::ServicePrincipal,
        client_id: uuid!("c11e0005-7a2b-4d3c-8e4f-5a6b7c8d9e05"),
        issuer: None,
    },
    Row {
        name: "azure-msi",
        id: uuid!("f6c9eca7-b18d-4ada-8e65-dc7dafcb9a06"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::ManagedServiceIdentity,
        client_id: uuid!("c11e0006-7a2b-4d3c-8e4f-5a6b7c8d9e06"),
        issuer: None,
    },
    Row {
        name: "azure-msi-user",
        id: uuid!("f6c9eca7-b18d-4ada-8e65-dc7dafcb9ac1"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::ManagedServiceIdentity,
        client_id: uuid!("c11e0006-7a2b-4d3c-8e4f-5a6b7c8d9e06"),
        issuer: None,
    },
    Row {
        name: "azure-certificate",
        id: uuid!("e5b8dbf6-a07c-4fc9-9d54-cb6c9eba8fc2"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::ServicePrincipal,
        client_id: uuid!("c11e00c1-7a2b-4d3c-8e4f-5a6b7c8d9ec1"),
        issuer: None,
    },
    Row {
        name: "marketplace",
        id: uuid!("d4a7cae5-9f6b-4eb8-8c43-ba5b8daf7ec6"),
        kind: ConnectionKind::AzureRm,
        scheme: ConnectionScheme::WorkloadIdentityFederation,
        client_id: uuid!("c11e00c6-7a2b-4d3c-8e4f-5a6b7c8d9ec6"),
        issuer: Some(Issuer::Entra),
    },
];
