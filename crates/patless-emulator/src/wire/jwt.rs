//! Owns the compact form of signed JWTs.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::keys::SigningKey;

/// Encodes bytes as base64url without padding.
pub(crate) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Signs claims with RS256.
pub(crate) fn signed_jwt(key: &SigningKey, claims: &Value) -> Option<String> {
    let header = json!({ "typ": "JWT", "alg": "RS256", "x5t": key.x5t(), "kid": key.kid() });
    let signed = format!(
        "{}.{}",
        base64url(header.to_string().as_bytes()),
        base64url(claims.to_string().as_bytes()),
    );
    let signature = key.sign(signed.as_bytes())?;
    Some(format!("{signed}.{}", base64url(&signature)))
}

/// JWT that was taken apart. Nothing about it is verified.
pub(crate) struct ParsedJwt {
    /// Header.
    pub(crate) header: Value,
    /// Claims.
    pub(crate) claims: Value,
    /// Text that the signature covers.
    pub(crate) signed: String,
    /// Signature.
    pub(crate) signature: Vec<u8>,
}

impl ParsedJwt {
    /// Takes a JWT apart. `None` means that it is not three parts of base64url with JSON objects.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        Some(Self {
            header: json_object(header)?,
            claims: json_object(claims)?,
            signed: signed.to_owned(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
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

    #[test]
    fn parts_come_back_as_they_were() {
        let text = format!(
            "{}.{}.AAAA",
            base64url(b"{\"alg\":\"x\"}"),
            base64url(b"{\"exp\":7}")
        );
        let jwt = ParsedJwt::new(&text).unwrap();
        assert_eq!(jwt.header("alg"), "x");
        assert_eq!(jwt.time("exp"), Some(7));
        assert_eq!(jwt.signature, [0, 0, 0]);
    }

    #[test]
    fn masked_text_is_no_jwt() {
        assert!(ParsedJwt::new("***").is_none());
        assert!(ParsedJwt::new("$(idToken)").is_none());
        assert!(ParsedJwt::new("a.b").is_none());
        assert!(ParsedJwt::new("AAAA.AAAA.AAAA").is_none());
    }
}
