//! The names of the doors, and what is told to whoever may use one.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::key::Key;

/// A way in which programs ask the keeper.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Door {
    /// The managed identity of App Service, which Azure SDKs, Azure CLI, `AzCopy` and Terraform ask.
    ManagedIdentity,
    /// A socket in a private folder, which the verbs of Patless ask.
    Socket,
    /// The external authentication of Azure Developer CLI.
    Azd,
    /// Requests for assertions in the form of GitHub's, by programs that exchange them on their own.
    Oidc,
    /// A file with an assertion, for the workload identity credential of the Azure SDKs.
    TokenFile,
}

impl Door {
    /// Every door.
    pub const ALL: [Self; 5] = [
        Self::ManagedIdentity,
        Self::Socket,
        Self::Azd,
        Self::Oidc,
        Self::TokenFile,
    ];

    /// Those that are opened if nothing else is said.
    pub const DEFAULT: [Self; 2] = [Self::ManagedIdentity, Self::Socket];

    /// The name, as the task's input has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ManagedIdentity => "managedIdentity",
            Self::Socket => "socket",
            Self::Azd => "azd",
            Self::Oidc => "oidc",
            Self::TokenFile => "tokenFile",
        }
    }

    /// Reads a name, in any case. `None` if it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|door| door.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

impl fmt::Display for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a program needs to know to use a door: variables, by the names under which it looks for them.
pub struct Opened {
    /// The door.
    pub door: Door,
    /// Those that are no secret.
    pub plain: Vec<(&'static str, String)>,
    /// Those that are.
    pub secret: Vec<(&'static str, SecretText)>,
}

/// A text that holds a key.
#[derive(Deserialize, Serialize)]
pub struct SecretText {
    /// What goes before the key. It is no secret.
    pub before: String,
    /// The key.
    pub key: Zeroizing<String>,
    /// What goes behind it.
    pub after: String,
}

impl SecretText {
    /// Exposes the whole text, to the variable that gets it.
    pub fn expose(&self) -> Zeroizing<String> {
        let Self { before, key, after } = self;
        Zeroizing::new([before, key.as_str(), after].concat())
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText([redacted])")
    }
}

impl Opened {
    pub(crate) fn new(door: Door) -> Self {
        Self {
            door,
            plain: Vec::new(),
            secret: Vec::new(),
        }
    }

    #[must_use]
    pub(crate) fn plain(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.plain.push((name, text.into()));
        self
    }

    /// Adds a variable with a key alone.
    #[must_use]
    pub(crate) fn key(self, name: &'static str, key: &Key) -> Self {
        self.key_in(name, "", key, "")
    }

    /// Adds a variable with a key in a text.
    #[must_use]
    pub(crate) fn key_in(
        mut self,
        name: &'static str,
        before: &str,
        key: &Key,
        after: &str,
    ) -> Self {
        let text = SecretText {
            before: before.to_owned(),
            // The key goes to the job's secret variables.
            key: Zeroizing::new(key.expose().to_owned()),
            after: after.to_owned(),
        };
        self.secret.push((name, text));
        self
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret: Vec<_> = self.secret.iter().map(|(name, _)| name).collect();
        f.debug_struct("Opened")
            .field("door", &self.door)
            .field("plain", &self.plain)
            .field("secret", &secret)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_in_any_case() {
        for door in Door::ALL {
            assert_eq!(Door::parse(door.as_str()), Some(door));
        }
        assert_eq!(Door::parse(" TOKENFILE "), Some(Door::TokenFile));
        assert_eq!(Door::parse("imds"), None);
    }
}
