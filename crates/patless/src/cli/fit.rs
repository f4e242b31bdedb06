//! Which flags fit which source: a flag of another source means two at once.

use patless_core::SourceName;

use crate::input_error::InputError;

/// A flag that says something about the identity.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum IdentityFlag {
    ServiceConnection,
    Tenant,
    Client,
    AuthorityHost,
    TokenVariable,
}

impl IdentityFlag {
    /// As it is written.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::ServiceConnection => "--service-connection",
            Self::Tenant => "--tenant",
            Self::Client => "--client",
            Self::AuthorityHost => "--authority-host",
            Self::TokenVariable => "--token-variable",
        }
    }

    /// Refuses it beside a source that makes no use of it.
    pub(super) fn check(self, source: SourceName) -> Result<(), InputError> {
        if self.fits(source) {
            return Ok(());
        }
        Err(InputError::TwoSources {
            flag: self.name(),
            source_name: source,
        })
    }

    /// Whether the source makes use of it.
    fn fits(self, source: SourceName) -> bool {
        let fitting: &[Self] = match source {
            SourceName::ServiceConnection => &[
                Self::ServiceConnection,
                Self::Tenant,
                Self::Client,
                Self::AuthorityHost,
            ],
            SourceName::ManagedIdentity => &[Self::Client],
            SourceName::AzureCli | SourceName::AzureDeveloperCli => &[Self::Tenant],
            SourceName::Variable => &[Self::TokenVariable],
            // It has an identity of its own.
            SourceName::Keeper => &[],
            // An application in a tenant.
            _ => &[Self::Tenant, Self::Client, Self::AuthorityHost],
        };
        fitting.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_source_that_is_one_takes_a_service_connection() {
        for &source in SourceName::ALL {
            let fits = IdentityFlag::ServiceConnection.fits(source);
            assert_eq!(fits, source == SourceName::ServiceConnection, "{source}");
        }
    }
}
