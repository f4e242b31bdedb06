//! The refusal of a host of managed identities: selected fields of its answer.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::exchange::{code_in, own_words};
use crate::http::Response;
use patless_catalogue::text::one_line;
use patless_catalogue::{Found, Observation, Server};

/// A refusal by a host, and what it was asked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct HostRefusal {
    /// The host, for messages.
    pub host: &'static str,
    /// The identity that was asked for, and where its id comes from.
    pub identity: String,
    /// The HTTP status.
    pub status: u16,
    /// Its error code, such as `invalid_request`. `None` if it gave none.
    pub error: Option<String>,
    /// The number after `AADSTS`, where it passes on what Entra says. `None` if it does not.
    pub code: Option<u32>,
    /// Its own words. Empty if it gave none.
    pub message: String,
    /// The id that it gave the request. `None` if it gave none.
    pub correlation_id: Option<String>,
}

/// The two shapes of errors: that of OAuth (metadata service, Azure Arc), and that of App Service.
#[derive(Default, Deserialize)]
struct Wire {
    /// A code, or an object with code and message.
    error: Option<Value>,
    error_description: Option<String>,
    message: Option<String>,
    #[serde(rename = "correlationId")]
    correlation_id: Option<String>,
}

impl HostRefusal {
    /// Reads a refusal. `None` where the answer is none of a host: one without words counts only with a status that says
    /// enough.
    pub(super) fn read(answer: &Response, host: &'static str, identity: String) -> Option<Self> {
        let status = answer.status.as_u16();
        let wire: Wire = match answer.json_object() {
            Some(wire) => wire,
            None if matches!(status, 401 | 403) => Wire::default(),
            None => return None,
        };
        let inner = |key: &str| wire.error.as_ref()?.get(key)?.as_str();
        let error = wire.error.as_ref().and_then(Value::as_str);
        let error = error.or_else(|| inner("code")).map(|it| one_line(it, 80));
        let message = wire.error_description.as_deref();
        let message = message
            .or(wire.message.as_deref())
            .or_else(|| inner("message"));
        let message = own_words(message.unwrap_or_default());
        if error.is_none() && message.is_empty() && !matches!(status, 401 | 403) {
            return None;
        }
        let request_id = answer.header("x-ms-request-id");
        let correlation_id = wire.correlation_id.as_deref().or(request_id);
        Some(Self {
            host,
            identity,
            status,
            error,
            code: code_in(&message),
            message,
            correlation_id: correlation_id.map(|it| one_line(it, 80)),
        })
    }

    /// Why it refuses, and the code or status that says so.
    pub fn found(&self) -> Found {
        let mut observed = Observation::of(Server::ManagedIdentity)
            .with_status(self.status)
            .with_message(self.error.as_deref().unwrap_or_default())
            .with_message(&self.message);
        if let Some(code) = self.code {
            observed = observed.with_code(code);
        }
        observed.found()
    }

    /// Whether it has the shape of the metadata service's, and not of another cloud's.
    pub(super) fn is_of_metadata_service(&self) -> bool {
        self.error.is_some()
    }

    /// Whether the machine has several identities, and none was named.
    pub(super) fn is_of_several(&self) -> bool {
        self.message
            .to_ascii_lowercase()
            .contains("multiple user assigned")
    }
}

impl fmt::Display for HostRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            host,
            identity,
            status,
            ..
        } = self;
        write!(
            f,
            "{host} gave no access token for {identity}: HTTP {status}"
        )?;
        if let Some(error) = &self.error {
            write!(f, ", {error}")?;
        }
        if !self.message.is_empty() {
            write!(f, ": {}", self.message.trim_end_matches('.'))?;
        }
        Ok(())
    }
}
