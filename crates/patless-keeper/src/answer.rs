//! The answers of the keeper: always JSON, never kept by anyone in between.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// An answer.
pub(crate) struct Answer {
    status: StatusCode,
    body: Zeroizing<Vec<u8>>,
    retry_after: Option<Duration>,
    /// Whether the keeper stops when the answer is out.
    pub(crate) is_last: bool,
}

/// A refusal in a form that clients of managed identities and of Entra read: App Service writes `statusCode` and `message`, the
/// metadata service `error` and `error_description`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Words<'a> {
    status_code: u16,
    message: &'a str,
    error: &'static str,
    #[serde(rename = "error_description")]
    error_description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
}

impl Answer {
    /// Answers with 200 and JSON. The text may hold a secret, and is wiped when it has been sent.
    pub(crate) fn json(value: &impl Serialize) -> Self {
        Self::with(StatusCode::OK, value)
    }

    /// Has the keeper stop when the answer is out.
    #[must_use]
    pub(crate) fn and_stop(self) -> Self {
        Self {
            is_last: true,
            ..self
        }
    }

    /// Answers with a status and JSON.
    pub(crate) fn with(status: StatusCode, value: &impl Serialize) -> Self {
        // A buffer that grew would leave copies behind.
        let mut body = Zeroizing::new(Vec::with_capacity(ROOM_BYTES));
        // A text in memory can be written, and all keys are texts.
        let _ = serde_json::to_writer(&mut *body, value);
        Self {
            status,
            body,
            retry_after: None,
            is_last: false,
        }
    }

    /// Says why there is no token.
    pub(crate) fn refusal(refusal: &Refusal) -> Self {
        let words = Words {
            status_code: refusal.status.as_u16(),
            message: &refusal.message,
            error: if refusal.retry_after.is_some() {
                "temporarily_unavailable"
            } else {
                "invalid_request"
            },
            error_description: &refusal.message,
            cause: refusal.cause,
        };
        Self {
            retry_after: refusal.retry_after,
            ..Self::with(refusal.status, &words)
        }
    }

    /// Makes the response.
    pub(crate) fn into_response(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(Bytes::from_owner(self.body)));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert(CONTENT_TYPE, json);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(pause) = self.retry_after {
            headers.insert(RETRY_AFTER, pause.as_secs().into());
        }
        response
    }
}

/// Room for the largest answer: tokens of Entra have a few thousand characters.
const ROOM_BYTES: usize = 16 * 1024;
