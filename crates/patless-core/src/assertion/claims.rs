//! The claims of an assertion, read without verifying the signature.

use jsonwebtoken::dangerous::insecure_decode_claims;
use serde::Deserialize;

use crate::repetition::Sent;
use patless_catalogue::federation::federated_credential;
use patless_catalogue::text::one_line;

/// Claims of an assertion whose signature was not verified.
///
/// **For messages only**, with one exception: the host of Entra's issuer may justify an authority host, where nothing else
/// does. Entra verifies the signature; a decision based on these values trusts the server that answered, which is the job's
/// own organization.
/// Each is `None` if the assertion lacks it, or has it in another form.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct UnverifiedClaims {
    /// `iss`: who signed it.
    pub issuer: Option<String>,
    /// `sub`: who it is about.
    pub subject: Option<String>,
    /// `aud`: whom it is for. With several, the first.
    pub audience: Option<String>,
    /// `exp`: when it expires, in Unix seconds.
    pub expires_on: Option<u64>,
}

/// The claims by their names on the wire (RFC 7519 §4.1).
#[derive(Deserialize)]
struct WireClaims {
    iss: Option<serde_json::Value>,
    sub: Option<serde_json::Value>,
    aud: Option<serde_json::Value>,
    exp: Option<serde_json::Value>,
}

impl UnverifiedClaims {
    /// Reads the middle part of a JWT, which is known to have three. Claims are empty when it holds something else.
    pub(super) fn decode(jwt: &str) -> Self {
        let Ok(wire) = insecure_decode_claims::<WireClaims>(jwt) else {
            return Self::default();
        };
        let audience = match wire.aud {
            Some(serde_json::Value::Array(list)) => list.into_iter().next(),
            other => other,
        };
        Self {
            issuer: text(wire.iss),
            subject: text(wire.sub),
            audience: text(audience),
            expires_on: wire
                .exp
                .and_then(|value| value.as_u64())
                .filter(|&seconds| seconds < LAST_SECOND),
        }
    }
}

impl UnverifiedClaims {
    /// Masks repetitions of a secret that was sent: a forged assertion may contain it, to get it into a message.
    #[must_use]
    pub(crate) fn without(mut self, sent: &Sent<'_>) -> Self {
        let claims = [&mut self.issuer, &mut self.subject, &mut self.audience];
        for text in claims.into_iter().flatten() {
            *text = sent.covered(text);
        }
        self
    }

    /// Returns whether Azure DevOps itself signed this: it retires that issuer on July 1, 2027 for connections that can use
    /// Entra's.
    ///
    /// Source: <https://learn.microsoft.com/azure/devops/pipelines/release/convert-service-connections>.
    pub fn has_retiring_issuer(&self) -> bool {
        self.issuer
            .as_deref()
            .is_some_and(|issuer| issuer.starts_with("https://vstoken.dev.azure.com/"))
    }

    /// Writes the federated credential that would match these claims, as JSON. `None` without issuer and subject.
    pub fn federated_credential(&self) -> Option<String> {
        let (issuer, subject) = (self.issuer.as_ref()?, self.subject.as_ref()?);
        Some(federated_credential(issuer, subject))
    }
}

fn text(value: Option<serde_json::Value>) -> Option<String> {
    value?.as_str().map(|text| one_line(text, CLAIM_LIMIT))
}

/// The year 9999: later times are not valid.
const LAST_SECOND: u64 = 253_402_300_800;

/// Entra accepts issuers and subjects of up to 600 characters.
const CLAIM_LIMIT: usize = 600;

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn decode(json: &str) -> UnverifiedClaims {
        UnverifiedClaims::decode(&format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(json)))
    }

    #[test]
    fn the_claims_that_matter_are_read() {
        let claims = decode(
            r#"{"iss":"https://i","sub":"sc://o/p/c","aud":["a","b"],"exp":1795000000,"other":{}}"#,
        );
        assert_eq!(claims.issuer.as_deref(), Some("https://i"));
        assert_eq!(claims.subject.as_deref(), Some("sc://o/p/c"));
        assert_eq!(claims.audience.as_deref(), Some("a"));
        assert_eq!(claims.expires_on, Some(1_795_000_000));
    }

    #[test]
    fn a_claim_that_repeats_a_piece_of_the_jobs_token_is_covered() {
        let claims = decode(r#"{"sub":"sc://o/p/0123456789ab","iss":"https://i"}"#);
        let claims = claims.without(&Sent::new("sekret-0123456789abcdef"));
        assert_eq!(claims.subject.as_deref(), Some("sc://o/p/************"));
        assert_eq!(claims.issuer.as_deref(), Some("https://i"));
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let claims = decode(r#"{"iss":7,"exp":"soon"}"#);
        assert!(claims.issuer.is_none() && claims.expires_on.is_none());
        assert!(UnverifiedClaims::decode("e30.!.c2ln").subject.is_none());
    }
}
