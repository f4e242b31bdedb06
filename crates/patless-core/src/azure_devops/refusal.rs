//! The error that Azure DevOps returns when it refuses a request.

use std::fmt;

use patless_catalogue::{Cause, Found, Observation, Server};
use serde_json::Value;

use super::wire::request_id;
use crate::http::Response;
use patless_catalogue::text::one_line;

/// What Azure DevOps says when it refuses a request: the fields that explain, and nothing else of the answer.
///
/// Displays as the status and the message.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// What the server said, shortened. `None` where it said nothing that can be read.
    pub message: Option<String>,
    /// The name of the server's exception. `None` if it gave none.
    pub type_key: Option<String>,
    /// The request's id. `None` where the server gave it none.
    pub request_id: Option<String>,
}

impl Refusal {
    /// Reads the standard error (`message`, `typeKey`), or a text or `Message` in the collection wrapper (`value`).
    pub(crate) fn read(answer: &Response) -> Self {
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let text = |value: &Value| value.as_str().map(|text| one_line(text, 500));
        let value = &body["value"];
        Self {
            status: answer.status.as_u16(),
            message: text(&body["message"])
                .or_else(|| text(value))
                .or_else(|| text(&value["Message"])),
            type_key: text(&body["typeKey"]),
            request_id: request_id(answer),
        }
    }

    /// Whether a proxy refused (RFC 9110 §15.5.8), so that Azure DevOps never got the request.
    pub(crate) fn is_of_proxy(&self) -> bool {
        self.status == 407
    }

    /// The cause, as far as the status, the exception and the message show it.
    pub(crate) fn found(&self, server: Server) -> Found {
        if self.is_of_proxy() {
            return Cause::ProxyAuthentication.into();
        }
        let mut observed = Observation::of(server).with_status(self.status);
        if let Some(message) = &self.message {
            observed = observed.with_message(message);
        }
        if let Some(key) = &self.type_key {
            observed = observed.with_type_key(key);
        }
        observed.found()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.status)?;
        match &self.message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}
