//! The service connection as the agent passes it: an endpoint with tenant, client and authority host.

use url::Url;

use crate::assertion::UnverifiedClaims;
use crate::authority::{Authority, AuthorityHost, ForeignAuthority, PUBLIC_CLOUD};
use crate::cloud::Cloud;
use crate::environment::variables::{
    ENDPOINT_ACTIVE_DIRECTORY_AUTHORITY, ENDPOINT_AUTH_SCHEME, ENDPOINT_AUTHENTICATION_TYPE,
    ENDPOINT_CLIENT, ENDPOINT_CREATION_MODE, ENDPOINT_ENVIRONMENT, ENDPOINT_ENVIRONMENT_AUTHORITY,
    ENDPOINT_TENANT,
};
use crate::environment::{Environment, EnvironmentError, Family};
use crate::origin::loopback::Loopback;
use patless_catalogue::identifiers::{ClientId, InvalidIdentifier, ServiceConnectionId, TenantId};

/// A service connection with workload identity federation, as the agent passes it.
#[derive(Clone, Debug)]
pub struct ServiceConnection {
    id: ServiceConnectionId,
    tenant: TenantId,
    client: ClientId,
    authority: Authority,
    cloud: Cloud,
}

impl ServiceConnection {
    /// Reads the connection with this id from the `ENDPOINT_…` variables of the agent.
    ///
    /// Authentication parameters `scheme`, `tenantid`, `serviceprincipalid`; data parameters `activeDirectoryAuthority`
    /// (else `environmentAuthorityUrl`, else that of the public cloud) and `environment`. An authority host from the
    /// user replaces that of the connection.
    pub fn from_environment(
        environment: &Environment,
        id: ServiceConnectionId,
        told: Option<AuthorityHost>,
    ) -> Result<Self, EnvironmentError> {
        let endpoint = Endpoint { environment, id };
        let scheme = endpoint.scheme()?;
        if !scheme.eq_ignore_ascii_case("WorkloadIdentityFederation") {
            if endpoint.is_convertible(scheme) {
                return Err(EnvironmentError::ConvertibleConnection { id: id.to_string() });
            }
            return Err(EnvironmentError::UnsupportedScheme {
                id: id.to_string(),
                scheme: scheme.to_owned(),
            });
        }
        let tenant = endpoint.identifier("tenantid", &ENDPOINT_TENANT, TenantId::parse)?;
        let client =
            endpoint.identifier("serviceprincipalid", &ENDPOINT_CLIENT, ClientId::parse)?;
        let authority = match told {
            Some(host) => Authority::told(host),
            None => endpoint.authority()?,
        };
        let cloud = endpoint.part(&ENDPOINT_ENVIRONMENT);
        Ok(Self {
            id,
            tenant,
            client,
            authority,
            cloud: cloud.map_or(Cloud::Public, Cloud::named),
        })
    }

    /// Creates a connection in the public cloud from its ids, without the agent's variables.
    ///
    /// The authority host is that of the public cloud unless the user gave another.
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
        Ok(Self {
            id,
            tenant,
            client,
            authority,
            cloud: Cloud::Public,
        })
    }

    /// The connection's id.
    pub fn id(&self) -> ServiceConnectionId {
        self.id
    }

    /// The tenant that owns the identity.
    pub fn tenant(&self) -> &TenantId {
        &self.tenant
    }

    /// The identity's application (client) id.
    pub fn client(&self) -> ClientId {
        self.client
    }

    /// Entra's URL, to open a connection before there is a request. `None` if only the assertion can show whether it may be
    /// sent there.
    pub fn trusted_authority_host(&self) -> Option<&Url> {
        self.authority.trusted()
    }

    /// The authority host for messages.
    pub(crate) fn authority_name(&self) -> String {
        self.authority.name()
    }

    /// The cloud of the connection.
    pub fn cloud(&self) -> &Cloud {
        &self.cloud
    }

    /// The token endpoint for an assertion with these claims, `{authority host}/{tenant}/oauth2/v2.0/token`.
    ///
    /// Source: <https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow>.
    ///
    /// # Errors
    /// The assertion must not be sent there. There is no other way to get the URL.
    pub(crate) fn token_endpoint(
        &self,
        claims: &UnverifiedClaims,
    ) -> Result<Url, ForeignAuthority> {
        let mut url = self.authority.for_assertion(claims)?.clone();
        // An https or http URL always has path segments.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend([
                self.tenant.to_string().as_str(),
                "oauth2",
                "v2.0",
                "token",
            ]);
        }
        Ok(url)
    }
}

/// The variables of one endpoint. The agent writes the id in lower case and the parameters' keys normalized, as the registry has them.
struct Endpoint<'a> {
    environment: &'a Environment,
    id: ServiceConnectionId,
}

impl<'a> Endpoint<'a> {
    fn scheme(&self) -> Result<&'a str, EnvironmentError> {
        self.part(&ENDPOINT_AUTH_SCHEME)
            .ok_or_else(|| self.missing("a scheme"))
    }

    fn part(&self, family: &Family) -> Option<&'a str> {
        self.environment.member(family, &self.id.to_string())
    }

    /// Whether Azure DevOps can convert a connection with another scheme to federation: it can if it created the app and its
    /// secret, and only one project uses the connection. The agent does not show the latter.
    ///
    /// Source: <https://learn.microsoft.com/azure/devops/pipelines/library/connect-to-azure>.
    fn is_convertible(&self, scheme: &str) -> bool {
        let is = |text: Option<&str>, word: &str| {
            text.is_some_and(|text| text.eq_ignore_ascii_case(word))
        };
        is(Some(scheme), "ServicePrincipal")
            && is(self.part(&ENDPOINT_CREATION_MODE), "Automatic")
            && !is(self.part(&ENDPOINT_AUTHENTICATION_TYPE), "spnCertificate")
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
    use super::*;

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
        connection.token_endpoint(&UnverifiedClaims::default())
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
            assert!(connection.trusted_authority_host().is_none());
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
        for scheme in [
            "ServicePrincipal",
            "ManagedServiceIdentity",
            "PublishProfile",
        ] {
            let error = connection(scheme, &[]).unwrap_err().to_string();
            assert!(
                error.contains(scheme) && error.contains("not supported yet"),
                "{error}"
            );
        }
    }

    #[test]
    fn only_a_secret_that_azure_devops_created_can_be_converted() {
        let of = |scheme: &str, mode: &'static str, kind: &'static str| {
            let data = (format!("ENDPOINT_DATA_{ID}_CREATIONMODE"), mode);
            let key = format!("ENDPOINT_AUTH_PARAMETER_{ID}_AUTHENTICATIONTYPE");
            connection(scheme, &[data, (key, kind)]).unwrap_err()
        };
        for (scheme, mode, kind, convertible) in [
            ("ServicePrincipal", "Automatic", "spnKey", true),
            ("serviceprincipal", "automatic", "", true),
            ("ServicePrincipal", "Manual", "spnKey", false),
            ("ServicePrincipal", "", "spnKey", false),
            ("ServicePrincipal", "Automatic", "spnCertificate", false),
            ("ManagedServiceIdentity", "Automatic", "", false),
        ] {
            let error = of(scheme, mode, kind);
            let found = matches!(error, EnvironmentError::ConvertibleConnection { .. });
            assert_eq!(found, convertible, "{scheme} {mode} {kind}: {error}");
        }
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
        let expected = Cloud::Other("AzureUSGovernment".to_owned());
        assert_eq!(connection.cloud(), &expected);
    }
}
