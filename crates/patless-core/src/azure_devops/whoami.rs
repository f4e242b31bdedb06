//! What Azure DevOps knows about the owner of a token beyond the identity in one organization.
//!
//! Wire: `profile/profiles`, `graph/serviceprincipals` and `serviceprincipalentitlements` of Azure DevOps' REST API 7.1
//! (<https://learn.microsoft.com/rest/api/azure/devops/>).

use reqwest::StatusCode;

use super::access_level::AccessLevel;
use super::client::{AzureDevOps, not_json};
use super::error::TargetError;
use super::hosts::Hosts;
use super::identity::Identity;
use super::profile::Profile;
use super::service_principal::ServicePrincipal;
use crate::exchange::AccessToken;
use patless_catalogue::identifiers::guid;

impl AzureDevOps<'_> {
    /// Looks up the profile of a token's owner, which is the same for all organizations.
    ///
    /// The token is also sent to a host outside the organization, `app.vssps.visualstudio.com`.
    ///
    /// # Errors
    /// An identity that is a user of no organization has no profile: [`Cause::NoProfile`](crate::errors::Cause::NoProfile).
    pub async fn profile(&self, token: &AccessToken) -> Result<Profile, TargetError> {
        let url = Hosts::of(self.organization())?.profile();
        let answer = self.used("profile", url, token).await?;
        Profile::read(&answer.body).ok_or_else(|| not_json(&answer))
    }

    /// Looks up the ids in Entra of an identity. `None` if it is not a service principal, or if the token may not read
    /// them.
    pub async fn service_principal(
        &self,
        token: &AccessToken,
        identity: &Identity,
    ) -> Result<Option<ServicePrincipal>, TargetError> {
        let descriptor = identity.subject_descriptor.as_deref();
        let Some(descriptor) = descriptor.filter(|it| it.starts_with(SERVICE_PRINCIPAL)) else {
            return Ok(None);
        };
        let url = Hosts::of(self.organization())?.service_principal(descriptor);
        let answer = self.used("service principal", url, token).await;
        let Some(answer) = unless_refused(answer)? else {
            return Ok(None);
        };
        let read = ServicePrincipal::read(&answer.body);
        read.map(Some).ok_or_else(|| not_json(&answer))
    }

    /// Looks up the access level of an identity. `None` if the token may not read it, or if the identity is not a service
    /// principal: that is an answer, and not a failure.
    pub async fn access_level(
        &self,
        token: &AccessToken,
        identity: &Identity,
    ) -> Result<Option<AccessLevel>, TargetError> {
        let Some(id) = guid(&identity.id) else {
            return Ok(None);
        };
        let url = Hosts::of(self.organization())?.access_level(&id.to_string());
        let answer = self.used("access level", url, token).await;
        let Some(answer) = unless_refused(answer)? else {
            return Ok(None);
        };
        let read = AccessLevel::read(&answer.body);
        read.map(Some).ok_or_else(|| not_json(&answer))
    }
}

/// The kind of a subject descriptor: a service principal or managed identity.
const SERVICE_PRINCIPAL: &str = "aadsp.";

/// Takes a refusal of Azure DevOps for `None`.
fn unless_refused<T>(result: Result<T, TargetError>) -> Result<Option<T>, TargetError> {
    const REFUSALS: [StatusCode; 3] = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
    ];
    match result {
        Ok(answer) => Ok(Some(answer)),
        Err(TargetError::Refused(refusal))
            if REFUSALS.iter().any(|it| it.as_u16() == refusal.status) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
