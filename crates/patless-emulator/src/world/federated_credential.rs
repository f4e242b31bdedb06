//! Federated credentials of the applications: which assertions Entra takes for them.

use uuid::{Uuid, uuid};

use super::connection::{ServiceConnection, vstoken_issuer};
use super::knobs::FederatedCredentials;
use super::service_account::{KUBERNETES_APPLICATION, ServiceAccount};
use super::workflow::{GITHUB_APPLICATION, GITHUB_ISSUER, Workflow};
use crate::wire::FEDERATION_AUDIENCE;

/// Federated credential of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FederatedCredential {
    /// Issuer that the assertion must have.
    pub issuer: String,
    /// Subject that the assertion must have.
    pub subject: String,
    /// Audience that the assertion must have.
    pub audience: String,
}

/// Workloads outside Azure DevOps.
pub(super) struct Workloads<'a> {
    /// Job of GitHub Actions.
    pub(super) workflow: &'a Workflow,
    /// Service account of a pod.
    pub(super) service_account: &'a ServiceAccount,
}

impl FederatedCredential {
    /// Makes a federated credential with the usual audience.
    fn new(issuer: &str, subject: String) -> Self {
        Self {
            issuer: issuer.to_owned(),
            subject,
            audience: FEDERATION_AUDIENCE.to_owned(),
        }
    }
}

/// Makes the federated credential for a connection.
pub(super) fn of_connection(connection: &ServiceConnection) -> Option<FederatedCredential> {
    let federation = connection.federation.as_ref()?;
    Some(FederatedCredential::new(
        &federation.issuer,
        federation.subject.clone(),
    ))
}

/// Makes the federated credentials for workloads outside Azure DevOps.
///
/// A repository of GitHub has a subject in one of two forms. This one was moved from the first to the second.
pub(super) fn of_workloads(name: &str, workloads: &Workloads<'_>) -> Vec<FederatedCredential> {
    let Workloads {
        workflow,
        service_account,
    } = workloads;
    match name {
        GITHUB_APPLICATION => [workflow.subject_with_names(), workflow.subject_with_ids()]
            .map(|subject| FederatedCredential::new(GITHUB_ISSUER, subject))
            .into(),
        KUBERNETES_APPLICATION => vec![FederatedCredential::new(
            &service_account.issuer,
            service_account.subject(),
        )],
        _ => Vec::new(),
    }
}

/// Makes the mistake of the scenario in a federated credential.
pub(super) fn registered(
    knob: FederatedCredentials,
    matching: FederatedCredential,
) -> Option<FederatedCredential> {
    match knob {
        FederatedCredentials::Matching => Some(matching),
        FederatedCredentials::Missing => None,
        FederatedCredentials::WrongIssuer => Some(FederatedCredential {
            issuer: vstoken_issuer(OTHER_ORGANIZATION_ID),
            ..matching
        }),
        FederatedCredentials::WrongSubject => Some(FederatedCredential {
            subject: "sc://acme/Widgets/renamed-connection".to_owned(),
            ..matching
        }),
        FederatedCredentials::WrongAudience => Some(FederatedCredential {
            audience: "api://SomethingElse".to_owned(),
            ..matching
        }),
        FederatedCredentials::SubjectCase => Some(FederatedCredential {
            subject: matching.subject.to_ascii_uppercase(),
            ..matching
        }),
    }
}

const OTHER_ORGANIZATION_ID: Uuid = uuid!("deadc0de-0000-4000-8000-000000000a9c");
