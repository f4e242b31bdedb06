//! A request as the doors read it: one value a name, and a body within limits.
//!
//! The body is read by a door that wants one, when the caller has shown its key: whoever has none keeps nothing busy.

use std::time::Duration;

use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri};
use patless_core::Clock;
use url::form_urlencoded;
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// A request, of which the head is complete.
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    query: Vec<(String, String)>,
    body: Incoming,
}

/// The most that a body may hold, in bytes: that of azd has a few hundred.
const BODY_LIMIT_BYTES: usize = 16 * 1024;
/// How long a body may take.
const BODY_LIMIT: Duration = Duration::from_secs(5);

impl Asked {
    /// Reads the head.
    pub(crate) fn new(request: Request<Incoming>) -> Self {
        let (head, body) = request.into_parts();
        let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
        Self {
            method: head.method,
            query: query.into_owned().collect(),
            uri: head.uri,
            headers: head.headers,
            body,
        }
    }

    /// Reads the body.
    pub(crate) async fn into_body(self, clock: &dyn Clock) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let too_large = || Refusal::bad(format!("the body has more than {BODY_LIMIT_BYTES} bytes"));
        if self.body.size_hint().lower() > BODY_LIMIT_BYTES as u64 {
            return Err(too_large());
        }
        let body = tokio::select! {
            body = Limited::new(self.body, BODY_LIMIT_BYTES).collect() => body.map_err(|error| {
                if error.is::<LengthLimitError>() {
                    too_large()
                } else {
                    Refusal::bad("the body is not complete")
                }
            })?,
            () = clock.limit(BODY_LIMIT) => return Err(Refusal::bad("the body did not come in time")),
        };
        Ok(Zeroizing::new(body.to_bytes().to_vec()))
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

    /// The fields of the query that are spelled like one of `names`, in any case and with or without `_` and `-`: programs differ in
    /// that, and a spelling that nothing reads would be passed over.
    pub(crate) fn spelled_like(&self, names: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        let is_like = |own: &str| {
            let plain = own.replace(['_', '-'], "").to_ascii_lowercase();
            names.contains(&plain.as_str())
        };
        let fields = self.query.iter();
        let fields = fields.map(|(own, value)| (own.as_str(), value.as_str()));
        fields.filter(move |(own, _)| is_like(own))
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
        if *method == Method::GET && !self.body.is_end_stream() {
            return Err(Refusal::bad("a GET request has a body"));
        }
        Ok(())
    }
}
