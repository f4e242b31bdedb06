//! The kinds of hosts of managed identities, and which of them the environment shows.

use std::time::Duration;

use zeroize::Zeroizing;

use super::app_service::{self, AppService};
use super::arc::{self, ArcAgent};
use super::choice::Parameters;
use super::cloud_shell::{self, CloudShell};
use super::header_secret::HeaderSecret;
use super::host_url::{broken, host_url};
use super::imds::{self, Imds};
use super::machine_learning::{self, MachineLearning};
use super::question::Asked;
use crate::context::Context;
use crate::environment::Variable;
use crate::environment::variables::{
    DEFAULT_IDENTITY_CLIENT_ID, IDENTITY_ENDPOINT, IDENTITY_HEADER, IDENTITY_SERVER_THUMBPRINT,
    IMDS_ENDPOINT, MSI_ENDPOINT, MSI_SECRET,
};
use crate::error::TokenError;
use crate::http::Response;
use crate::retry::is_updating;
use crate::source::error::{Broken, SourceError};
use crate::source::name::SourceName;
use crate::source::search::Search;
use patless_catalogue::Cause;
use patless_catalogue::identifiers::ClientId;

/// A host of managed identities.
#[derive(Clone, Debug)]
pub(super) enum Host {
    AppService(AppService),
    Arc(ArcAgent),
    CloudShell(CloudShell),
    Imds(Imds),
    MachineLearning(MachineLearning),
}

impl Host {
    /// The host that the variables show, in the order of the Azure SDKs. `None`: none of those that set variables.
    ///
    /// Source: the managed identity client of MSAL,
    /// <https://github.com/AzureAD/microsoft-authentication-library-for-python/blob/dev/msal/managed_identity.py>.
    pub(super) fn of_environment(search: &Search<'_>) -> Result<Option<Self>, SourceError> {
        let variable = |it: &Variable| search.environment.variable(it);
        let endpoint = variable(&IDENTITY_ENDPOINT);
        if let (Some(url), Some(header)) = (endpoint, variable(&IDENTITY_HEADER)) {
            if variable(&IDENTITY_SERVER_THUMBPRINT).is_some() {
                return Err(service_fabric().into());
            }
            let url = host_url(IDENTITY_ENDPOINT.name(), url).map_err(|error| broken(&error))?;
            let header = secret(&IDENTITY_HEADER, header)?;
            return Ok(Some(Self::AppService(AppService { url, header })));
        }
        if let Some(url) = variable(&MSI_ENDPOINT) {
            let url = host_url(MSI_ENDPOINT.name(), url).map_err(|error| broken(&error))?;
            let Some(text) = variable(&MSI_SECRET) else {
                return Ok(Some(Self::CloudShell(CloudShell { url })));
            };
            let secret = secret(&MSI_SECRET, text)?;
            let default_client = variable(&DEFAULT_IDENTITY_CLIENT_ID).map(ClientId::parse);
            let default_client = default_client.transpose().map_err(|error| {
                unusable(format!("{}: {error}", DEFAULT_IDENTITY_CLIENT_ID.name()))
            })?;
            return Ok(Some(Self::MachineLearning(MachineLearning {
                url,
                secret,
                default_client,
            })));
        }
        if let (Some(url), Some(_)) = (endpoint, variable(&IMDS_ENDPOINT)) {
            let url = host_url(IDENTITY_ENDPOINT.name(), url).map_err(|error| broken(&error))?;
            let keys = search.request.arc_key_folder.clone();
            return Ok(Some(Self::Arc(ArcAgent::new(url, keys))));
        }
        Ok(None)
    }

    /// What it is, for messages.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::AppService(_) => "App Service",
            Self::Arc(_) => "the agent of Azure Arc",
            Self::CloudShell(_) => "Cloud Shell",
            Self::Imds(_) => "the metadata service",
            Self::MachineLearning(_) => "Azure Machine Learning",
        }
    }

    /// Whether a status may mean that it is being updated.
    pub(super) const fn is_updating(&self, status: u16) -> bool {
        matches!(self, Self::Imds(_)) && is_updating(status)
    }

    pub(super) const fn parameters(&self) -> &'static Parameters {
        match self {
            Self::AppService(_) => &app_service::PARAMETERS,
            Self::Arc(_) => &arc::PARAMETERS,
            Self::CloudShell(_) => &cloud_shell::PARAMETERS,
            Self::Imds(_) => &imds::PARAMETERS,
            Self::MachineLearning(_) => &machine_learning::PARAMETERS,
        }
    }

    /// Sends the request for a token, and returns the answer.
    pub(super) async fn ask(
        &self,
        context: &Context,
        asked: &Asked<'_>,
        limit: Duration,
    ) -> Result<Response, TokenError> {
        match self {
            Self::AppService(it) => it.question(asked).send(context, limit).await,
            Self::Arc(it) => it.ask(context, asked, limit).await,
            Self::CloudShell(it) => it.question(asked).send(context, limit).await,
            Self::Imds(it) => it.ask(context, asked, limit).await,
            Self::MachineLearning(it) => it.question(asked).send(context, limit).await,
        }
    }
}

fn secret(variable: &Variable, text: &str) -> Result<HeaderSecret, Broken> {
    let secret = HeaderSecret::new(Zeroizing::new(text.to_owned()));
    secret.ok_or_else(|| {
        let name = variable.name();
        unusable(format!(
            "{name} contains characters that no header can carry"
        ))
    })
}

fn unusable(reason: String) -> Broken {
    Broken::new(SourceName::ManagedIdentity, Cause::WrongEnvironment, reason)
}

fn service_fabric() -> Broken {
    let reason = format!(
        "the managed identity of Service Fabric is not supported ({} is set)",
        IDENTITY_SERVER_THUMBPRINT.name()
    );
    let cause = Cause::ManagedIdentityUnsupported;
    Broken::new(SourceName::ManagedIdentity, cause, reason)
}
