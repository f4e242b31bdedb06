//! Builds a client of the HTTP library without proxies, redirects, retries and time limits.

use reqwest::{Client, ClientBuilder, redirect, retry};
use rustls::ClientConfig;

/// The user agent for servers and proxies.
pub(crate) const USER_AGENT_TEXT: &str = concat!("patless/", env!("CARGO_PKG_VERSION"));

/// Starts building a client: no proxy from the process environment, no redirects, no retries, no time limits.
///
/// A redirect could send a secret to another server. Retries and time limits are implemented around it, on our clock.
pub(super) fn builder(tls: ClientConfig) -> ClientBuilder {
    Client::builder()
        .tls_backend_preconfigured(tls)
        .http1_only()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        // A step runs for seconds: keep-alive options for long connections would only cost system calls.
        .tcp_keepalive(None)
        .tcp_keepalive_interval(None)
        .tcp_keepalive_retries(None)
        // For CONNECT: other requests name us themselves.
        .user_agent(USER_AGENT_TEXT)
}

/// A configuration that trusts no certificate.
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
