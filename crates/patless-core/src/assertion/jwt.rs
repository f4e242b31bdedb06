//! The assertion: a signed JWT, held as a secret, with data from its response.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::claims::UnverifiedClaims;
use crate::repetition::Sent;
use crate::secret::{Secret, SystemAccessToken};

/// A signed JWT about this job, valid for exchanges until it expires.
///
/// What it allows, so that the examples that must not compile fail for the one thing that they show:
///
/// ```
/// fn keep(one: patless_core::Assertion, _other: patless_core::Assertion) -> patless_core::Assertion { one }
/// ```
///
/// A secret: whoever has it can use the identity. It cannot be printed or compared:
///
/// ```compile_fail,E0277
/// fn print(assertion: patless_core::Assertion) { println!("{assertion}"); }
/// ```
///
/// ```compile_fail,E0369
/// fn same(a: patless_core::Assertion, b: patless_core::Assertion) -> bool { a == b }
/// ```
pub struct Assertion {
    jwt: Secret,
    /// As received: a forged assertion may repeat the sent secret here, to get it into a message.
    claims: UnverifiedClaims,
    /// The same with such repetitions removed. The search is slow, and the claims are only needed for errors.
    shown_claims: OnceLock<UnverifiedClaims>,
    /// The token that authorized the request. `None` if there is none.
    asked_with: Option<Arc<SystemAccessToken>>,
    lifetime: Option<Duration>,
    clock_skew_s: Option<i64>,
    request_id: Option<String>,
}

/// Data from the response that contained the assertion.
#[derive(Default)]
pub(crate) struct Delivery {
    /// The server's clock when it answered, else this machine's. `None`: not known.
    pub(crate) server_time: Option<SystemTime>,
    /// How far the server's clock is ahead of this machine's, in seconds.
    pub(crate) clock_skew_s: Option<i64>,
    pub(crate) request_id: Option<String>,
}

impl Assertion {
    /// Accepts a JWT: three parts of base64url, none empty. `None` for anything else.
    pub(crate) fn parse(jwt: Zeroizing<String>, delivery: Delivery) -> Option<Self> {
        let is_base64url = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        let parts: Vec<_> = jwt.split('.').collect();
        let well_formed = parts.len() == 3 && parts.iter().all(|part| is_base64url(part));
        let claims = well_formed.then(|| UnverifiedClaims::decode(&jwt))?;
        let expires_on = claims
            .expires_on
            .map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let lifetime = match (expires_on, delivery.server_time) {
            (Some(end), Some(now)) => Some(end.duration_since(now).unwrap_or_default()),
            _ => None,
        };
        let Delivery {
            clock_skew_s,
            request_id,
            ..
        } = delivery;
        Some(Self {
            jwt: Secret::new(jwt),
            claims,
            shown_claims: OnceLock::new(),
            asked_with: None,
            lifetime,
            clock_skew_s,
            request_id,
        })
    }

    /// Remembers the token that authorized the request, which is then removed from the claims.
    pub(crate) fn asked_with(self, token: &Arc<SystemAccessToken>) -> Self {
        let asked_with = Some(Arc::clone(token));
        Self { asked_with, ..self }
    }

    /// Exposes the JWT: to the form of the exchange, and to the sink that masks it.
    pub fn expose(&self) -> &str {
        self.jwt.expose()
    }

    /// What the assertion says, for messages only.
    pub fn claims(&self) -> &UnverifiedClaims {
        self.shown_claims.get_or_init(|| {
            // The claims are searched for the token; it goes nowhere else.
            let token = self.asked_with.as_ref().map(|it| it.expose());
            let sent = Sent::new(token.unwrap_or_default());
            self.claims.clone().without(&sent)
        })
    }

    /// Returns whether Azure DevOps itself signed it: see [`UnverifiedClaims::has_retiring_issuer`]. Reveals nothing else.
    pub fn has_retiring_issuer(&self) -> bool {
        self.claims.has_retiring_issuer()
    }

    /// How long it was valid when it arrived, by the clock of Azure DevOps. `None` if it does not say.
    pub fn lifetime(&self) -> Option<Duration> {
        self.lifetime
    }

    /// How far the clock of Azure DevOps is ahead of this machine's, in seconds. `None` if it sent no time.
    pub fn clock_skew_s(&self) -> Option<i64> {
        self.clock_skew_s
    }

    /// The id that Azure DevOps gave the request, for its support. `None` if it gave none.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl fmt::Debug for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Assertion");
        debug.field("jwt", &self.jwt).field("claims", self.claims());
        debug.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn parse(jwt: &str) -> Option<Assertion> {
        Assertion::parse(Zeroizing::new(jwt.to_owned()), Delivery::default())
    }

    #[test]
    fn only_three_full_parts_are_an_assertion() {
        assert!(parse("e30.e30.c2ln").is_some());
        for jwt in [
            "",
            "..",
            "a.b",
            "a.b.c.d",
            "a..c",
            "***",
            "e30.e30.c2ln\n",
            "e30.e3=.c2ln",
        ] {
            assert!(parse(jwt).is_none(), "{jwt:?}");
        }
    }

    #[test]
    fn what_it_says_repeats_nothing_of_the_jobs_token() {
        let claims = URL_SAFE_NO_PAD.encode(r#"{"sub":"sc://o/p/0123456789ab"}"#);
        let token = Arc::new(SystemAccessToken::new("sekret-0123456789abcdef"));
        let assertion = parse(&format!("e30.{claims}.c2ln")).unwrap();
        let subject = assertion.asked_with(&token).claims().subject.clone();
        assert_eq!(subject.as_deref(), Some("sc://o/p/************"));
    }

    #[test]
    fn debug_is_redacted() {
        let debug = format!("{:?}", parse("sekret.e30.c2ln").unwrap());
        assert!(
            debug.contains("[redacted]") && !debug.contains("sekret"),
            "{debug}"
        );
    }
}
