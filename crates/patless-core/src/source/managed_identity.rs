//! The managed identity of a machine or service in Azure, whose host gives the access tokens.

mod answer;
mod app_service;
mod arc;
mod arc_key;
mod choice;
mod cloud_shell;
pub(super) mod expiry;
mod header_secret;
mod host;
mod host_url;
mod imds;
mod machine_learning;
mod question;
pub(crate) mod refusal;

use std::time::Duration;

use super::error::{Broken, NotHere, SourceError};
use super::name::SourceName;
use super::search::Search;
use crate::cloud::Cloud;
use crate::context::Context;
use crate::environment::{Environment, EnvironmentError};
use crate::error::{Misconfigured, Refused, TokenError, Unavailable};
use crate::exchange::AccessToken;
use crate::origin::loopback::Loopback;
use crate::retry::{Advice, Retryable as _};
use crate::scope::Scope;
use patless_catalogue::Cause;
use patless_catalogue::identifiers::ClientId;

use answer::Reading;
use choice::Choice;
use host::Host;
use imds::Imds;
use question::Asked;

/// A managed identity, and the host that gives its access tokens.
#[derive(Clone, Debug)]
pub(crate) struct ManagedIdentity {
    host: Host,
    choice: Choice,
    cloud: Cloud,
}

/// A managed identity that was found.
pub(crate) struct FoundIdentity {
    pub(crate) identity: ManagedIdentity,
    /// The token that it gave when it was looked for.
    pub(crate) first: Option<AccessToken>,
}

/// How long the metadata service may take to answer when it is looked for, once it has accepted a connection.
const PROBE_LIMIT: Duration = Duration::from_secs(5);

/// Finds the host of the environment, else the metadata service of a virtual machine.
///
/// Nothing but an answer shows whether there is a metadata service. So an automatic selection asks it for the token that is
/// wanted, once. Where the user named this source, the first request for a token shows it.
///
/// # Errors
/// It is not here if no metadata service answers, or the machine has no managed identity and the user named none. It is
/// broken where a variable names a host that must not be asked, or the host cannot be asked for the identity.
pub(crate) async fn find(search: &Search<'_>) -> Result<FoundIdentity, SourceError> {
    let host = Host::of_environment(search)?;
    let is_named = search.request.source.is_some();
    if let Some(host) = host {
        let identity = ManagedIdentity::new(host, search)?;
        let first = None;
        return Ok(FoundIdentity { identity, first });
    }
    let imds =
        Imds::of_environment(search.environment).map_err(|error| host_url::broken(&error))?;
    if !is_named {
        let reached = imds.connect(search.context).await;
        reached.map_err(|reason| NotHere::new(SourceName::ManagedIdentity, reason))?;
    }
    let identity = ManagedIdentity::new(Host::Imds(imds), search)?;
    let first = if is_named {
        None
    } else {
        identity.probe(search.context, &search.token.scope).await?
    };
    Ok(FoundIdentity { identity, first })
}

impl ManagedIdentity {
    fn new(host: Host, search: &Search<'_>) -> Result<Self, SourceError> {
        let choice = Choice::of(search)?;
        choice.parameter(host.parameters(), host.name())?;
        let authority = search
            .authority()
            .map_err(|error| host_url::broken(&error))?;
        let cloud = authority.cloud().cloned().unwrap_or(Cloud::Public);
        Ok(Self {
            host,
            choice,
            cloud,
        })
    }

    /// The identity of the agent's machine, for a service connection that says so. `client`: a user-assigned one.
    ///
    /// A printed line can set `AZURE_POD_IDENTITY_AUTHORITY_HOST`, and whoever answers there decides who the job is. So it
    /// counts only where the job's organization is on this machine itself, as with the emulator.
    pub(crate) fn of_machine(
        environment: &Environment,
        client: Option<ClientId>,
        cloud: &Cloud,
    ) -> Result<Self, EnvironmentError> {
        let imds = if Loopback::of_job(environment).counts() {
            Imds::of_environment(environment)?
        } else {
            Imds::of_machine()?
        };
        Ok(Self {
            host: Host::Imds(imds),
            choice: Choice::of_connection(client),
            cloud: cloud.clone(),
        })
    }

    /// The client id of the user-assigned identity. `None` if it is named otherwise, or not at all.
    pub(crate) fn client(&self) -> Option<ClientId> {
        self.choice.client()
    }

    pub(crate) const fn cloud(&self) -> &Cloud {
        &self.cloud
    }

    /// Requests an access token, once.
    pub(crate) async fn access_token(
        &self,
        context: &Context,
        scope: &Scope,
        limit: Duration,
    ) -> Result<AccessToken, TokenError> {
        let host = &self.host;
        let parameter = self.choice.parameter(host.parameters(), host.name());
        let parameter = parameter.map_err(|it| TokenError::Misconfigured(it.into()))?;
        let asked = Asked {
            resource: scope.resource(),
            parameter: parameter.as_ref(),
        };
        let name = host.name();
        tracing::debug!("requesting an access token for {scope} from {name}");
        let answer = host.ask(context, &asked, limit).await?;
        let reading = Reading {
            host,
            choice: &self.choice,
            scope,
        };
        reading.read(&answer)
    }

    /// Asks the metadata service whether it is there, and for a token. `None`: it is, but it is busy.
    async fn probe(
        &self,
        context: &Context,
        scope: &Scope,
    ) -> Result<Option<AccessToken>, SourceError> {
        let error = match self.access_token(context, scope, PROBE_LIMIT).await {
            Ok(token) => return Ok(Some(token)),
            Err(error) => error,
        };
        let name = SourceName::ManagedIdentity;
        let not_here = |reason: &str| Err(NotHere::new(name, reason).into());
        match &error {
            TokenError::Misconfigured(Misconfigured::Source(broken)) => match broken.cause {
                Cause::NoManagedIdentity => not_here(&broken.reason),
                _ => Err(broken.clone().into()),
            },
            TokenError::Unavailable(failed) => match failed.last() {
                // Other clouds and web servers answer so, too.
                Unavailable::Busy { status: 404, .. } | Unavailable::NoAnswer { .. } => {
                    not_here(SOMETHING_ELSE)
                }
                Unavailable::Busy { .. } => Ok(None),
            },
            TokenError::Refused(failed) => match failed.last() {
                Refused::ManagedIdentity(refusal) if !refusal.is_of_metadata_service() => {
                    not_here(SOMETHING_ELSE)
                }
                _ if error.advice() != Advice::GiveUp => Ok(None),
                Refused::ManagedIdentity(refusal)
                    if error.cause() == Cause::ManagedIdentityNotAssigned
                        && !refusal.is_of_several()
                        && !self.choice.is_of_user() =>
                {
                    not_here(&refusal.to_string())
                }
                refused => Err(Broken::new(name, error.cause(), refused.to_string()).into()),
            },
            _ => not_here(SOMETHING_ELSE),
        }
    }
}

const SOMETHING_ELSE: &str = "what answers at its address is not the metadata service of Azure";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_on_azure_devops_asks_the_metadata_service_at_its_usual_address_only() {
        for (organization, expected) in [
            ("https://dev.azure.com/acme/", "169.254.169.254"),
            ("https://localhost:4430/acme/", "127.0.0.1"),
        ] {
            let environment = Environment::fixed(&[
                ("ENDPOINT_URL_SYSTEMVSSCONNECTION", organization),
                ("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1"),
            ]);
            let identity = ManagedIdentity::of_machine(&environment, None, &Cloud::Public);
            let identity = format!("{:?}", identity.unwrap());
            assert!(identity.contains(expected), "{organization}: {identity}");
        }
    }
}
