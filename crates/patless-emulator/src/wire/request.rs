//! HTTP request to a service, with its body.

use axum::body::Bytes;
use axum::extract::{FromRequestParts, MatchedPath, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use url::form_urlencoded;

use super::{Response, segments};

/// Request whose body has been read.
///
/// A layer adds it to the extensions of the HTTP request, so that layers and handlers share it.
#[derive(Clone)]
pub(crate) struct Request {
    /// Method.
    pub(crate) method: Method,
    /// Path with query, as sent.
    pub(crate) target: String,
    /// Segments of the path, percent-decoded.
    pub(crate) segments: Vec<String>,
    /// Headers.
    pub(crate) headers: HeaderMap,
    /// Body.
    pub(crate) body: Bytes,
    /// Parameters of the query.
    query: Form,
    /// Path of the route, with parameters like `{project}`. Empty if no route was found.
    route: String,
}

impl Request {
    /// Combines head and body.
    pub(crate) fn new(parts: &Parts, body: Bytes) -> Self {
        let uri = match parts.extensions.get() {
            Some(OriginalUri(sent)) => sent,
            None => &parts.uri,
        };
        Self {
            segments: segments(uri.path()),
            query: Form::parse(uri.query().unwrap_or_default().as_bytes()),
            target: uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            method: parts.method.clone(),
            headers: parts.headers.clone(),
            body,
            route: String::new(),
        }
    }

    /// Returns a path parameter as it was sent. It is empty if the route has no such parameter.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        let mut names = self.route.trim_start_matches('/').split('/');
        let position = names.position(|it| {
            let it = it.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
            it == Some(name)
        });
        position
            .and_then(|it| self.segments.get(it))
            .map_or("", String::as_str)
    }

    /// Returns whether the route has a path parameter of this name.
    pub(crate) fn has_parameter(&self, name: &str) -> bool {
        self.route
            .split('/')
            .any(|it| it.strip_prefix('{').and_then(|it| it.strip_suffix('}')) == Some(name))
    }

    /// Returns a header. `None` also means that it is not text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns a query parameter. Names ignore case.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let mut found = self.query.parameters.iter();
        let found = found.find(|it| it.name.eq_ignore_ascii_case(name))?;
        Some(&found.value)
    }

    /// Reads the body as a form. A body with another content type is an empty form.
    pub(crate) fn form(&self) -> Form {
        let media_type = self.header("content-type").unwrap_or_default();
        let is_form = media_type.split(';').next().is_some_and(|it| {
            it.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        });
        Form::parse(if is_form { &self.body } else { b"" })
    }
}

/// Form fields, in the order of the request.
#[derive(Clone)]
pub(crate) struct Form {
    parameters: Vec<Parameter>,
}

/// Name with a value.
#[derive(Clone)]
struct Parameter {
    name: String,
    value: String,
}

impl Form {
    /// Decodes `application/x-www-form-urlencoded`.
    fn parse(bytes: &[u8]) -> Self {
        let parameters = form_urlencoded::parse(bytes)
            .map(|(name, value)| Parameter {
                name: name.into_owned(),
                value: value.into_owned(),
            })
            .collect();
        Self { parameters }
    }

    /// Returns a field. `None` also means that it is empty.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|it| it.name == name)?;
        Some(found.value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns the names of the fields.
    pub(crate) fn names(&self) -> Vec<String> {
        self.parameters.iter().map(|it| it.name.clone()).collect()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Request {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let request = parts.extensions.get::<Self>().cloned();
        // Every router has the layer that reads the request.
        let request = request.ok_or_else(|| Response::empty(500))?;
        let route = parts.extensions.get().map(MatchedPath::as_str);
        Ok(Self {
            route: route.unwrap_or_default().to_owned(),
            ..request
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameter_of_the_route_is_read_as_it_was_sent() {
        let request = axum::http::Request::builder().uri("/ACME/%7BX%7D/y");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let request = Request {
            route: "/{organization}/{project}/y".to_owned(),
            ..Request::new(&parts, Bytes::new())
        };
        assert_eq!(request.parameter("organization"), "ACME");
        assert_eq!(request.parameter("project"), "{X}");
        assert_eq!(request.parameter("y"), "");
    }

    #[test]
    fn empty_field_counts_as_absent() {
        let form = Form::parse(b"scope=&client_id=x");
        assert_eq!(form.field("scope"), None);
        assert_eq!(form.field("client_id"), Some("x"));
        assert_eq!(form.names(), ["scope", "client_id"]);
    }
}
