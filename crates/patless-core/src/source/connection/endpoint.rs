//! The service connection as the agent passes it: an endpoint with tenant, client and authority host.

use std::sync::Arc;

use crate::authority::{Authority, AuthorityHost, PUBLIC_CLOUD};
use crate::cloud::Cloud;
use crate::environment::variables::{
    ENDPOINT_ACTIVE_DIRECTORY_AUTHORITY, ENDPOINT_AUTH_SCHEME, ENDPOINT_AUTHENTICATION_TYPE,
    ENDPOINT_CERTIFICATE, ENDPOINT_CLIENT, ENDPOINT_CREATION_MODE, ENDPOINT_ENVIRONMENT,
    ENDPOINT_ENVIRONMENT_AUTHORITY, ENDPOINT_MSI_CLIENT, ENDPOINT_SECRET, ENDPOINT_SUBSCRIPTION,
    ENDPOINT_TENANT,
};
use crate::environment::{Environment, EnvironmentError, Family};
use crate::origin::loopback::Loopback;
use crate::secret::ClientSecret;
use crate::source::application::Application;
use crate::source::client_certificate::ClientCertificate;
use crate::source::managed_identity::ManagedIdentity;
use patless_catalogue::identifiers::{
    ClientId, InvalidIdentifier, ServiceConnectionId, TenantId, guid,
};
use uuid::Uuid;

/// A service connection, as the agent passes it.
#[derive(Clone, Debug)]
pub struct ServiceConnection {
    id: ServiceConnectionId,
    scheme: Scheme,
    cloud: Cloud,
    /// Whether Azure DevOps created its app and secret.
    is_automatic: bool,
    /// The Azure subscription. `None` if it has none.
    subscription: Option<Uuid>,
}

/// How a service connection authenticates.
#[derive(Clone, Debug)]
pub(crate) enum Scheme {
    /// With assertions that Azure DevOps issues to jobs.
    Federation(Application),
    /// With a stored client certificate and its key, which the agent passes.
    Certificate(Application, Arc<ClientCertificate>),
    /// With the managed identity of the agent's machine.
    ManagedIdentity(ManagedIdentity),
    /// With a stored client secret, which the agent passes.
    Secret(Application, Arc<ClientSecret>),
}

impl ServiceConnection {
    /// Reads the connection with this id from the `ENDPOINT_…` variables of the agent.
    ///
    /// Authentication parameters `scheme`, `tenantid`, `serviceprincipalid`, and those of its scheme; data parameters
    /// `activeDirectoryAuthority` (else `environmentAuthorityUrl`, else that of the public cloud) and `environment`. An
    /// authority host from the user replaces that of the connection.
    pub fn from_environment(
        environment: &Environment,
        id: ServiceConnectionId,
        told: Option<AuthorityHost>,
    ) -> Result<Self, EnvironmentError> {
        let endpoint = Endpoint { environment, id };
        let cloud = endpoint.part(&ENDPOINT_ENVIRONMENT);
        let cloud = cloud.map_or(Cloud::Public, Cloud::named);
        let scheme = endpoint.scheme(&cloud, told)?;
        let is_automatic = endpoint.is_automatic();
        Ok(Self {
            id,
            scheme,
            cloud,
            is_automatic,
            subscription: endpoint.part(&ENDPOINT_SUBSCRIPTION).and_then(guid),
        })
    }

    /// Creates a connection with federation from its ids, without the agent's variables.
    ///
    /// The authority host is that of the public cloud unless the user gave another. The cloud is the one that the host is of, or
    /// else the public one.
    pub fn new(
        id: ServiceConnectionId,
        tenant: TenantId,
        client: ClientId,
        told: Option<AuthorityHost>,
    ) -> Result<Self, EnvironmentError> {
        let authority = match told {
            Some(host) => Authority::told(host),
            None => {
                Authority::of_connection("the authority host", PUBLIC_CLOUD, Loopback::Refused)?
            }
        };
        let cloud = authority.cloud().cloned().unwrap_or(Cloud::Public);
        let application = Application::new(tenant, client, authority, cloud.clone());
        Ok(Self {
            id,
            scheme: Scheme::Federation(application),
            cloud,
            is_automatic: false,
            subscription: None,
        })
    }

    /// The connection's id.
    pub fn id(&self) -> ServiceConnectionId {
        self.id
    }

    /// The application whose tokens it gives. `None` if it uses a managed identity.
    pub fn application(&self) -> Option<&Application> {
        match &self.scheme {
            Scheme::Certificate(application, _)
            | Scheme::Federation(application)
            | Scheme::Secret(application, _) => Some(application),
            Scheme::ManagedIdentity(_) => None,
        }
    }

    /// The tenant that owns the identity. `None` if only a managed identity's token says so.
    pub fn tenant(&self) -> Option<&TenantId> {
        self.application().map(Application::tenant)
    }

    /// The identity's application (client) id. `None` if only a managed identity's token says so.
    pub fn client(&self) -> Option<ClientId> {
        match &self.scheme {
            Scheme::ManagedIdentity(identity) => identity.client(),
            _ => self.application().map(Application::client),
        }
    }

    /// The Azure subscription. `None` if it has none, as those of Azure DevOps.
    pub fn subscription(&self) -> Option<Uuid> {
        self.subscription
    }

    /// The cloud of the connection.
    pub fn cloud(&self) -> &Cloud {
        &self.cloud
    }

    /// Whether Azure DevOps issues assertions for it.
    pub fn is_federated(&self) -> bool {
        matches!(self.scheme, Scheme::Federation(_))
    }

    /// Whether Azure DevOps can convert it to federation: it can if it created the app and its secret, and only one project
    /// uses the connection. The agent does not show the latter.
    ///
    /// Source: <https://learn.microsoft.com/azure/devops/pipelines/library/connect-to-azure>.
    pub fn is_convertible(&self) -> bool {
        self.is_automatic && self.has_stored_secret()
    }

    /// Whether it authenticates with a secret that is stored with it: a client secret, or the key of a certificate.
    pub fn has_stored_secret(&self) -> bool {
        matches!(self.scheme, Scheme::Certificate(..) | Scheme::Secret(..))
    }

    /// How it authenticates.
    pub(crate) fn scheme(&self) -> &Scheme {
        &self.scheme
    }
}

/// The variables of one endpoint. The agent writes the id in lower case and the parameters' keys normalized, as the registry has them.
struct Endpoint<'a> {
    environment: &'a Environment,
    id: ServiceConnectionId,
}

impl<'a> Endpoint<'a> {
    /// Reads how it authenticates. Source of the schemes: the task library of `azure-pipelines-tasks`, `azure-arm-endpoint`.
    fn scheme(
        &self,
        cloud: &Cloud,
        told: Option<AuthorityHost>,
    ) -> Result<Scheme, EnvironmentError> {
        let name = self
            .part(&ENDPOINT_AUTH_SCHEME)
            .ok_or_else(|| self.missing("a scheme"))?;
        let is = |scheme: &str| name.eq_ignore_ascii_case(scheme);
        if is("WorkloadIdentityFederation") {
            return Ok(Scheme::Federation(self.application(cloud, told)?));
        }
        if is("ServicePrincipal") && self.has_certificate() {
            let text = self.part(&ENDPOINT_CERTIFICATE);
            let text = text.ok_or_else(|| self.missing("servicePrincipalCertificate"))?;
            let application = self.application(cloud, told)?;
            let place = format!("service connection {}", self.id);
            let certificate = ClientCertificate::of_text(place, text).map_err(|error| {
                let (cause, reason) = (error.cause, error.reason);
                EnvironmentError::ClientCertificate { cause, reason }
            })?;
            return Ok(Scheme::Certificate(application, certificate.into()));
        }
        if is("ServicePrincipal") {
            let secret = self.part(&ENDPOINT_SECRET);
            let secret = secret.ok_or_else(|| self.missing("serviceprincipalkey"))?;
            let application = self.application(cloud, told)?;
            return Ok(Scheme::Secret(
                application,
                ClientSecret::new(secret).into(),
            ));
        }
        if is("ManagedServiceIdentity") {
            let client = ("msiclientId", &ENDPOINT_MSI_CLIENT);
            let client = self
                .part(client.1)
                .map(|_| self.identifier(client.0, client.1, ClientId::parse));
            let identity =
                ManagedIdentity::of_machine(self.environment, client.transpose()?, cloud);
            return Ok(Scheme::ManagedIdentity(identity?));
        }
        Err(EnvironmentError::UnsupportedScheme {
            id: self.id.to_string(),
            scheme: name.to_owned(),
        })
    }

    fn application(
        &self,
        cloud: &Cloud,
        told: Option<AuthorityHost>,
    ) -> Result<Application, EnvironmentError> {
        let tenant = self.identifier("tenantid", &ENDPOINT_TENANT, TenantId::parse)?;
        let client = self.identifier("serviceprincipalid", &ENDPOINT_CLIENT, ClientId::parse)?;
        let authority = match told {
            Some(host) => Authority::told(host),
            None => self.authority()?,
        };
        if let Some(of_host) = authority.cloud()
            && of_host != cloud
        {
            let (id, host) = (self.id, authority.name());
            tracing::warn!(
                "service connection {id} is in {cloud}, but its authority host {host} is that of {of_host}; correct the \
                 connection's environment"
            );
        }
        Ok(Application::new(tenant, client, authority, cloud.clone()))
    }

    fn is_automatic(&self) -> bool {
        let mode = self.part(&ENDPOINT_CREATION_MODE);
        mode.is_some_and(|mode| mode.eq_ignore_ascii_case("Automatic"))
    }

    /// Whether its secret is a certificate: `spnCertificate`. The default is `spnKey`.
    fn has_certificate(&self) -> bool {
        let kind = self.part(&ENDPOINT_AUTHENTICATION_TYPE);
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("spnCertificate"))
    }

    fn part(&self, family: &Family) -> Option<&'a str> {
        self.environment.member(family, &self.id.to_string())
    }

    fn authority(&self) -> Result<Authority, EnvironmentError> {
        let keys = [
            (
                "activeDirectoryAuthority",
                &ENDPOINT_ACTIVE_DIRECTORY_AUTHORITY,
            ),
            ("environmentAuthorityUrl", &ENDPOINT_ENVIRONMENT_AUTHORITY),
        ];
        let named = keys
            .into_iter()
            .find_map(|(key, family)| self.part(family).map(|text| (key, text)));
        let (what, text) = named.unwrap_or(("the authority host", PUBLIC_CLOUD));
        Authority::of_connection(
            &format!("{what} of service connection {}", self.id),
            text,
            Loopback::of_job(self.environment),
        )
    }

    fn identifier<T>(
        &self,
        key: &'static str,
        family: &Family,
        parse: impl Fn(&str) -> Result<T, InvalidIdentifier>,
    ) -> Result<T, EnvironmentError> {
        let text = self.part(family).ok_or_else(|| self.missing(key))?;
        parse(text).map_err(|source| EnvironmentError::Identifier {
            what: format!("{key} of service connection {}", self.id),
            source,
        })
    }

    fn missing(&self, parameter: &'static str) -> EnvironmentError {
        EnvironmentError::MissingServiceConnection {
            id: self.id.to_string(),
            parameter,
        }
    }
}

#[cfg(test)]
mod tests {
    use patless_catalogue::Cause;
    use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
    use url::Url;

    use super::*;
    use crate::assertion::UnverifiedClaims;
    use crate::authority::ForeignAuthority;

    const ID: &str = "1f2e3d4c-0000-4000-8000-000000000001";
    const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    const CLIENT: &str = "9c1b2a3d-0000-4000-8000-000000000002";

    fn connection(
        scheme: &str,
        more: &[(String, &str)],
    ) -> Result<ServiceConnection, EnvironmentError> {
        let parameter = |key: &str| format!("ENDPOINT_AUTH_PARAMETER_{ID}_{key}");
        let base = [
            (format!("ENDPOINT_AUTH_SCHEME_{ID}"), scheme),
            (parameter("TENANTID"), TENANT),
            (parameter("SERVICEPRINCIPALID"), CLIENT),
        ];
        let all = base
            .iter()
            .chain(more)
            .map(|(name, value)| (name.clone(), (*value).to_owned()));
        ServiceConnection::from_environment(
            &Environment::new(all),
            ServiceConnectionId::parse(ID).unwrap(),
            None,
        )
    }

    /// The token endpoint for an assertion that Azure DevOps issued.
    fn token_endpoint(connection: &ServiceConnection) -> Result<Url, ForeignAuthority> {
        let application = connection.application().unwrap();
        application.token_endpoint(&UnverifiedClaims::default())
    }

    #[test]
    fn the_token_endpoint_is_authority_host_and_tenant() {
        let connection = connection("workloadidentityfederation", &[]).unwrap();
        let endpoint = token_endpoint(&connection).unwrap();
        assert_eq!(
            endpoint.as_str(),
            format!("https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token")
        );
    }

    #[test]
    fn the_authority_of_the_connection_wins_over_the_default_and_its_path_does_not_matter() {
        let host = "https://login.microsoftonline.us";
        for key in ["ACTIVEDIRECTORYAUTHORITY", "ENVIRONMENTAUTHORITYURL"] {
            for path in [
                "",
                "/",
                "/common",
                "/organizations/v2.0",
                &format!("/{TENANT}/"),
            ] {
                let text = format!("{host}{path}");
                let data = [(format!("ENDPOINT_DATA_{ID}_{key}"), text.as_str())];
                let connection = connection("WorkloadIdentityFederation", &data).unwrap();
                assert_eq!(
                    token_endpoint(&connection).unwrap().as_str(),
                    format!("{host}/{TENANT}/oauth2/v2.0/token"),
                    "{key} {path}"
                );
            }
        }
    }

    #[test]
    fn an_authority_that_a_printed_line_could_have_set_gets_no_assertion() {
        for key in ["ACTIVEDIRECTORYAUTHORITY", "ENVIRONMENTAUTHORITYURL"] {
            let name = format!("ENDPOINT_DATA_{ID}_{key}");
            let refused = [(name.clone(), "https://localhost:4430/")];
            let error = connection("WorkloadIdentityFederation", &refused).unwrap_err();
            assert!(
                matches!(error, EnvironmentError::ForeignAuthority { .. }),
                "{error}"
            );
            let waiting = [(name, "https://evil.example/")];
            let connection = connection("WorkloadIdentityFederation", &waiting).unwrap();
            let application = connection.application().unwrap();
            assert!(application.trusted_authority_host().is_none());
            assert!(token_endpoint(&connection).is_err());
        }
    }

    #[test]
    fn what_the_user_told_takes_the_place_of_what_the_connection_says() {
        let name = format!("ENDPOINT_DATA_{ID}_ACTIVEDIRECTORYAUTHORITY");
        let told = AuthorityHost::told("x", "https://login.stack.example", Loopback::Refused);
        let environment = Environment::new([
            (
                format!("ENDPOINT_AUTH_SCHEME_{ID}"),
                "WorkloadIdentityFederation".to_owned(),
            ),
            (
                format!("ENDPOINT_AUTH_PARAMETER_{ID}_TENANTID"),
                TENANT.to_owned(),
            ),
            (
                format!("ENDPOINT_AUTH_PARAMETER_{ID}_SERVICEPRINCIPALID"),
                CLIENT.to_owned(),
            ),
            (name, "https://localhost:4430/".to_owned()),
        ]);
        let id = ServiceConnectionId::parse(ID).unwrap();
        let connection =
            ServiceConnection::from_environment(&environment, id, Some(told.unwrap())).unwrap();
        let endpoint = token_endpoint(&connection).unwrap();
        assert_eq!(endpoint.host_str(), Some("login.stack.example"));
    }

    #[test]
    fn another_scheme_is_refused_by_its_name() {
        let error = connection("PublishProfile", &[]).unwrap_err().to_string();
        assert!(
            error.contains("PublishProfile") && error.contains("not supported yet"),
            "{error}"
        );
    }

    #[test]
    fn a_connection_with_a_managed_identity_names_at_most_the_client() {
        let key = || format!("ENDPOINT_DATA_{ID}_MSICLIENTID");
        for (more, client) in [(vec![], None), (vec![(key(), CLIENT)], Some(CLIENT))] {
            let connection = connection("managedserviceidentity", &more).unwrap();
            let client = client.map(|it| ClientId::parse(it).unwrap());
            assert_eq!(connection.client(), client);
            assert!(connection.tenant().is_none() && !connection.is_federated());
            assert!(!connection.has_stored_secret());
        }
        let error = connection("ManagedServiceIdentity", &[(key(), "me")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("msiclientId of service connection {ID} cannot be used")
        );
    }

    #[test]
    fn only_a_secret_that_azure_devops_created_can_be_converted() {
        for (mode, kind, convertible) in [
            ("Automatic", "spnKey", true),
            ("automatic", "", true),
            ("Manual", "spnKey", false),
            ("", "spnKey", false),
        ] {
            let more = [
                (format!("ENDPOINT_DATA_{ID}_CREATIONMODE"), mode),
                (
                    format!("ENDPOINT_AUTH_PARAMETER_{ID}_AUTHENTICATIONTYPE"),
                    kind,
                ),
                (
                    format!("ENDPOINT_AUTH_PARAMETER_{ID}_SERVICEPRINCIPALKEY"),
                    "sekret",
                ),
            ];
            for scheme in ["ServicePrincipal", "serviceprincipal"] {
                let connection = connection(scheme, &more).unwrap();
                assert!(connection.has_stored_secret());
                assert_eq!(connection.is_convertible(), convertible, "{mode} {kind}");
            }
        }
        let federated = connection("WorkloadIdentityFederation", &[]).unwrap();
        assert!(federated.is_federated() && !federated.is_convertible());
    }

    #[test]
    fn a_connection_with_a_key_that_was_not_handed_over_says_so() {
        let error = connection("ServicePrincipal", &[]).unwrap_err().to_string();
        assert!(error.ends_with("with serviceprincipalkey"), "{error}");
    }

    #[test]
    fn a_connection_with_a_certificate_needs_certificate_and_key() {
        let kind = format!("ENDPOINT_AUTH_PARAMETER_{ID}_AUTHENTICATIONTYPE");
        let parameter = format!("ENDPOINT_AUTH_PARAMETER_{ID}_SERVICEPRINCIPALCERTIFICATE");
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
        let certificate = CertificateParams::new(Vec::new()).unwrap();
        let certificate = certificate.self_signed(&key).unwrap().pem();
        let both = certificate.clone() + &key.serialize_pem();
        let with = |text| {
            let more = [(kind.clone(), "spnCertificate"), (parameter.clone(), text)];
            connection("ServicePrincipal", &more)
        };
        let whole = with(&both).unwrap();
        assert!(whole.has_stored_secret() && !whole.is_federated());
        let error = with("").unwrap_err();
        let missing = "with servicePrincipalCertificate";
        assert!(error.to_string().ends_with(missing), "{error}");
        let error = with(&certificate).unwrap_err();
        assert_eq!(error.cause(), Cause::CertificateWithoutKey, "{error}");
    }

    #[test]
    fn a_connection_that_was_not_handed_over_is_named() {
        let id = ServiceConnectionId::parse(ID).unwrap();
        let error =
            ServiceConnection::from_environment(&Environment::default(), id, None).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the agent did not provide service connection {ID} with a scheme")
        );
    }

    #[test]
    fn a_cloud_other_than_the_public_one_is_told() {
        let key = format!("ENDPOINT_DATA_{ID}_ENVIRONMENT");
        let connection =
            connection("WorkloadIdentityFederation", &[(key, "AzureUSGovernment")]).unwrap();
        assert_eq!(connection.cloud(), &Cloud::UsGovernment);
    }
}
