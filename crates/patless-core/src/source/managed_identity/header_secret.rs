//! The secret by which a host knows the processes of its machine, sent in a header.

use std::sync::Arc;

use reqwest::header::{HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::secret::Secret;

/// A secret for a header. A clone shares it.
#[derive(Clone, Debug)]
pub(super) struct HeaderSecret(Arc<Secret>);

impl HeaderSecret {
    /// Takes a text that a header can carry: visible ASCII and spaces. `None` for another.
    pub(super) fn new(text: Zeroizing<String>) -> Option<Self> {
        let is_fit = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
        let is_one = !text.is_empty() && text.bytes().all(is_fit);
        is_one.then(|| Self(Arc::new(Secret::new(text))))
    }

    /// Writes the header.
    pub(super) fn header(&self, name: &'static str) -> Option<(HeaderName, HeaderValue)> {
        // It goes to a host that was checked to be on this machine or at a link-local address.
        let mut value = HeaderValue::from_str(self.0.expose()).ok()?;
        value.set_sensitive(true);
        Some((HeaderName::from_static(name), value))
    }

    /// Exposes the secret: to the search of the answer.
    pub(super) fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_header_can_carry_is_no_secret() {
        for text in ["", "a\nb", "a\r\nMetadata: true", "ä", "\0"] {
            assert!(
                HeaderSecret::new(text.to_owned().into()).is_none(),
                "{text:?}"
            );
        }
        let secret = HeaderSecret::new("sekret-0 1".to_owned().into()).unwrap();
        let (name, value) = secret.header("secret").unwrap();
        assert_eq!((name.as_str(), value.is_sensitive()), ("secret", true));
        assert!(!format!("{secret:?} {value:?}").contains("sekret"));
    }
}
