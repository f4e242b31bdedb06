//! Secrets in memory: wiped on drop, redacted in `Debug`, and read through one method only.

use std::fmt;

use zeroize::Zeroizing;

/// A secret text. It has no `Display`, `Clone`, `PartialEq`, `Serialize` or `Deref` on purpose.
///
/// `Zeroizing<String>` wipes the whole capacity of the string and, unlike a boxed `str`, is never shrunk into a second
/// allocation that would leave a copy behind.
pub(crate) struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// Exposes the text: the only way to read it. Each caller states where the text goes.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The secret of an application, with which it proves its identity to Entra.
#[derive(Debug)]
pub(crate) struct ClientSecret(Secret);

impl ClientSecret {
    pub(crate) fn new(text: &str) -> Self {
        Self(Secret::new(Zeroizing::new(text.to_owned())))
    }

    /// Exposes the secret for the form of the exchange, and for nothing else.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// The job's own token for Azure DevOps, which authorizes requests for assertions (`System.AccessToken`).
///
/// What it allows, so that the examples that must not compile fail for the one thing that they show:
///
/// ```
/// fn keep(one: patless_core::sources::SystemAccessToken, _other: patless_core::sources::SystemAccessToken) -> patless_core::sources::SystemAccessToken { one }
/// ```
///
/// It cannot be printed:
///
/// ```compile_fail,E0277
/// fn print(token: patless_core::sources::SystemAccessToken) { println!("{token}"); }
/// ```
///
/// nor compared, which would leak it through timing:
///
/// ```compile_fail,E0369
/// fn same(a: patless_core::sources::SystemAccessToken, b: patless_core::sources::SystemAccessToken) -> bool { a == b }
/// ```
///
/// nor copied:
///
/// ```compile_fail,E0599
/// fn copy(token: patless_core::sources::SystemAccessToken) -> patless_core::sources::SystemAccessToken { token.clone() }
/// ```
#[derive(Debug)]
pub struct SystemAccessToken(Secret);

impl SystemAccessToken {
    pub(crate) fn new(text: &str) -> Self {
        Self(Secret::new(Zeroizing::new(text.to_owned())))
    }

    /// Exposes the token for the `Authorization` header of the assertion request, and for nothing else.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_a_secret_is_redacted() {
        assert_eq!(
            format!("{:?}", SystemAccessToken::new("sekret-job")),
            "SystemAccessToken([redacted])"
        );
    }
}
