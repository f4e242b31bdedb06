//! Job message for the job of the emulated world, as Azure DevOps would send it.

use uuid::Uuid;

use crate::agent::{Endpoint, JobMessage, SystemConnection, Variable};
use crate::cli::QueueVariable;
use crate::emulator::Emulator;
use crate::world::{Application, ConnectionKind, ConnectionScheme, ServiceConnection};

/// Builds the message.
///
/// `of_job` are the variables that differ from job to job. What was set when the run was queued does not replace them.
pub(super) fn build(
    emulator: &Emulator,
    job_id: Uuid,
    of_job: Vec<Variable>,
    queue_variables: &[QueueVariable],
) -> JobMessage {
    let world = emulator.world();
    let job = &world.job;
    let collection = emulator.azure_devops_url().to_string();
    let connection = SystemConnection::new(collection, job.token.clone());
    let plan_id = job.plan_id.to_string();
    let mut message = JobMessage::new(connection, plan_id, job_id.to_string());
    message.variables.extend(variables(emulator, job_id));
    let queued = queue_variables.iter();
    message
        .variables
        .extend(queued.map(|it| Variable::public(&it.name, &it.value)));
    message.variables.extend(of_job);
    let connections = world.connections.iter();
    message.endpoints = connections.map(|it| endpoint(emulator, it)).collect();
    message
}

/// Lists the public variables that Azure DevOps sends with a build.
///
/// Only the collection URL is read-only. Whether Azure DevOps flags `system.oidcRequestUri` as read-only is unknown.
/// Here it does not, which is the harder case for a client.
fn variables(emulator: &Emulator, job_id: Uuid) -> Vec<Variable> {
    let world = emulator.world();
    let job = &world.job;
    let collection = emulator.azure_devops_url().to_string();
    let branch = job.source_ref.rsplit('/').next().unwrap_or_default();
    let repository = job.repository_uri.rsplit('/').next().unwrap_or_default();
    let mut variables: Vec<Variable> =
        ["System.CollectionUri", "System.TeamFoundationCollectionUri"]
            .map(|name| Variable::public(name, &collection).read_only())
            .into();
    let texts = [
        (
            "System.OidcRequestUri",
            emulator.add_job(job_id).to_string(),
        ),
        ("System.TaskDefinitionsUri", collection),
        ("System.CollectionId", world.organization.id.to_string()),
        ("System.TeamProject", world.project.name.clone()),
        ("System.TeamProjectId", world.project.id.to_string()),
        ("System.HostType", job.hub.clone()),
        ("System.ServerType", "Hosted".to_owned()),
        ("System.TimelineId", job.timeline_id.to_string()),
        ("System.DefinitionId", job.definition_id.to_string()),
        ("System.DefinitionName", job.definition_name.clone()),
        ("Build.BuildId", job.build_id.to_string()),
        ("Build.BuildNumber", job.build_number.clone()),
        ("Build.DefinitionName", job.definition_name.clone()),
        ("Build.Reason", "Manual".to_owned()),
        ("Build.Repository.Id", job.repository_id.to_string()),
        ("Build.Repository.Name", repository.to_owned()),
        ("Build.Repository.Uri", job.repository_uri.clone()),
        ("Build.SourceBranch", job.source_ref.clone()),
        ("Build.SourceBranchName", branch.to_owned()),
        ("Build.SourceVersion", job.source_version.clone()),
    ];
    variables.extend(texts.map(|(name, value)| Variable::public(name, value)));
    variables
}

/// Describes a service connection as the job message does.
fn endpoint(emulator: &Emulator, connection: &ServiceConnection) -> Endpoint {
    let kind = connection.kind.endpoint_type();
    let scheme = connection.scheme.as_str();
    let id = connection.id.to_string();
    let mut endpoint = Endpoint::new(id, &connection.name, kind, scheme);
    let mut parameters = vec![
        ("tenantid", connection.tenant_id.to_string()),
        ("serviceprincipalid", connection.client_id.to_string()),
    ];
    match connection.scheme {
        ConnectionScheme::ServicePrincipal => {
            let application = emulator.world().application(connection.client_id);
            parameters.extend(stored_credential(emulator, application));
        }
        // A connection for a managed identity has no client ID.
        ConnectionScheme::ManagedServiceIdentity => parameters.truncate(1),
        ConnectionScheme::WorkloadIdentityFederation => {}
    }
    let authority_host = emulator.authority_host().to_string();
    let mut data = vec![("activeDirectoryAuthority", authority_host)];
    let identity = connection.managed_identity_client_id;
    data.extend(identity.map(|it| ("msiclientId", it.to_string())));
    match connection.kind {
        ConnectionKind::AzureRm => {
            "https://management.azure.com/".clone_into(&mut endpoint.url);
            data.push(("environment", "AzureCloud".to_owned()));
            let subscription = &emulator.world().subscription;
            data.push(("subscriptionId", subscription.id.to_string()));
            data.push(("subscriptionName", subscription.name.clone()));
        }
        ConnectionKind::AzureDevOps => {
            endpoint.url = emulator.azure_devops_url().to_string();
        }
    }
    let owned = |(key, value): (&str, String)| (key.to_owned(), value);
    endpoint.parameters = parameters.into_iter().map(owned).collect();
    endpoint.data = data.into_iter().map(owned).collect();
    endpoint
}

/// Returns the parameters with the credential of a service principal: a certificate if the application has one, else a
/// client secret. Neither is there if the connection has an unknown client ID.
fn stored_credential(
    emulator: &Emulator,
    application: Option<&Application>,
) -> [(&'static str, String); 2] {
    let certificate = application.and_then(|it| it.certificates.first().copied());
    let certificate = certificate.and_then(|it| emulator.client_certificate(it).ok());
    if let Some(pem) = certificate {
        return [
            ("authenticationType", "spnCertificate".to_owned()),
            ("servicePrincipalCertificate", pem),
        ];
    }
    let secret = application.and_then(|it| it.client_secret.clone());
    [
        ("authenticationType", "spnKey".to_owned()),
        ("serviceprincipalkey", secret.unwrap_or_default()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    fn id_of(emulator: &Emulator) -> Uuid {
        emulator.world().job.job_id
    }

    #[test]
    fn message_describes_the_world() {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let queued = QueueVariable {
            name: "who".to_owned(),
            value: "me".to_owned(),
        };
        let message = build(&emulator, id_of(&emulator), Vec::new(), &[queued]);
        let value = |name: &str| {
            let mut found = message.variables.iter().filter(|it| it.name == name);
            found.next_back().map(|it| it.value.clone())
        };
        let uri = emulator.oidc_request_uri().to_string();
        assert_eq!(value("System.OidcRequestUri"), Some(uri));
        assert_eq!(value("who").as_deref(), Some("me"));
        let first = &message.endpoints[0];
        assert_eq!(first.kind, "workloadidentityuser");
        assert_eq!(first.scheme, "WorkloadIdentityFederation");
        let authority_host = emulator.authority_host().to_string();
        let expected = ("activeDirectoryAuthority".to_owned(), authority_host);
        assert!(first.data.contains(&expected));
        let keys: Vec<_> = first.parameters.iter().map(|(key, _)| &**key).collect();
        assert_eq!(keys, ["tenantid", "serviceprincipalid"]);
    }

    #[test]
    fn connection_with_a_client_secret_carries_it() {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let message = build(&emulator, id_of(&emulator), Vec::new(), &[]);
        let mut endpoints = message.endpoints.iter();
        let endpoint = endpoints.find(|it| it.name == "azure-secret").unwrap();
        let (_, secret) = endpoint.parameters.last().unwrap();
        assert!(secret.starts_with("sekret-client-secret-"));
    }

    #[test]
    fn connection_with_a_certificate_carries_it_with_its_key() {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let message = build(&emulator, id_of(&emulator), Vec::new(), &[]);
        let mut endpoints = message.endpoints.iter();
        let endpoint = endpoints.find(|it| it.name == "azure-certificate").unwrap();
        let value = |name: &str| {
            let mut parameters = endpoint.parameters.iter();
            let found = parameters.find(|(key, _)| key == name);
            found.map(|(_, value)| value.as_str())
        };
        assert_eq!(value("authenticationType"), Some("spnCertificate"));
        assert_eq!(value("serviceprincipalkey"), None);
        let pem = value("servicePrincipalCertificate").unwrap();
        assert!(pem.starts_with("-----BEGIN CERTIFICATE-----"));
        assert!(pem.trim_end().ends_with("-----END PRIVATE KEY-----"));
        let key = pem
            .split_once("-----END CERTIFICATE-----")
            .unwrap()
            .1
            .trim();
        assert!(emulator.secrets().iter().any(|it| it == key));
    }

    #[test]
    fn only_a_connection_with_a_user_assigned_identity_names_it() {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let message = build(&emulator, id_of(&emulator), Vec::new(), &[]);
        for endpoint in &message.endpoints {
            let mut data = endpoint.data.iter();
            let named = data.find(|(key, _)| key == "msiclientId");
            assert_eq!(
                named.is_some(),
                endpoint.name == "azure-msi-user",
                "{}",
                endpoint.name
            );
        }
    }
}
