//! Owns a request as the services read it.

use hyper::body::Bytes;
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method};
use url::form_urlencoded;

/// Request whose body has been read.
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
}

impl Request {
    /// Joins head and body.
    pub(crate) fn new(parts: Parts, body: Bytes) -> Self {
        let segments = parts.uri.path().trim_matches('/').split('/');
        Self {
            segments: segments.map(percent_decoded).collect(),
            query: Form::parse(parts.uri.query().unwrap_or_default().as_bytes()),
            target: parts
                .uri
                .path_and_query()
                .map_or_else(String::new, ToString::to_string),
            method: parts.method,
            headers: parts.headers,
            body,
        }
    }

    /// Returns the segments of the path.
    pub(crate) fn path(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// Returns a header that is text. Absent and not text are the same.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns a query parameter. Names have no case.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let mut found = self.query.parameters.iter();
        let found = found.find(|it| it.name.eq_ignore_ascii_case(name))?;
        Some(&found.value)
    }

    /// Reads the body as a form. A body of another type is an empty form.
    pub(crate) fn form(&self) -> Form {
        let media_type = self.header("content-type").unwrap_or_default();
        let is_form = media_type.split(';').next().is_some_and(|it| {
            it.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        });
        Form::parse(if is_form { &self.body } else { b"" })
    }
}

/// Form fields in the order in which they were sent.
pub(crate) struct Form {
    parameters: Vec<Parameter>,
}

/// Name with a value.
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

    /// Returns a field that is not empty.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|it| it.name == name)?;
        Some(found.value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns the names of the fields.
    pub(crate) fn names(&self) -> Vec<String> {
        self.parameters.iter().map(|it| it.name.clone()).collect()
    }
}

/// Decodes a path segment. A stray percent sign stays as it is.
fn percent_decoded(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let decoded = match (first, after) {
            (b'%', [high, low, ..]) => hex_digit(*high).zip(hex_digit(*low)),
            _ => None,
        };
        if let Some((high, low)) = decoded {
            bytes.push(high * 16 + low);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads a hexadecimal digit.
fn hex_digit(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segment_is_decoded_once() {
        assert_eq!(percent_decoded("%24%28tenantId%29"), "$(tenantId)");
        assert_eq!(percent_decoded("a%252Fb"), "a%2Fb");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%zz"), "%zz");
    }

    #[test]
    fn empty_field_counts_as_absent() {
        let form = Form::parse(b"scope=&client_id=x");
        assert_eq!(form.field("scope"), None);
        assert_eq!(form.field("client_id"), Some("x"));
        assert_eq!(form.names(), ["scope", "client_id"]);
    }
}
