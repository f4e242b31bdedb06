//! TLS: which certificates are trusted, and which server receives the agent's client certificate.

pub(super) mod brought;
mod client_certificate;
mod key_exchange;
mod machine;
mod roots;
mod suspects;
mod unread;

use std::sync::Arc;
use std::time::Duration;

use rustls::{ClientConfig, RootCertStore};
use url::Origin;

use super::error::NetworkError;
use super::proxy::ProxySettings;
use crate::environment::Environment;
use crate::environment::variables::AGENT_SKIPCERTVALIDATION;

use client_certificate::ClientCertificate;
use roots::Roots;
use unread::unread_variables;

pub(super) use unread::Unread;

/// The TLS configurations.
#[derive(Debug)]
pub(crate) struct Tls {
    /// The configuration without a client certificate.
    pub(super) anonymous: ClientConfig,
    /// `None` where the agent has no client certificate.
    pub(super) identified: Option<Identified>,
    /// Variables that name CAs for other tools.
    pub(super) unread: Unread,
    in_words: Vec<(&'static str, String)>,
}

/// The configuration that shows the agent's client certificate.
#[derive(Debug)]
pub(super) struct Identified {
    pub(super) config: ClientConfig,
    /// The server that receives it.
    pub(super) server: Origin,
}

impl Tls {
    /// Reads the trusted CAs, and the agent's client certificate.
    ///
    /// Only `organization`, the server of the job's own Azure DevOps, receives the certificate: it reveals the identity of
    /// the agent. `limit` returns how long reading the next file may take.
    ///
    /// # Errors
    /// One configuration is used for a proxy and for the server behind it, so that a certificate is refused together with
    /// a proxy that would see it.
    pub(crate) async fn from_environment(
        environment: &Environment,
        organization: Option<Origin>,
        proxy: Option<&ProxySettings>,
        limit: impl Fn() -> Duration,
    ) -> Result<Self, NetworkError> {
        warn_of_skipping(environment);
        let roots = Roots::from_environment(environment, limit()).await?;
        let (trusted_roots, trusted) = (Arc::new(roots.store), roots.in_words);
        let certificate = ClientCertificate::from_environment(environment, limit).await?;
        let mut in_words = vec![("trusted CAs", trusted)];
        let identified = match (certificate, organization) {
            (Some(certificate), Some(server)) => {
                certificate.refuse_proxy_on_the_way_to(&server, proxy)?;
                let whom = server.ascii_serialization();
                let path = &certificate.path;
                in_words.push(("client certificate", format!("{path}, shown to {whom}")));
                let config = config(&trusted_roots, Some(certificate))?;
                Some(Identified { config, server })
            }
            // Without an organization, no request is sent.
            _ => None,
        };
        Ok(Self {
            anonymous: config(&trusted_roots, None)?,
            identified,
            unread: unread_variables(environment),
            in_words,
        })
    }

    /// The trusted CAs and the client certificate, by name, for people.
    pub(crate) fn in_words(&self) -> &[(&'static str, String)] {
        &self.in_words
    }
}

/// Warns that certificates are verified although the agent is configured to skip that.
///
/// If the agent itself does not set the variable, any step and any printed text can: with a proxy set in the same way, an
/// attacker would receive the job's token.
fn warn_of_skipping(environment: &Environment) {
    let skips = environment
        .variable(&AGENT_SKIPCERTVALIDATION)
        .is_some_and(|text| text.eq_ignore_ascii_case("true"));
    if skips {
        tracing::warn!(
            "{} is set but not followed: certificates are still verified, because any step of the job can \
             set this variable. If a private CA is the reason, configure the agent with that CA: --sslcacert",
            AGENT_SKIPCERTVALIDATION.name()
        );
    }
}

fn config(
    roots: &Arc<RootCertStore>,
    certificate: Option<ClientCertificate>,
) -> Result<ClientConfig, NetworkError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(key_exchange::provider()))
        .with_safe_default_protocol_versions()
        .map_err(NetworkError::Tls)?;
    let builder = builder.with_root_certificates(Arc::clone(roots));
    match certificate {
        None => Ok(builder.with_no_client_auth()),
        Some(certificate) => {
            let refused = certificate.refused();
            builder
                .with_client_auth_cert(certificate.chain, certificate.key)
                .map_err(refused)
        }
    }
}
