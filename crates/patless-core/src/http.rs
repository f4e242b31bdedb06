//! The HTTP client: one request, one complete answer, no redirects, with limits on size and time.

mod builder;
mod cause;
mod clients;
mod error;
mod failure;
mod fault;
mod preconnect;
mod proxy;
mod reason;
mod response;
mod status;
mod trust;
mod tunnel;

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::body::Bytes;
use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, HeaderName, HeaderValue};
use url::Url;
use zeroize::Zeroizing;

use crate::Clock;
use crate::origin::host_and_port;
use crate::repetition::Sent;

use clients::Clients;

pub(crate) use builder::USER_AGENT_TEXT;
pub use error::NetworkError;
pub use failure::TransportError;
pub use fault::Fault;
pub(crate) use proxy::ProxySettings;
pub use proxy::invalid::InvalidProxy;
pub use reason::Reason;
pub(crate) use response::{Expected, Response};
pub(crate) use status::is_unavailable;
pub(crate) use trust::Tls;
pub use trust::brought::Brought;

/// Sends requests over HTTP/1.1. Connections are kept and used again.
///
/// No redirect is followed: an answer that points elsewhere is an answer like any other.
pub(crate) struct HttpClient {
    clients: Clients,
    clock: Arc<dyn Clock>,
    /// The hosts for which a clock warning was logged.
    warned: Mutex<HashSet<String>>,
}

/// A request.
pub(crate) struct Request<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a Url,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Wiped after sending.
    pub(crate) body: Zeroizing<Vec<u8>>,
    /// The secret in headers or body, which is removed from the answer.
    pub(crate) sent: &'a Sent<'a>,
    pub(crate) expected: Expected,
}

/// How far two clocks may be apart before it is worth a warning, in seconds. Entra tolerates about five minutes.
const SKEW_LIMIT_S: i64 = 120;

impl HttpClient {
    /// Creates a client. No connection is opened yet.
    pub(crate) fn new(
        proxy: Option<ProxySettings>,
        tls: Tls,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, NetworkError> {
        Ok(Self {
            clients: Clients::new(proxy, tls, &clock)?,
            clock,
            warned: Mutex::default(),
        })
    }

    /// Starts opening a connection to the server of `url`, for the first request to it. Nothing is sent before.
    ///
    /// Not through a proxy with a password.
    pub(crate) fn open_ahead(&self, url: &Url) {
        self.clients.open_ahead(url);
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
        let mut request = reqwest::Request::new(method, url.clone());
        let headers = headers.into_iter().map(|(name, value)| (Some(name), value));
        request.headers_mut().extend(headers);
        // Without it, any compression is welcome (RFC 9110 §12.5.3).
        request
            .headers_mut()
            .insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        *request.body_mut() = Some(Bytes::from_owner(body).into());
        let exchange = self.exchange(request, &host, expected.limit_bytes());
        let Some(result) = self.clock.timeout(limit, exchange).await else {
            let proxy = self.clients.proxy_on_the_way_to(url);
            let proxy = proxy.map(proxy::Proxy::name);
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

    /// Warns, once per host, if its clock and this machine's differ by more than a late answer explains.
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
        request: reqwest::Request,
        host: &str,
        limit_bytes: usize,
    ) -> Result<Response, TransportError> {
        let sent_at = self.clock.now();
        let mut response = self.clients.send(request).await?;
        let body = read_body(&mut response, host, limit_bytes).await?;
        let (status, headers) = (response.status(), response.headers());
        Ok(Response::new(status, headers, body, sent_at))
    }
}

impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpClient")
    }
}

/// Reads the whole body into one buffer: one that grows leaves copies behind.
async fn read_body(
    response: &mut reqwest::Response,
    host: &str,
    limit_bytes: usize,
) -> Result<Zeroizing<Vec<u8>>, TransportError> {
    let too_large = || TransportError::TooLarge {
        host: host.to_owned(),
        limit_bytes,
    };
    let room = match response.content_length().map(usize::try_from) {
        None => limit_bytes,
        Some(Ok(length)) if length <= limit_bytes => length,
        Some(_) => return Err(too_large()),
    };
    let mut body = Zeroizing::new(Vec::with_capacity(room));
    loop {
        let chunk = response.chunk().await;
        let chunk = chunk.map_err(|error| TransportError::Interrupted {
            host: host.to_owned(),
            reason: Reason::of(&error),
        })?;
        match chunk {
            None => return Ok(body),
            Some(chunk) if body.len() + chunk.len() > limit_bytes => return Err(too_large()),
            Some(chunk) => body.extend_from_slice(&chunk),
        }
    }
}

#[cfg(test)]
mod tests;
