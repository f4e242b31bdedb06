//! Owns the error body of Entra.

use serde_json::json;
use uuid::Uuid;

use crate::clock::spaced_time;

/// Refusal of a request, with its AADSTS code.
#[derive(Debug)]
pub(super) struct Refusal {
    /// HTTP status.
    pub(super) status: u16,
    /// OAuth error.
    pub(super) error: &'static str,
    /// AADSTS code.
    pub(super) code: u32,
    /// Sentence after the code.
    pub(super) text: String,
    /// Claims challenge with its suberror.
    pub(super) claims: Option<String>,
}

/// IDs and time that stand in an error.
pub(super) struct Trace {
    /// ID of the request at Entra.
    pub(super) id: Uuid,
    /// ID that the client chose, or a new one.
    pub(super) correlation_id: Uuid,
    /// Time in seconds since 1970.
    pub(super) time_s: i64,
}

impl Refusal {
    /// Makes a refusal with status 400.
    pub(super) fn bad_request(error: &'static str, code: u32, text: String) -> Self {
        Self {
            status: 400,
            error,
            code,
            text,
            claims: None,
        }
    }

    /// Makes a refusal with status 400 and error `invalid_request`.
    pub(super) fn invalid_request(code: u32, text: String) -> Self {
        Self::bad_request("invalid_request", code, text)
    }

    /// Makes a refusal with status 401 and error `invalid_client`.
    pub(super) fn invalid_client(code: u32, text: String) -> Self {
        Self {
            status: 401,
            ..Self::bad_request("invalid_client", code, text)
        }
    }

    /// Writes the error body.
    pub(super) fn body(&self, trace: &Trace) -> serde_json::Value {
        let Self {
            error, code, text, ..
        } = self;
        let Trace {
            id,
            correlation_id,
            time_s,
        } = trace;
        let timestamp = spaced_time(*time_s);
        let mut body = json!({
            "error": error,
            "error_description": format!(
                "AADSTS{code}: {text} Trace ID: {id} Correlation ID: {correlation_id} \
                 Timestamp: {timestamp}",
            ),
            "error_codes": [code],
            "timestamp": timestamp,
            "trace_id": id,
            "correlation_id": correlation_id,
            "error_uri": format!("https://login.microsoftonline.com/error?code={code}"),
        });
        if let Some(claims) = &self.claims {
            body["suberror"] = json!("message_only");
            body["claims"] = json!(claims);
        }
        body
    }
}
