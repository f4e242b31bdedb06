//! JWT of a request, decoded but not verified.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
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
        BASE64URL.decode(signature).ok()?;
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

    /// Returns the first string of a header that is a string or an array of strings. `None` means that there is no
    /// such header.
    pub(crate) fn first_of_header(&self, name: &str) -> Option<&str> {
        let value = &self.header[name];
        value.get(0).unwrap_or(value).as_str()
    }

    /// Returns a string claim, or an empty string if there is none. The audience may also be an array with one string.
    pub(crate) fn claim(&self, name: &str) -> &str {
        let value = &self.claims[name];
        let only = value.as_array().filter(|it| it.len() == 1);
        only.map_or(value, |it| &it[0]).as_str().unwrap_or_default()
    }

    /// Returns a time claim, in seconds since 1970. It is a number, with or without a fraction.
    pub(crate) fn time(&self, name: &str) -> Option<i64> {
        let value = &self.claims[name];
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the fraction does not matter, and a huge number stays huge"
        )]
        value.as_i64().or_else(|| Some(value.as_f64()? as i64))
    }
}

/// Decodes one part of a JWT.
fn json_object(part: &str) -> Option<Value> {
    let bytes = BASE64URL.decode(part).ok()?;
    let value: Value = serde_json::from_slice(&bytes).ok()?;
    value.is_object().then_some(value)
}

/// Base64url with or without padding, which some clients add.
const BASE64URL: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::URL_SAFE as PADDED;

    use super::*;
    use crate::wire::base64url;

    #[test]
    fn padding_and_fractions_are_read() {
        let part = |json: &str| PADDED.encode(json);
        let claims = part("{\"exp\":7.5,\"aud\":[\"b\"]}");
        let text = format!("{}.{claims}.AA==", part("{\"al\":1}"));
        assert!(text.contains("=."), "{text}");
        let jwt = UnverifiedJwt::new(&text).unwrap();
        assert_eq!(jwt.time("exp"), Some(7));
        assert_eq!(jwt.claim("aud"), "b");
    }

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
