//! Owns the ways in which a request gets no answer.

use std::error::Error;
use std::time::Duration;

use hyper_util::client::legacy;

use crate::ErrorKind;
use crate::connector::ProxyError;
use crate::retry::Advice;

/// The request did not get as far as an answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The URL cannot be requested. Typically a host name that is none.
    #[error("the address of {host} cannot be requested")]
    Address {
        /// The host, with its port.
        host: String,
    },
    /// The answer is compressed, although the request says that it must not be. Typically a proxy.
    #[error("the answer of {host} is compressed ({coding}), which was not asked for")]
    Compressed {
        /// The host, with its port.
        host: String,
        /// The compression, shortened.
        coding: String,
    },
    /// No connection. Typically a firewall, a proxy that is not set, or a CA that is not trusted.
    #[error("no connection to {host}: {reason}")]
    Connect {
        /// The host, with its port.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The connection broke before the answer was whole. Typically a flaky network or proxy.
    #[error("the connection to {host} broke: {reason}")]
    Interrupted {
        /// The host, with its port.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The proxy that is set cannot be reached, or is none. It is never bypassed.
    #[error("no connection to {host}: the proxy {proxy} cannot be used: {reason}")]
    Proxy {
        /// The host, with its port.
        host: String,
        /// The proxy's host, with its port.
        proxy: String,
        /// What the system said.
        reason: String,
    },
    /// The proxy opens no tunnel to the host. It is never bypassed.
    #[error("no connection to {host}: the proxy {proxy} {}: status {status}", refusal(*status, *has_user))]
    ProxyRefused {
        /// The host, with its port.
        host: String,
        /// The proxy's host, with its port.
        proxy: String,
        /// The status of its answer.
        status: u16,
        /// Whether it was given a user name.
        has_user: bool,
    },
    /// No whole answer in time.
    #[error("no answer from {host}{} within {:.1} s", through(proxy.as_ref()), limit.as_secs_f32())]
    Timeout {
        /// The host, with its port.
        host: String,
        /// The proxy on the way, with its port. `None` where there is none.
        proxy: Option<String>,
        /// How long was waited.
        limit: Duration,
    },
    /// The answer is larger than any right one. Typically a page of a proxy.
    #[error("the answer of {host} is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The host, with its port.
        host: String,
        /// The limit.
        limit_bytes: usize,
    },
}

fn through(proxy: Option<&String>) -> String {
    proxy.map_or_else(String::new, |name| format!(" through the proxy {name}"))
}

/// Whether a proxy's status tells of trouble that may pass, and not of a rule.
const fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

/// Says what a proxy means by a status.
fn refusal(status: u16, has_user: bool) -> &'static str {
    match status {
        // Some proxies answer a wrong password with the status of a server.
        401 | 407 if has_user => "does not take the user name and password that are set",
        401 | 407 => "asks for a user name and a password, and none are set",
        _ if is_passing(status) => "does not get through to it",
        _ => "does not let it pass",
    }
}

impl TransportError {
    /// Reads what the client says of a request to `host`.
    pub(super) fn of_client(error: &legacy::Error, host: &str) -> Self {
        let host = host.to_owned();
        match causes(error).find_map(|cause| cause.downcast_ref()) {
            Some(ProxyError::Unusable { proxy, reason }) => Self::Proxy {
                host,
                proxy: proxy.clone(),
                reason: reason.clone(),
            },
            Some(ProxyError::Refused {
                proxy,
                status,
                has_user,
            }) => Self::ProxyRefused {
                host,
                proxy: proxy.clone(),
                status: *status,
                has_user: *has_user,
            },
            None => {
                let reason = innermost(error);
                if error.is_connect() {
                    Self::Connect { host, reason }
                } else {
                    Self::Interrupted { host, reason }
                }
            }
        }
    }

    /// Tells the kind: a server that cannot be reached is unavailable.
    pub const fn kind(&self) -> ErrorKind {
        ErrorKind::Unavailable
    }

    /// Tells whether another attempt may work. A certificate that is not trusted or is missing stays so, and a proxy's
    /// rules as well.
    pub(crate) fn advice(&self) -> Advice {
        match self {
            Self::Connect { reason, .. }
            | Self::Interrupted { reason, .. }
            | Self::Proxy { reason, .. }
                if reason.contains("certificate") || reason.contains(CERTIFICATE_REQUIRED) =>
            {
                Advice::GiveUp
            }
            Self::ProxyRefused { status, .. } if !is_passing(*status) => Advice::GiveUp,
            Self::Connect { .. }
            | Self::Interrupted { .. }
            | Self::Proxy { .. }
            | Self::ProxyRefused { .. }
            | Self::Timeout { .. } => Advice::TryAgain,
            Self::Address { .. } | Self::Compressed { .. } | Self::TooLarge { .. } => {
                Advice::GiveUp
            }
        }
    }
}

/// The TLS alert of a server that wants a client certificate (RFC 8446 §6.2), as rustls spells it.
const CERTIFICATE_REQUIRED: &str = "CertificateRequired";

/// Lists an error and its causes, outermost first.
fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    // An I/O error that wraps a TLS error tells its text, but not its source.
    std::iter::successors(Some(error), |&error| error.source())
}

/// Finds the last cause in a chain: the one that says what happened ("Connection refused", "certificate expired").
pub(crate) fn innermost(error: &(dyn Error + 'static)) -> String {
    causes(error)
        .last()
        .map_or_else(|| error.to_string(), ToString::to_string)
}
