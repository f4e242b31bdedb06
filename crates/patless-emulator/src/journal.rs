//! Journal of the requests that the services received.
//!
//! The journal records only selected headers, and of a form only the field names and the scope, so it holds no secrets.
//! The path is recorded as it was sent, so that a test can find a secret in it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::services::ServiceName;
use crate::wire::Request;

/// Request that a service received.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// Service that received it.
    pub service: ServiceName,
    /// Number of its connection, counted from 1 over all services.
    pub connection: u64,
    /// Time of its arrival, since the emulator started.
    pub arrived_at: Duration,
    /// Method.
    pub method: String,
    /// Path with query, as sent.
    pub path: String,
    /// Status of the response. `None` means that there was no response.
    pub status: Option<u16>,
    /// Selected headers. Of `authorization`, only the scheme is recorded.
    pub headers: Vec<RecordedHeader>,
    /// Names of the form fields, in the order of the request.
    pub form_fields: Vec<String>,
    /// Value of the form field `scope`.
    pub scope: Option<String>,
    /// Claim `jti` of the form field `client_assertion`: which assertion was presented. It is no secret.
    pub assertion_id: Option<String>,
}

/// Header of a recorded request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedHeader {
    /// Name in lower case.
    pub name: String,
    /// Value.
    pub value: String,
}

impl RecordedRequest {
    /// Records a request without its secrets.
    pub(crate) fn new(
        service: ServiceName,
        connection: u64,
        arrived_at: Duration,
        request: &Request,
    ) -> Self {
        let form = request.form();
        Self {
            service,
            connection,
            arrived_at,
            method: request.method.to_string(),
            path: request.target.clone(),
            status: None,
            headers: RECORDED_HEADERS
                .iter()
                .filter_map(|name| recorded_header(request, name))
                .collect(),
            form_fields: form.names(),
            scope: form.field("scope").map(ToOwned::to_owned),
            assertion_id: form.field("client_assertion").and_then(assertion_id),
        }
    }

    /// Returns the value of a recorded header. Names ignore case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|it| it.name.eq_ignore_ascii_case(name))?;
        Some(&found.value)
    }
}

/// Reads the claim `jti` of an assertion.
fn assertion_id(assertion: &str) -> Option<String> {
    let claims = URL_SAFE_NO_PAD.decode(assertion.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&claims).ok()?;
    Some(claims["jti"].as_str()?.to_owned())
}

/// Copies a header. Of a credential, copies only the scheme.
fn recorded_header(request: &Request, name: &str) -> Option<RecordedHeader> {
    let value = request.header(name)?;
    let value = if name == "authorization" {
        // A credential without a scheme has nothing that may be recorded.
        value.split_once(' ').map_or("", |(scheme, _)| scheme)
    } else {
        value
    };
    Some(RecordedHeader {
        name: name.to_owned(),
        value: value.to_owned(),
    })
}

/// Requests so far.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    requests: Mutex<Vec<RecordedRequest>>,
}

impl Journal {
    /// Adds a request.
    pub(crate) fn record(&self, request: RecordedRequest) {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
    }

    /// Copies the requests so far.
    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

const RECORDED_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "authorization",
    "client-request-id",
    "content-length",
    "content-type",
    "host",
    "metadata",
    "return-client-request-id",
    "transfer-encoding",
    "user-agent",
    "x-client-sku",
    "x-client-ver",
    "x-ms-client-request-id",
    "x-tfs-fedauthredirect",
    "x-tfs-session",
];
