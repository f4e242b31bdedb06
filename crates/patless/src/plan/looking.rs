//! Looks at one thing in the organization: shown, absent, or hidden from whoever asks.

use patless_core::azure_devops::Resource;
use patless_core::errors::TargetError;
use patless_core::{AccessToken, AzureDevOps};
use serde::de::DeserializeOwned;

/// Looks with the token of whoever asks. Nothing can be changed in this way.
#[derive(Debug)]
pub(super) struct Looking<'a> {
    pub(super) azure_devops: AzureDevOps<'a>,
    pub(super) token: &'a AccessToken,
}

/// What was seen. The texts say what Azure DevOps said.
#[derive(Debug)]
pub(super) enum Seen<T> {
    Shown(T),
    /// It does not exist, or may not be seen: Azure DevOps does not tell them apart.
    Absent(String),
    /// It may not be seen.
    Hidden(String),
}

impl<T> Seen<T> {
    /// Changes what was seen, if it was.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Seen<U> {
        match self {
            Self::Shown(it) => Seen::Shown(change(it)),
            Self::Absent(why) => Seen::Absent(why),
            Self::Hidden(why) => Seen::Hidden(why),
        }
    }
}

impl Looking<'_> {
    /// Looks at one resource.
    pub(super) async fn one<T: DeserializeOwned>(
        &self,
        resource: &Resource,
    ) -> Result<Seen<T>, TargetError> {
        seen(self.azure_devops.read(self.token, resource).await)
    }

    /// Looks at all of a list.
    pub(super) async fn all<T: DeserializeOwned>(
        &self,
        resource: &Resource,
    ) -> Result<Seen<Vec<T>>, TargetError> {
        seen(self.azure_devops.read_all(self.token, resource).await)
    }
}

/// Takes a refusal for an answer. What has no answer, such as an unavailable server, stays an error.
pub(super) fn seen<T>(result: Result<T, TargetError>) -> Result<Seen<T>, TargetError> {
    match result {
        Ok(shown) => Ok(Seen::Shown(shown)),
        Err(error) => match &error {
            TargetError::Refused(refusal) if refusal.status == 404 => {
                Ok(Seen::Absent(refusal.to_string()))
            }
            TargetError::Refused(_) if error.refusal().is_some() => {
                Ok(Seen::Hidden(error.to_string()))
            }
            TargetError::SignInPage { .. } => Ok(Seen::Hidden(error.to_string())),
            _ => Err(error),
        },
    }
}
