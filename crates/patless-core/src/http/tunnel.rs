//! Why a proxy opens no tunnel to a server (CONNECT, RFC 9110 §9.3.6).
//!
//! The HTTP library requests the tunnel, but hides most of the proxy's answer, so the request is repeated to see it.

use std::error::Error;

use reqwest::{Method, Request};
use rustls::ClientConfig;
use url::Url;

use super::builder::builder;
use super::failure::TransportError;
use super::fault::{Fault, causes};
use super::proxy::{Proxy, ProxySettings};
use super::reason::Reason;
use crate::origin::host_and_port;

/// The way through a proxy to a server.
pub(super) struct Tunnel<'a> {
    pub(super) settings: &'a ProxySettings,
    pub(super) proxy: &'a Proxy,
    pub(super) server: &'a Url,
}

impl Tunnel<'_> {
    /// Reads the error of a request that should have gone through. `None` if the tunnel is not the cause.
    ///
    /// The request to a proxy that refuses is repeated, to see its status. `tls` is for a connection to the proxy itself.
    pub(super) async fn failure(
        &self,
        error: &reqwest::Error,
        tls: &ClientConfig,
    ) -> Option<TransportError> {
        Some(match TunnelError::by(error)? {
            TunnelError::PasswordWanted => self.refused(PASSWORD_WANTED),
            TunnelError::Refusal => match self.ask(tls).await {
                // It opened the tunnel this time.
                Some(200) => self.unusable(Reason::new(
                    "it did not open a tunnel on the first request",
                    Fault::Other,
                )),
                Some(status) => self.refused(status),
                None => self.unusable(not_http()),
            },
            TunnelError::NotHttp => self.unusable(not_http()),
            TunnelError::Closed(text) => self.unusable(Reason::new(text, Fault::Broken)),
            TunnelError::NoConnection => self.unusable(Reason::of(error)),
        })
    }

    /// Requests the tunnel as an ordinary request, so that the proxy's answer is visible. `None` if there is none.
    async fn ask(&self, tls: &ClientConfig) -> Option<u16> {
        let port = self.server.port_or_known_default()?;
        // Without TLS: a request to an https URL would be sent through a tunnel.
        let server = format!("http://{}:{port}/", self.server.host_str()?);
        let request = Request::new(Method::CONNECT, Url::parse(&server).ok()?);
        let proxy = self.settings.for_questions().ok()?;
        let builder = builder(tls.clone()).proxy(proxy).pool_max_idle_per_host(0);
        self.proxy.log_connection_to(self.server);
        let answer = builder.build().ok()?.execute(request).await.ok()?;
        Some(answer.status().as_u16())
    }

    fn refused(&self, status: u16) -> TransportError {
        TransportError::ProxyRefused {
            host: host_and_port(self.server),
            proxy: self.proxy.name(),
            status,
            has_user: self.proxy.has_user(),
        }
    }

    fn unusable(&self, reason: Reason) -> TransportError {
        TransportError::Proxy {
            host: host_and_port(self.server),
            proxy: self.proxy.name(),
            reason,
        }
    }
}

/// The reason for an answer that does not come from a proxy.
fn not_http() -> Reason {
    Reason::new("it does not respond like a proxy", Fault::Other)
}

/// The status of a proxy that wants a user name and a password (RFC 9110 §15.5.8).
const PASSWORD_WANTED: u16 = 407;

/// What an error of the HTTP library shows about a tunnel.
#[derive(Debug, Eq, PartialEq)]
enum TunnelError {
    /// The proxy answered with 407.
    PasswordWanted,
    /// It answered with another status than 200 and 407, or with something else.
    Refusal,
    /// It answered with something else.
    NotHttp,
    /// It closed the connection. The text says so.
    Closed(String),
    /// There is no connection to it, or it broke.
    NoConnection,
}

impl TunnelError {
    /// `None` where the error is not about a tunnel.
    ///
    /// The type of these errors is not public, so their text is compared. Tests pin it.
    fn by(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut texts = causes(error).map(ToString::to_string);
        let about = |text: String| Some(text.strip_prefix("tunnel error: ")?.to_owned());
        let text = texts.find_map(about)?;
        Some(match text.as_str() {
            "proxy authorization required" => Self::PasswordWanted,
            "unsuccessful" => Self::Refusal,
            "proxy response headers too long" => Self::NotHttp,
            "unexpected end of file" => Self::Closed(text),
            _ => Self::NoConnection,
        })
    }
}

#[cfg(test)]
mod tests;
