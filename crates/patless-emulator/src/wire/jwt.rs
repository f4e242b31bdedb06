//! JWT that a client presents.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// JWT that was taken apart. Nothing about it is verified.
///
/// The header is read here: jsonwebtoken reads none with an algorithm that it does not know, and a refusal quotes it.
pub(crate) struct UnverifiedJwt<'a> {
    /// The JWT.
    pub(crate) text: &'a str,
    header: Value,
    claims: Value,
}

impl<'a> UnverifiedJwt<'a> {
    /// Takes a JWT apart. `None` means that it is not three parts of base64url with JSON objects.
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

    /// Returns a string of the header. Absent and not a string are the same.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.header[name].as_str().unwrap_or_default()
    }

    /// Returns a claim that is a string. Absent and not a string are the same.
    pub(crate) fn claim(&self, name: &str) -> &str {
        self.claims[name].as_str().unwrap_or_default()
    }

    /// Returns a claim that is a time in seconds since 1970.
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
    fn parts_come_back_as_they_were() {
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
    fn masked_text_is_no_jwt() {
        assert!(UnverifiedJwt::new("***").is_none());
        assert!(UnverifiedJwt::new("$(idToken)").is_none());
        assert!(UnverifiedJwt::new("a.b").is_none());
        assert!(UnverifiedJwt::new("AAAA.AAAA.AAAA").is_none());
    }
}
