//! The assertion that an application signs with the key of its certificate (RFC 7523 §3).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use jsonwebtoken::{Algorithm, Header};
use serde::Serialize;
use url::Url;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::pair::Pair;
use super::unusable::Unusable;
use crate::secret::Secret;
use patless_catalogue::identifiers::ClientId;

/// A signed assertion, for one request.
#[derive(Debug)]
pub(crate) struct ClientAssertion(Secret);

/// Whether the certificates themselves are sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Chain {
    /// They are, as `x5c`: for an application that trusts a subject and issuer instead of one certificate.
    Sent,
    /// Only the thumbprint is: the certificate is registered for the application.
    Omitted,
}

/// How long an assertion is valid. Entra recommends 5 to 10 minutes.
const LIFETIME: Duration = Duration::from_secs(600);

/// Source: <https://learn.microsoft.com/entra/identity-platform/certificate-credentials>.
#[derive(Serialize)]
struct Claims<'a> {
    /// The token endpoint.
    aud: &'a str,
    iss: String,
    sub: String,
    /// Never used again.
    jti: String,
    /// Unix seconds, as all times.
    nbf: u64,
    exp: u64,
}

impl ClientAssertion {
    /// Signs an assertion that is valid from `now` on, with PS256 (RFC 7518 §3.5).
    pub(super) fn sign(
        pair: &Pair,
        chain: Chain,
        endpoint: &Url,
        client: ClientId,
        now: SystemTime,
    ) -> Result<Self, Unusable> {
        let nbf = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let claims = Claims {
            aud: endpoint.as_str(),
            iss: client.to_string(),
            sub: client.to_string(),
            jti: Uuid::new_v4().to_string(),
            nbf,
            exp: nbf + LIFETIME.as_secs(),
        };
        let message = [part(&header(pair, chain))?, part(&claims)?].join(".");
        // Not `jsonwebtoken::encode`: it takes the provider of the whole process, which belongs to whoever uses this library.
        let signer = (DEFAULT_PROVIDER.signer_factory)(&Algorithm::PS256, &pair.key);
        let signer = signer.map_err(|_| Unusable::Signature)?;
        let signature = signer.try_sign(message.as_bytes());
        let signature = signature.map_err(|_| Unusable::Signature)?;
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
        let jwt = Zeroizing::new([message, signature].join("."));
        Ok(Self(Secret::new(jwt)))
    }

    /// Exposes the assertion for the form of the exchange, and for nothing else.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }
}

fn header(pair: &Pair, chain: Chain) -> Header {
    let thumbprint = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, pair.own());
    let x5c = match chain {
        Chain::Sent => {
            let der = pair.chain.iter();
            Some(der.map(|it| BASE64_STANDARD.encode(it)).collect())
        }
        Chain::Omitted => None,
    };
    Header {
        x5c,
        x5t_s256: Some(BASE64_URL_SAFE_NO_PAD.encode(thumbprint)),
        ..Header::new(Algorithm::PS256)
    }
}

/// A part of the JWT (RFC 7515 §7.1).
fn part(value: &impl Serialize) -> Result<String, Unusable> {
    let json = serde_json::to_vec(value).map_err(|_| Unusable::Signature)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(json))
}
