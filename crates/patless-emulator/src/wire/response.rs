//! HTTP response of a service.

use axum::body::{Body, Bytes};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response as HttpResponse};
use serde_json::Value;

use crate::scenario::CannedResponse;

/// Response to a request.
pub(crate) struct Response {
    /// Status.
    pub(crate) status: StatusCode,
    /// Headers, in order of addition.
    headers: Vec<Header>,
    /// Body.
    pub(crate) body: Bytes,
}

impl Response {
    /// Makes a response without a body.
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }

    /// Makes a response with a JSON body.
    pub(crate) fn json(status: u16, value: &Value) -> Self {
        Self::json_text(status, value.to_string())
    }

    /// Makes a response with a body of JSON text.
    pub(crate) fn json_text(status: u16, text: String) -> Self {
        Self::empty(status)
            .header("content-type", "application/json; charset=utf-8")
            .body(text)
    }

    /// Makes a response with an HTML body.
    pub(crate) fn html(status: u16, page: &str) -> Self {
        Self::empty(status)
            .header("content-type", "text/html; charset=utf-8")
            .body(page.to_owned())
    }

    /// Makes a response with a plain text body.
    pub(crate) fn text(status: u16, text: &str) -> Self {
        Self::empty(status)
            .header("content-type", "text/plain; charset=utf-8")
            .body(text.to_owned())
    }

    /// Makes a response from a canned response.
    pub(crate) fn canned(response: &CannedResponse) -> Self {
        let start = Self::empty(response.status).body(response.body.clone());
        response
            .headers
            .iter()
            .fold(start, |response, it| response.header(&it.name, &it.value))
    }

    /// Adds a header. Other headers of the same name stay.
    ///
    /// Invalid headers are dropped, because a scenario can contain any text.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            self.headers.push(Header { name, value });
        }
        self
    }

    /// Replaces the header `content-type`.
    pub(crate) fn content_type(mut self, value: &str) -> Self {
        self.headers.retain(|it| it.name != "content-type");
        self.header("content-type", value)
    }

    /// Returns whether the response has a header.
    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|it| it.name == name)
    }

    /// Appends the headers to those of an HTTP response.
    pub(crate) fn append_headers_to(self, headers: &mut HeaderMap) {
        for Header { name, value } in self.headers {
            headers.append(name, value);
        }
    }

    /// Replaces the body.
    pub(crate) fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }
}

/// Body of a refusal, for the layer that looks for its code. It is in the extensions of the HTTP response.
#[derive(Clone)]
pub(crate) struct RefusalBody(pub(crate) Bytes);

impl IntoResponse for Response {
    fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        if self.status.as_u16() >= 400 {
            let body = RefusalBody(self.body.clone());
            response.extensions_mut().insert(body);
        }
        self.append_headers_to(response.headers_mut());
        response
    }
}

/// Header of a response.
struct Header {
    name: HeaderName,
    value: HeaderValue,
}
