//! Why a request gets no answer.

use std::time::Duration;

use super::fault::Fault;
use super::reason::Reason;
use super::status::is_unavailable;

/// The request did not get as far as an answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The URL cannot be requested. Typically the host name is not valid.
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
        /// The system's message.
        reason: Reason,
    },
    /// The connection broke before the answer was whole. Typically a flaky network or proxy.
    #[error("the connection to {host} broke: {reason}")]
    Interrupted {
        /// The host, with its port.
        host: String,
        /// The system's message.
        reason: Reason,
    },
    /// The configured proxy cannot be reached, or is not a proxy. It is never bypassed.
    #[error("no connection to {host}: the proxy {proxy} cannot be used: {reason}")]
    Proxy {
        /// The host, with its port.
        host: String,
        /// The proxy's host, with its port.
        proxy: String,
        /// The system's message.
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
        /// Whether a user name is configured.
        has_user: bool,
    },
    /// No complete answer in time.
    #[error("no answer from {host}{} within {:.1} s", through(proxy.as_ref()), limit.as_secs_f32())]
    Timeout {
        /// The host, with its port.
        host: String,
        /// The proxy on the way, with its port. `None` if there is none.
        proxy: Option<String>,
        /// The time limit.
        limit: Duration,
    },
    /// The answer is larger than any valid one. Typically the page of a proxy.
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

/// Explains a proxy's status.
fn refusal(status: u16, has_user: bool) -> &'static str {
    match status {
        // Some proxies answer a wrong password with a server's status, 401.
        401 | 407 if has_user => "rejected the configured user name and password",
        401 | 407 => "requires a user name and password, but none are set",
        _ if is_unavailable(status) => "could not reach it",
        _ => "blocked it",
    }
}

impl TransportError {
    /// What broke or prevented the connection. `None` if the failure is of another kind.
    pub const fn fault(&self) -> Option<Fault> {
        match self {
            Self::Connect { reason, .. }
            | Self::Interrupted { reason, .. }
            | Self::Proxy { reason, .. } => Some(reason.fault()),
            _ => None,
        }
    }

    /// Returns whether it may be gone by the next attempt. An untrusted or missing certificate stays so, as do a proxy's
    /// rules.
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
