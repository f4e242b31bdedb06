//! What a cause says of itself.

use super::Cause;

impl Cause {
    /// Looks a cause up by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|cause| cause.name() == name)
    }

    /// Returns whether its words only say that something failed before: any other evidence is more certain.
    pub(crate) const fn is_symptom(self) -> bool {
        matches!(self, Self::AzureLoginFailed | Self::TaskCouldNotSignIn)
    }

    /// Returns whether this cause covers many errors, each of which says by itself what is wrong and what to do.
    pub const fn is_general(self) -> bool {
        matches!(
            self,
            Self::ShortLifetime | Self::WrongEnvironment | Self::WrongInput
        )
    }
}
