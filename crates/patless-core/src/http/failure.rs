//! The ways in which a request gets no answer.

use std::time::Duration;

use super::fault::Fault;
use super::reason::Reason;
use super::status::is_unavailable;

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
    #[error("the response from {host} is compressed ({coding}), which was not requested")]
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
        reason: Reason,
    },
    /// The connection broke before the answer was whole. Typically a flaky network or proxy.
    #[error("the connection to {host} broke: {reason}")]
    Interrupted {
        /// The host, with its port.
        host: String,
        /// What the system said.
        reason: Reason,
    },
    /// The proxy that is set cannot be reached, or is none. It is never bypassed.
    #[error("no connection to {host}: the proxy {proxy} cannot be used: {reason}")]
    Proxy {
        /// The host, with its port.
        host: String,
        /// The proxy's host, with its port.
        proxy: String,
        /// What the system said.
        reason: Reason,
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
    #[error("the response from {host} is larger than {limit_bytes} bytes")]
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

/// Says what a proxy means by a status.
fn refusal(status: u16, has_user: bool) -> &'static str {
    match status {
        // Some proxies answer a wrong password with the status of a server.
        401 | 407 if has_user => "rejected the configured user name and password",
        401 | 407 => "requires a user name and password, but none are set",
        _ if is_unavailable(status) => "could not reach it",
        _ => "blocked it",
    }
}

impl TransportError {
    /// What broke the connection, or let none come about. `None` where that is not what went wrong.
    pub const fn fault(&self) -> Option<Fault> {
        match self {
            Self::Connect { reason, .. }
            | Self::Interrupted { reason, .. }
            | Self::Proxy { reason, .. } => Some(reason.fault()),
            _ => None,
        }
    }

    /// Tells whether it may be gone by the next attempt. A certificate that is not trusted or is missing stays so, and a
    /// proxy's rules as well.
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Connect { reason, .. }
            | Self::Interrupted { reason, .. }
            | Self::Proxy { reason, .. } => reason.fault().is_passing(),
            Self::ProxyRefused { status, .. } => is_unavailable(*status),
            Self::Timeout { .. } => true,
            Self::Address { .. } | Self::Compressed { .. } | Self::TooLarge { .. } => false,
        }
    }
}
