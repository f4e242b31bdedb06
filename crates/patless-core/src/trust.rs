//! Owns TLS: whom we trust, who we say we are, and to whom.

mod client_certificate;
mod dangerous_no_verification;
mod roots;

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};
use url::{Origin, Url};

use crate::environment::{Environment, EnvironmentError};
use crate::job::anchor_origin;

use client_certificate::ClientCertificate;
use dangerous_no_verification::DangerousNoVerification;
use roots::Roots;

/// The TLS configurations.
#[derive(Debug)]
pub(crate) struct Tls {
    anonymous: Arc<ClientConfig>,
    /// The configuration with the agent's client certificate, and whom it is shown to. `None` where there is none.
    identified: Option<(Arc<ClientConfig>, Origin)>,
    in_words: Vec<(&'static str, String)>,
}

/// Who vouches for a server.
enum Verification {
    ByRoots(Arc<RootCertStore>),
    Dangerous,
}

const SKIP_VERIFICATION: &str = "AGENT_SKIPCERTVALIDATION";

impl Tls {
    /// Reads whom to trust, and the agent's client certificate.
    ///
    /// The certificate is for the job's own Azure DevOps alone: whoever else is given it learns who the agent is.
    pub(crate) fn from_environment(environment: &Environment) -> Result<Self, EnvironmentError> {
        let (verification, trusted) = verification(environment)?;
        let certificate = ClientCertificate::from_environment(environment)?;
        let mut in_words = vec![("trusted CAs", trusted)];
        let identified = match (certificate, anchor_origin(environment)) {
            (Some(certificate), Some(origin)) => {
                let whom = origin.ascii_serialization();
                let path = &certificate.path;
                in_words.push(("client certificate", format!("{path}, shown to {whom}")));
                let config = Arc::new(config(&verification, Some(certificate))?);
                Some((config, origin))
            }
            // Without an organization nothing is asked.
            _ => None,
        };
        Ok(Self {
            anonymous: Arc::new(config(&verification, None)?),
            identified,
            in_words,
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

    /// Whom we trust and who we say we are, by name, for people.
    pub(crate) fn in_words(&self) -> &[(&'static str, String)] {
        &self.in_words
    }
}

/// Decides who vouches for servers, and says it in words.
fn verification(environment: &Environment) -> Result<(Verification, String), EnvironmentError> {
    let skips = environment
        .variable(SKIP_VERIFICATION)
        .is_some_and(|text| text.eq_ignore_ascii_case("true"));
    if skips {
        tracing::warn!(
            "{SKIP_VERIFICATION} is set: no server's certificate is checked. Anybody on the network path can pose as Azure \
             DevOps or Microsoft Entra and take the job's token, the assertion and the access tokens. Configure the agent \
             without --sslskipcertvalidation, and give it your CA with --sslcacert"
        );
        let in_words = format!("ANYBODY: {SKIP_VERIFICATION} is set");
        return Ok((Verification::Dangerous, in_words));
    }
    let roots = Roots::from_environment(environment)?;
    Ok((Verification::ByRoots(Arc::new(roots.store)), roots.in_words))
}

fn config(
    verification: &Verification,
    certificate: Option<ClientCertificate>,
) -> Result<ClientConfig, EnvironmentError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(EnvironmentError::Tls)?;
    let builder = match verification {
        Verification::ByRoots(roots) => builder.with_root_certificates(Arc::clone(roots)),
        Verification::Dangerous => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(DangerousNoVerification::new(provider))),
    };
    match certificate {
        None => Ok(builder.with_no_client_auth()),
        Some(certificate) => {
            let refused = certificate.refused();
            builder
                .with_client_auth_cert(certificate.chain, certificate.key)
                .map_err(|error| refused(Box::new(error)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_word_true_skips_the_check_of_certificates() {
        for (text, skips) in [
            ("True", true),
            ("true", true),
            ("False", false),
            ("1", false),
            ("yes", false),
            ("", false),
        ] {
            let environment = Environment::fixed(&[(SKIP_VERIFICATION, text)]);
            let (verification, _) = verification(&environment).unwrap();
            assert_eq!(
                matches!(verification, Verification::Dangerous),
                skips,
                "{text:?}"
            );
        }
    }
}
