//! A request as the doors read it: one value a name, and a body within limits.

use std::time::Duration;

use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri};
use patless_core::Clock;
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// A complete request.
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    query: Vec<(String, String)>,
    body: Zeroizing<Vec<u8>>,
}

/// The most that a body may hold, in bytes: that of azd has a few hundred.
const BODY_LIMIT_BYTES: usize = 16 * 1024;
/// How long a body may take.
const BODY_LIMIT: Duration = Duration::from_secs(5);

impl Asked {
    /// Reads the whole request.
    pub(crate) async fn read(
        request: Request<Incoming>,
        clock: &dyn Clock,
    ) -> Result<Self, Refusal> {
        let (head, body) = request.into_parts();
        let too_large = || Refusal::bad(format!("the body has more than {BODY_LIMIT_BYTES} bytes"));
        let length = head.headers.get(hyper::header::CONTENT_LENGTH);
        let length = length.and_then(|it| it.to_str().ok()?.parse::<u64>().ok());
        if length.is_some_and(|it| it > BODY_LIMIT_BYTES as u64) {
            return Err(too_large());
        }
        let body = tokio::select! {
            body = Limited::new(body, BODY_LIMIT_BYTES).collect() => body.map_err(|_| too_large())?,
            () = clock.limit(BODY_LIMIT) => return Err(Refusal::bad("the body did not come in time")),
        };
        let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
        Ok(Self {
            method: head.method,
            query: query.into_owned().collect(),
            uri: head.uri,
            headers: head.headers,
            body: Zeroizing::new(body.to_bytes().to_vec()),
        })
    }

    /// The segments of the path, as they were sent: nothing in a path of ours has to be decoded.
    pub(crate) fn path(&self) -> impl Iterator<Item = &str> {
        self.uri.path().split('/').skip(1)
    }

    /// A field of the query. `None` if it is absent or empty.
    pub(crate) fn field(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut all = self.query.iter().filter(|(own, _)| own == name);
        let first = all.next().map(|(_, value)| value.as_str());
        if all.next().is_some() {
            return Err(Refusal::bad(format!("the query names {name} twice")));
        }
        Ok(first.filter(|value| !value.is_empty()))
    }

    /// A header. `None` if it is absent.
    pub(crate) fn header(&self, name: &HeaderName) -> Result<Option<&str>, Refusal> {
        let mut all = self.headers.get_all(name).iter();
        let first = all.next();
        if all.next().is_some() {
            return Err(Refusal::bad(format!("the header {name} is there twice")));
        }
        let text = first.map(HeaderValue::to_str).transpose();
        text.map_err(|_| Refusal::bad(format!("the header {name} is not ASCII")))
    }

    /// The text behind `Bearer` in the header `Authorization`. Empty if it is something else.
    pub(crate) fn bearer(&self) -> Result<&str, Refusal> {
        let header = self.header(&hyper::header::AUTHORIZATION)?;
        let (scheme, text) = header.and_then(|it| it.split_once(' ')).unwrap_or_default();
        Ok(if scheme.eq_ignore_ascii_case("Bearer") {
            text.trim()
        } else {
            ""
        })
    }

    /// Refuses any other method, and a body where none belongs.
    pub(crate) fn expect(&self, method: &Method) -> Result<(), Refusal> {
        if self.method != *method {
            let message = format!("{} is not allowed here, only {method}", self.method);
            return Err(Refusal::new(hyper::StatusCode::METHOD_NOT_ALLOWED, message));
        }
        if *method == Method::GET && !self.body.is_empty() {
            return Err(Refusal::bad("a GET request has a body"));
        }
        Ok(())
    }

    /// The body.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }
}
