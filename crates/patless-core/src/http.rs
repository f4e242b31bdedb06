//! Owns the wire: one request out, one whole answer back, no redirects, bounded in size and time.

mod error;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde::de::DeserializeOwned;
use url::Url;
use zeroize::Zeroizing;

use crate::Clock;
use crate::connector::Connector;
use crate::origin::host_and_port;
use crate::proxy::Proxy;
use crate::text::one_line;

pub use error::TransportError;
pub(crate) use error::innermost;

/// Sends requests over HTTP/1.1. Connections are kept and used again.
///
/// hyper follows no redirects: an answer that points elsewhere is an answer like any other.
#[derive(Debug)]
pub(crate) struct HttpClient {
    client: Client<Connector, Full<Bytes>>,
    connector: Connector,
    clock: Arc<dyn Clock>,
    /// The hosts whose clocks have been complained about.
    warned: Mutex<HashSet<String>>,
}

/// A request.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a Url,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
    /// The secret in headers or body. Empty: there is none.
    pub(crate) secret: &'a str,
}

/// A whole answer. Its body is a secret: pick fields from it and drop it.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Zeroizing<Vec<u8>>,
    /// This machine's clock when the request was sent.
    pub(crate) sent_at: SystemTime,
}

/// How far two clocks may be apart before it is worth a warning, in seconds. Entra forgives about five minutes.
const SKEW_LIMIT_S: i64 = 120;

/// The most an answer's body may hold, in bytes. Tokens and errors are a few thousand long; a server that sends more
/// is not the one we mean, and must not fill our memory. More is an error, never a cut.
const BODY_LIMIT_BYTES: usize = 64 * 1024;

/// How Patless names itself to servers.
pub(crate) const USER_AGENT_TEXT: &str = concat!("patless/", env!("CARGO_PKG_VERSION"));

impl HttpClient {
    pub(crate) fn new(connector: Connector, clock: Arc<dyn Clock>) -> Self {
        Self {
            client: Client::builder(TokioExecutor::new()).build(connector.clone()),
            connector,
            clock,
            warned: Mutex::default(),
        }
    }

    /// Sends a request and reads the answer, all within `limit`.
    pub(crate) async fn send(
        &self,
        request: Outgoing<'_>,
        limit: Duration,
    ) -> Result<Answer, TransportError> {
        let Outgoing {
            method,
            url,
            headers,
            body,
            secret,
        } = request;
        let host = host_and_port(url);
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = url
            .as_str()
            .parse()
            .map_err(|_| TransportError::Address { host: host.clone() })?;
        request
            .headers_mut()
            .extend(headers.into_iter().map(|(name, value)| (Some(name), value)));
        let exchange = tokio::time::timeout(limit, self.exchange(request, &host));
        let Ok(result) = exchange.await else {
            let proxy = self.connector.proxy_on_the_way_to(url).map(Proxy::name);
            return Err(TransportError::Timeout { host, proxy, limit });
        };
        let answer = result?;
        self.compare_clocks(&host, &answer);
        Ok(answer.without(secret))
    }

    /// Warns, once a host, where its clock and this machine's are too far apart to be told from a late answer.
    fn compare_clocks(&self, host: &str, answer: &Answer) {
        let Some(skew_s) = answer
            .clock_skew_s()
            .filter(|skew_s| skew_s.abs() > SKEW_LIMIT_S)
        else {
            return;
        };
        let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.insert(host.to_owned()) {
            let (amount, side) = (skew_s.abs(), if skew_s > 0 { "behind" } else { "ahead of" });
            tracing::warn!(
                skew_s,
                "the clock of this machine is {amount} s {side} the clock of {host}"
            );
        }
    }

    async fn exchange(
        &self,
        request: Request<Full<Bytes>>,
        host: &str,
    ) -> Result<Answer, TransportError> {
        let sent_at = self.clock.now();
        let response = self
            .client
            .request(request)
            .await
            .map_err(|error| TransportError::of_client(&error, host))?;
        let (parts, body) = response.into_parts();
        let collected = Limited::new(body, BODY_LIMIT_BYTES)
            .collect()
            .await
            .map_err(|error| {
                let host = host.to_owned();
                if error.downcast_ref::<LengthLimitError>().is_some() {
                    TransportError::TooLarge {
                        host,
                        limit_bytes: BODY_LIMIT_BYTES,
                    }
                } else {
                    TransportError::Interrupted {
                        host,
                        reason: innermost(error.as_ref()),
                    }
                }
            })?;
        let body = Zeroizing::new(collected.to_bytes().to_vec());
        Ok(Answer {
            status: parts.status,
            headers: parts.headers,
            body,
            sent_at,
        })
    }
}

impl Answer {
    /// Takes out the secret that was sent: a server or a proxy that repeats what it got would have it told in an error.
    ///
    /// An empty secret is none.
    fn without(mut self, secret: &str) -> Self {
        let secret = secret.as_bytes();
        let place_in = |bytes: &[u8]| {
            // Windows of no length are not allowed.
            let mut windows = bytes.windows(secret.len().max(1));
            windows.position(|window| window == secret)
        };
        let mut rest = self.body.as_mut_slice();
        while let Some(start) = place_in(rest) {
            let (repeated, behind) = rest[start..].split_at_mut(secret.len());
            repeated.fill(b'*');
            rest = behind;
        }
        let headers = self.headers.iter();
        let repeating = headers.filter(|(_, value)| place_in(value.as_bytes()).is_some());
        let names: Vec<_> = repeating.map(|(name, _)| name.clone()).collect();
        for name in names {
            self.headers.remove(name);
        }
        self
    }

    /// Reads a header as text. `None` when it is absent or not ASCII.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How far the server's clock is ahead of this machine's, in seconds. `None` where the server did not tell.
    pub(crate) fn clock_skew_s(&self) -> Option<i64> {
        let server = self.server_time()?;
        let seconds = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        Some(match server.duration_since(self.sent_at) {
            Ok(ahead) => seconds(ahead),
            Err(behind) => -seconds(behind.duration()),
        })
    }

    /// The server's clock when it answered (RFC 9110 §6.6.1). `None` where it did not tell.
    pub(crate) fn server_time(&self) -> Option<SystemTime> {
        httpdate::parse_http_date(self.header("date")?).ok()
    }

    /// Reads the body as a JSON object. `None` for anything else: serde would take the values of an array for fields.
    pub(crate) fn json_object<T: DeserializeOwned>(&self) -> Option<T> {
        let is_object = self.body.trim_ascii_start().starts_with(b"{");
        is_object
            .then(|| serde_json::from_slice(&self.body).ok())
            .flatten()
    }

    /// The content type, shortened, for messages.
    pub(crate) fn content_type(&self) -> String {
        let text = self.header("content-type").unwrap_or("no content type");
        one_line(text, 80)
    }

    /// Tells whether the answer says that it is a page or another text for people.
    pub(crate) fn is_text(&self) -> bool {
        let content_type = self.header("content-type").unwrap_or_default();
        content_type
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("text/")
    }

    /// Tells whether the answer says that it is JSON.
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self
            .header("content-type")
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default();
        media_type.trim().eq_ignore_ascii_case("application/json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a body, and of a header of the same text.
    fn left(text: &'static str, secret: &str) -> (String, bool) {
        let name = HeaderName::from_static("activityid");
        let answer = Answer {
            status: StatusCode::BAD_REQUEST,
            headers: [(name, HeaderValue::from_static(text))]
                .into_iter()
                .collect(),
            body: Zeroizing::new(text.as_bytes().to_vec()),
            sent_at: SystemTime::UNIX_EPOCH,
        }
        .without(secret);
        let body = String::from_utf8(answer.body.to_vec()).unwrap();
        (body, answer.header("activityid").is_some())
    }

    #[test]
    fn each_repetition_of_the_secret_is_taken_out_of_body_and_headers() {
        let (body, has_header) = left("got sekret and sekretsekret", "sekret");
        assert_eq!(body, "got ****** and ************");
        assert!(!has_header);
    }

    #[test]
    fn a_masked_text_in_the_place_of_a_secret_does_not_hang() {
        assert_eq!(left("*** and ****", "***").0, "*** and ****");
    }

    #[test]
    fn without_a_secret_nothing_is_taken_out() {
        assert_eq!(left("got sekret", ""), ("got sekret".to_owned(), true));
    }
}
