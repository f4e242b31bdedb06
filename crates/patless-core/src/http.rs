//! Owns the wire: one request out, one whole answer back, no redirects, bounded in size and time.

mod failure;
pub(crate) mod proxy;
mod response;
pub(crate) mod trust;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::Method;
use hyper::body::Bytes;
use hyper::header::{ACCEPT_ENCODING, HeaderName, HeaderValue};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use url::Url;

use crate::Clock;
use crate::connector::Connector;
use crate::origin::host_and_port;
use crate::repetition::Sent;
use proxy::Proxy;

pub use failure::TransportError;
pub(crate) use failure::innermost;
pub use proxy::InvalidProxy;
pub(crate) use response::{Expected, Response};
pub use trust::Brought;

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
pub(crate) struct Request<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a Url,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
    /// The secret in headers or body, which is taken out of the answer.
    pub(crate) sent: &'a Sent<'a>,
    pub(crate) expected: Expected,
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
        request: Request<'_>,
        limit: Duration,
    ) -> Result<Response, TransportError> {
        let Request {
            method,
            url,
            headers,
            body,
            sent,
            expected,
        } = request;
        let host = host_and_port(url);
        let mut request = hyper::Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = url
            .as_str()
            .parse()
            .map_err(|_| TransportError::Address { host: host.clone() })?;
        request
            .headers_mut()
            .extend(headers.into_iter().map(|(name, value)| (Some(name), value)));
        // Without it, any compression is welcome (RFC 9110 §12.5.3).
        request
            .headers_mut()
            .insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let exchange = tokio::time::timeout(limit, self.exchange(request, &host));
        let Ok(result) = exchange.await else {
            let proxy = self.connector.proxy_on_the_way_to(url).map(Proxy::name);
            return Err(TransportError::Timeout { host, proxy, limit });
        };
        let answer = result?;
        self.compare_clocks(&host, &answer);
        let answer = answer.without(sent, expected);
        match answer.compression().filter(|_| answer.is_told_by_body()) {
            Some(coding) => Err(TransportError::Compressed { host, coding }),
            None => Ok(answer),
        }
    }

    /// Warns, once a host, where its clock and this machine's are too far apart to be told from a late answer.
    fn compare_clocks(&self, host: &str, answer: &Response) {
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
        request: hyper::Request<Full<Bytes>>,
        host: &str,
    ) -> Result<Response, TransportError> {
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
        Ok(Response::new(&parts, &collected.to_bytes(), sent_at))
    }
}
