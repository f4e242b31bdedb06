//! A client of the HTTP library that does nothing on its own.

use reqwest::{Client, ClientBuilder, redirect, retry};
use rustls::ClientConfig;

/// How Patless names itself to servers and proxies.
pub(crate) const USER_AGENT_TEXT: &str = concat!("patless/", env!("CARGO_PKG_VERSION"));

/// Begins a client: no proxy of the process's environment, no redirects, no further attempts, no time limits.
///
/// Redirects would carry what is sent to a stranger. Attempts and time are limited around it, on our clock.
pub(super) fn builder(tls: ClientConfig) -> ClientBuilder {
    Client::builder()
        .tls_backend_preconfigured(tls)
        .http1_only()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        // A step lives for seconds: what keeps a connection alive for hours is only more system calls.
        .tcp_keepalive(None)
        .tcp_keepalive_interval(None)
        .tcp_keepalive_retries(None)
        // For CONNECT: other requests name us themselves.
        .user_agent(USER_AGENT_TEXT)
}

/// A configuration that trusts nobody.
#[cfg(test)]
pub(super) fn trusting_nobody() -> ClientConfig {
    use std::sync::Arc;

    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}
