//! Owns TLS: whom we trust, who we say we are, and to whom.

mod brought;
mod client_certificate;
mod der;
mod encoding;
mod key_exchange;
mod machine;
mod roots;
mod unread;

use std::error::Error;
use std::io;
use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};
use url::{Origin, Url};

use crate::environment::{Environment, EnvironmentError};
use crate::job::anchor_origin;
use crate::retry::Budget;

pub use brought::Brought;
use client_certificate::ClientCertificate;
use roots::Roots;
use unread::{UnknownCa, unread_variables};

/// The TLS configurations.
#[derive(Debug)]
pub(crate) struct Tls {
    anonymous: Arc<ClientConfig>,
    /// The configuration with the agent's client certificate, and whom it is shown to. `None` where there is none.
    identified: Option<(Arc<ClientConfig>, Origin)>,
    in_words: Vec<(&'static str, String)>,
    /// Variables that name CAs for other tools.
    unread: Vec<&'static str>,
}

const SKIP_VERIFICATION: &str = "AGENT_SKIPCERTVALIDATION";

impl Tls {
    /// Reads whom to trust, and the agent's client certificate.
    ///
    /// The certificate is for the job's own Azure DevOps alone: whoever else is given it learns who the agent is. Files are
    /// waited for as long as the budget allows for one attempt.
    pub(crate) async fn from_environment(
        environment: &Environment,
        budget: &Budget,
    ) -> Result<Self, EnvironmentError> {
        warn_of_skipping(environment);
        let roots = Roots::from_environment(environment, budget).await?;
        let (trusted_roots, trusted) = (Arc::new(roots.store), roots.in_words);
        let certificate = ClientCertificate::from_environment(environment, budget).await?;
        let mut in_words = vec![("trusted CAs", trusted)];
        let identified = match (certificate, anchor_origin(environment)) {
            (Some(certificate), Some(origin)) => {
                let whom = origin.ascii_serialization();
                let path = &certificate.path;
                in_words.push(("client certificate", format!("{path}, shown to {whom}")));
                let config = Arc::new(config(&trusted_roots, Some(certificate))?);
                Some((config, origin))
            }
            // Without an organization nothing is asked.
            _ => None,
        };
        Ok(Self {
            anonymous: Arc::new(config(&trusted_roots, None)?),
            identified,
            in_words,
            unread: unread_variables(environment),
        })
    }

    /// The configuration for a server that need not know us.
    pub(crate) fn anonymous(&self) -> Arc<ClientConfig> {
        Arc::clone(&self.anonymous)
    }

    /// The configuration for the server of `url`.
    pub(crate) fn config_for(&self, url: &Url) -> Arc<ClientConfig> {
        match &self.identified {
            Some((config, origin)) if *origin == url.origin() => Arc::clone(config),
            _ => self.anonymous(),
        }
    }

    /// Adds to an error of TLS what may have been overlooked.
    pub(crate) fn explained(&self, error: io::Error) -> Box<dyn Error + Send + Sync> {
        match UnknownCa::of(&error, &self.unread) {
            Some(unknown) => unknown.into(),
            None => error.into(),
        }
    }

    /// Whom we trust and who we say we are, by name, for people.
    pub(crate) fn in_words(&self) -> &[(&'static str, String)] {
        &self.in_words
    }
}

/// Says that certificates are checked although the agent says not to.
///
/// Where the agent itself does not set it, any step and any text in a log can: with a proxy set in the same way, whoever
/// did would be sent the job's token.
fn warn_of_skipping(environment: &Environment) {
    let skips = environment
        .variable(SKIP_VERIFICATION)
        .is_some_and(|text| text.eq_ignore_ascii_case("true"));
    if skips {
        tracing::warn!(
            "{SKIP_VERIFICATION} is set and not followed: certificates are checked all the same, as any step of the job can \
             set it. Where a certificate of your own is in the way, give the agent your CA with --sslcacert"
        );
    }
}

fn config(
    roots: &Arc<RootCertStore>,
    certificate: Option<ClientCertificate>,
) -> Result<ClientConfig, EnvironmentError> {
    let builder = ClientConfig::builder_with_provider(Arc::new(key_exchange::provider()))
        .with_safe_default_protocol_versions()
        .map_err(EnvironmentError::Tls)?;
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
