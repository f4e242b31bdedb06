//! Journal of the requests that the services received.
//!
//! The journal records only selected headers, and of a form only the field names, the scope and the claims of an assertion, so
//! it holds no secrets.
//! The path is recorded as it was sent, so that a test can find a secret in it.

mod code;
mod presented;

pub use presented::{Expectation, PresentedAssertion};

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use tokio::sync::watch;

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
    /// Time of its arrival on the clock of the service, in seconds since 1970.
    pub time_s: i64,
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
    /// Who sent it, by its credential. `None` means that it has no credential.
    pub sender: Option<Sender>,
    /// Claims of the assertion that it presents to Entra.
    pub assertion: Option<PresentedAssertion>,
    /// Code of its refusal, such as `AADSTS700213`, `TF400813` or the name of an exception.
    pub code: Option<String>,
    /// Who decided about the response.
    pub answerer: Answerer,
}

/// Who sent a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sender {
    /// The job of the pipeline, with its job token.
    Job,
    /// The job of GitHub Actions, with its request token.
    Workflow,
    /// An application of this name, by its client ID or one of its tokens.
    Application(String),
    /// A person of this name, with a token.
    Person(String),
    /// Somebody with a credential that the emulator does not know.
    Unknown,
}

/// Who decided about a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there is nobody else")]
pub enum Answerer {
    /// The service, by its checks.
    #[default]
    Service,
    /// A fault of the scenario, in place of the service.
    Scenario,
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
            time_s: 0,
            sender: None,
            assertion: None,
            code: None,
            answerer: Answerer::Service,
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

    /// Reads the code in the body of a refusal.
    pub(crate) fn read_code(&mut self, body: &[u8]) {
        self.code = code::in_body(body);
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
    count: watch::Sender<usize>,
}

impl Journal {
    /// Adds a request.
    pub(crate) fn record(&self, request: RecordedRequest) {
        let mut requests = self.lock();
        requests.push(request);
        self.count.send_replace(requests.len());
    }

    /// Copies the requests so far.
    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().clone()
    }

    /// Copies the requests from this index on, at most so many.
    pub(crate) fn requests_from(&self, index: usize, most: usize) -> Vec<RecordedRequest> {
        self.lock().iter().skip(index).take(most).cloned().collect()
    }

    /// Tells how many requests there are.
    pub(crate) fn count(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    /// Locks the requests. They stay valid if another thread panics.
    fn lock(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
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
