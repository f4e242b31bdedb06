//! Job message, which the server sends to the agent.

use std::fmt;

use super::variable::Variable;

/// The job message without the steps, which come from the pipeline file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct JobMessage {
    /// The server's variables. A YAML variable cannot replace them.
    pub variables: Vec<Variable>,
    /// The service connections that the job may use.
    pub endpoints: Vec<Endpoint>,
    /// The job's own connection to Azure DevOps.
    pub system_connection: SystemConnection,
}

impl JobMessage {
    /// Makes a message with the variables that the server sends for every YAML build.
    pub fn new(
        system_connection: SystemConnection,
        plan_id: impl Into<String>,
        job_id: impl Into<String>,
    ) -> Self {
        let access_token = system_connection.access_token.clone();
        let variables = vec![
            Variable::public("system", "build"),
            Variable::public("system.hosttype", "build"),
            Variable::public("system.planId", plan_id),
            Variable::public("system.jobId", job_id),
            Variable::public("system.enableAccessToken", "SecretVariable"),
            Variable::public("agent.readOnlyVariables", "true"),
            Variable::secret("system.accessToken", access_token),
        ];
        Self {
            variables,
            endpoints: Vec::new(),
            system_connection,
        }
    }
}

/// A service connection, as the agent knows it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Endpoint {
    /// The GUID.
    pub id: String,
    /// The name, which YAML may use instead of the GUID.
    pub name: String,
    /// The type, which comes after `connectedService:` in the type of an input, such as `AzureRM`.
    pub kind: String,
    /// The URL of the service.
    pub url: String,
    /// The authorization scheme, such as `WorkloadIdentityFederation`.
    pub scheme: String,
    /// The authorization parameters by key. Nearly all of them are masked.
    pub parameters: Vec<(String, String)>,
    /// The data parameters by key.
    pub data: Vec<(String, String)>,
}

impl Endpoint {
    /// Makes a service connection without parameters.
    pub fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        kind: impl Into<String>,
        scheme: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind: kind.into(),
            scheme: scheme.into(),
            ..Self::default()
        }
    }
}

impl Endpoint {
    /// Returns whether this is the job's own connection.
    pub(super) fn is_system_connection(&self) -> bool {
        self.id == SYSTEM_CONNECTION_ID
    }
}

/// The GUID of the job's own connection.
const SYSTEM_CONNECTION_ID: &str = "00000000-0000-0000-0000-000000000000";

/// The job's own connection to Azure DevOps. Its `Debug` form hides the access token.
#[derive(Clone)]
#[non_exhaustive]
pub struct SystemConnection {
    /// The URL of the collection.
    pub url: String,
    /// The job's access token for Azure DevOps.
    pub access_token: String,
}

impl SystemConnection {
    /// Pairs the collection's URL with the job's access token.
    pub fn new(url: impl Into<String>, access_token: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            access_token: access_token.into(),
        }
    }
}

impl SystemConnection {
    /// Returns the connection as an endpoint.
    pub(super) fn endpoint(&self) -> Endpoint {
        let token = ("AccessToken".to_owned(), self.access_token.clone());
        Endpoint {
            url: self.url.clone(),
            parameters: vec![token],
            ..Endpoint::new(SYSTEM_CONNECTION_ID, "SystemVssConnection", "", "OAuth")
        }
    }
}

impl fmt::Debug for SystemConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemConnection")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// Returns whether the agent masks an authorization parameter.
pub(super) fn is_masked_parameter(key: &str) -> bool {
    !UNMASKED_PARAMETERS
        .iter()
        .any(|unmasked| unmasked.eq_ignore_ascii_case(key))
}

/// The authorization parameters that the agent does not mask. Before v5.278.0, `IdToken` was one of them.
const UNMASKED_PARAMETERS: [&str; 15] = [
    "AcceptUntrustedCertificates",
    "AccessTokenFetchingMethod",
    "AccessTokenType",
    "Audience",
    "AuthenticationType",
    "AuthorizationType",
    "CompleteCallbackPayload",
    "ExpiresAt",
    "IssuedAt",
    "OAuthAccessTokenIsSupplied",
    "Role",
    "Scope",
    "TenantId",
    "Unsecured",
    "UseWindowsSecurity",
];
