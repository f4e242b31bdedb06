//! JWT of a request, decoded but not verified.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// Decoded JWT. It is not verified.
///
/// This type decodes the header itself, because jsonwebtoken rejects unknown algorithms and a refusal has to quote
/// them.
pub(crate) struct UnverifiedJwt<'a> {
    /// The JWT.
    pub(crate) text: &'a str,
    header: Value,
    claims: Value,
}

impl<'a> UnverifiedJwt<'a> {
    /// Decodes a JWT. `None` means that the text is not three base64url parts with JSON objects.
    pub(crate) fn new(text: &'a str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        URL_SAFE_NO_PAD.decode(signature).ok()?;
        Some(Self {
            text,
            header: json_object(header)?,
            claims: json_object(claims)?,
        })
    }

    /// Returns a string of the header, or an empty string if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.header[name].as_str().unwrap_or_default()
    }

    /// Returns a string claim, or an empty string if there is none.
    pub(crate) fn claim(&self, name: &str) -> &str {
        self.claims[name].as_str().unwrap_or_default()
    }

    /// Returns a time claim, in seconds since 1970.
    pub(crate) fn time(&self, name: &str) -> Option<i64> {
        self.claims[name].as_i64()
    }
}

/// Decodes one part of a JWT.
fn json_object(part: &str) -> Option<Value> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
    let value: Value = serde_json::from_slice(&bytes).ok()?;
    value.is_object().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::base64url;

    #[test]
    fn header_and_claims_are_decoded() {
        let text = format!(
            "{}.{}.AAAA",
            base64url(b"{\"alg\":\"x\"}"),
            base64url(b"{\"exp\":7}")
        );
        let jwt = UnverifiedJwt::new(&text).unwrap();
        assert_eq!(jwt.header("alg"), "x");
        assert_eq!(jwt.time("exp"), Some(7));
    }

    #[test]
    fn masked_text_is_not_a_jwt() {
        assert!(UnverifiedJwt::new("***").is_none());
        assert!(UnverifiedJwt::new("$(idToken)").is_none());
        assert!(UnverifiedJwt::new("a.b").is_none());
        assert!(UnverifiedJwt::new("AAAA.AAAA.AAAA").is_none());
    }
}
