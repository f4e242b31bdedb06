//! The secret half of a device code, with which the access token is asked for.

use zeroize::Zeroizing;

use crate::secret::Secret;

/// `device_code` of RFC 8628 §3.2. Whoever has it gets the token, once the user has entered the other half.
#[derive(Debug)]
pub(crate) struct DeviceSecret(Secret);

impl DeviceSecret {
    /// Accepts visible ASCII, not empty.
    pub(super) fn parse(text: Zeroizing<String>) -> Option<Self> {
        let well_formed = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        well_formed.then(|| Self(Secret::new(text)))
    }

    /// Exposes it: for the form of the exchange, and for the search of the answer.
    pub(super) fn expose(&self) -> &str {
        self.0.expose()
    }
}
