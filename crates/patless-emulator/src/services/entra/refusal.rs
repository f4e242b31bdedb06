//! Error response of Entra.

use serde_json::json;
use uuid::Uuid;

use crate::clock::spaced_time;
use crate::scenario::RefusalForm;
use crate::wire::Response;

/// Refusal of a request, with its AADSTS code.
#[derive(Debug)]
pub(super) struct Refusal {
    /// HTTP status.
    pub(super) status: u16,
    /// OAuth error.
    pub(super) error: &'static str,
    /// AADSTS code.
    pub(super) code: u32,
    /// Message after the code.
    pub(super) text: String,
    /// Claims challenge. Its presence adds a suberror.
    pub(super) claims: Option<String>,
}

/// IDs and time in an error response.
pub(super) struct Trace {
    /// ID of the request at Entra.
    pub(super) id: Uuid,
    /// ID from the client, or a new one.
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

    /// Makes the error response.
    pub(super) fn response(&self, trace: &Trace, form: RefusalForm) -> Response {
        let text = self.body(trace, form).to_string();
        Response::json_text(
            self.status,
            match form {
                // In JSON, apostrophes occur only in strings.
                RefusalForm::EscapedApostrophes => text.replace('\'', "\\u0027"),
                _ => text,
            },
        )
    }

    /// Makes the error body.
    fn body(&self, trace: &Trace, form: RefusalForm) -> serde_json::Value {
        let Self { error, code, .. } = self;
        let Trace {
            id,
            correlation_id,
            time_s,
        } = trace;
        let timestamp = spaced_time(*time_s);
        let text = match form {
            RefusalForm::EscapedQuotes => self.text.replace('\'', "\""),
            _ => self.text.clone(),
        };
        let separator = match form {
            RefusalForm::LineBreaks => "\r\n",
            _ => " ",
        };
        let description = [
            format!("AADSTS{code}: {text}"),
            format!("Trace ID: {id}"),
            format!("Correlation ID: {correlation_id}"),
            format!("Timestamp: {timestamp}"),
        ]
        .join(separator);
        let codes = match form {
            RefusalForm::CodesAsStrings => json!([code.to_string()]),
            _ => json!([code]),
        };
        let mut body = json!({
            "error": error,
            "error_description": description,
            "error_codes": codes,
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
