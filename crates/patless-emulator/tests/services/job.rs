//! Requests of a well-behaved job: get an assertion, exchange it, and use the access token.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use patless_emulator::world::Application;
use patless_emulator::{Emulator, Scenario};
use serde_json::Value;
use url::{Url, form_urlencoded};

use crate::client::{Request, Response};

/// Scope for Azure DevOps.
pub(crate) const AZURE_DEVOPS_SCOPE: &str = "499b84ac-1321-427f-aa17-267ca6975798/.default";

/// Starts the emulator with a named scenario.
pub(crate) fn emulator(scenario: &str) -> Emulator {
    Emulator::start(Scenario::named(scenario).unwrap()).unwrap()
}

/// Returns the URL for the assertion of a connection.
pub(crate) fn assertion_url(emulator: &Emulator, connection: &str) -> Url {
    let id = emulator.world().connection(connection).unwrap().id;
    let mut url = emulator.oidc_request_uri();
    url.set_query(Some(&format!("api-version=7.1&serviceConnectionId={id}")));
    url
}

/// Requests the assertion of a connection.
pub(crate) fn request_assertion(emulator: &Emulator, connection: &str) -> Response {
    Request::post(assertion_url(emulator, connection))
        .bearer(&emulator.world().job.token)
        .suppress()
        .send(emulator)
}

/// Returns the assertion of a connection.
pub(crate) fn assertion(emulator: &Emulator, connection: &str) -> String {
    let response = request_assertion(emulator, connection);
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["oidcToken"].as_str().unwrap().to_owned()
}

/// Fields of an exchange, which a test can change.
pub(crate) struct Exchange {
    pub(crate) tenant: String,
    pub(crate) fields: Vec<(&'static str, String)>,
}

impl Exchange {
    /// Makes the fields that a connection's application sends.
    pub(crate) fn new(emulator: &Emulator, connection: &str, assertion: &str) -> Self {
        let connection = emulator.world().connection(connection).unwrap();
        Self {
            tenant: connection.tenant_id.to_string(),
            fields: vec![
                ("client_id", connection.client_id.to_string()),
                ("scope", AZURE_DEVOPS_SCOPE.to_owned()),
                ("grant_type", "client_credentials".to_owned()),
                (
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned(),
                ),
                ("client_assertion", assertion.to_owned()),
            ],
        }
    }

    /// Replaces a field, or adds it.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self = self.without(name);
        self.fields.push((name, value.to_owned()));
        self
    }

    /// Removes a field.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(it, _)| *it != name);
        self
    }

    /// Replaces the tenant.
    pub(crate) fn tenant(mut self, tenant: &str) -> Self {
        self.tenant = tenant.to_owned();
        self
    }

    /// Makes the request.
    pub(crate) fn request(&self, emulator: &Emulator) -> Request {
        let path = format!("{}/oauth2/v2.0/token", self.tenant);
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.fields)
            .finish();
        Request::post(emulator.authority_host().join(&path).unwrap())
            .header("Content-Type: application/x-www-form-urlencoded")
            .body(body)
    }

    /// Sends the request.
    pub(crate) fn send(&self, emulator: &Emulator) -> Response {
        self.request(emulator).send(emulator)
    }
}

/// Requests an assertion and exchanges it.
pub(crate) fn exchange(emulator: &Emulator, connection: &str) -> Response {
    let assertion = assertion(emulator, connection);
    Exchange::new(emulator, connection, &assertion).send(emulator)
}

/// Returns an access token for Azure DevOps.
pub(crate) fn access_token(emulator: &Emulator, connection: &str) -> String {
    let response = exchange(emulator, connection);
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["access_token"].as_str().unwrap().to_owned()
}

/// Returns an access token for Azure DevOps that an application of a tenant gets with its client secret.
pub(crate) fn access_token_by_secret(emulator: &Emulator, application: &Application) -> String {
    let exchange = Exchange {
        tenant: application.tenant_id.to_string(),
        fields: vec![
            ("client_id", application.client_id.to_string()),
            ("scope", AZURE_DEVOPS_SCOPE.to_owned()),
            ("grant_type", "client_credentials".to_owned()),
            ("client_secret", application.client_secret.clone().unwrap()),
        ],
    };
    let response = exchange.send(emulator);
    assert_eq!(response.status, 200, "{response:?}");
    response.json()["access_token"].as_str().unwrap().to_owned()
}

/// Decodes a part of a JWT.
pub(crate) fn part(jwt: &str, index: usize) -> Value {
    let part = jwt.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}
