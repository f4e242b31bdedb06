//! Where sources are looked for, and what several of them look for.

use super::application::Application;
use super::error::{Broken, NotHere, SourceError};
use super::name::SourceName;
use super::request::SourceRequest;
use crate::authority::{Authority, PUBLIC_CLOUD};
use crate::cloud::Cloud;
use crate::context::Context;
use crate::credential::request::TokenRequest;
use crate::environment::variables::{
    AZURE_CLIENT_ID, AZURE_TENANT_ID, PATLESS_CLIENT, PATLESS_TENANT,
};
use crate::environment::{Environment, EnvironmentError, Variable};
use crate::origin::loopback::Loopback;
use patless_catalogue::Cause;
use patless_catalogue::identifiers::{ClientId, InvalidIdentifier, TenantId};

/// Where sources are looked for.
pub(crate) struct Search<'a> {
    pub(crate) context: &'a Context,
    pub(crate) environment: &'a Environment,
    /// Whose identity.
    pub(crate) request: &'a SourceRequest,
    /// The token that it is for: where only a request shows whether a source is here, it is this one.
    pub(crate) token: &'a TokenRequest,
}

impl<'a> Search<'a> {
    /// Returns whether the first source that is here is looked for, and none is named.
    pub(crate) fn is_automatic(&self) -> bool {
        self.request.source.is_none()
    }

    /// The value of a variable without which the source is not here.
    pub(crate) fn required(
        &self,
        name: SourceName,
        variable: &Variable,
    ) -> Result<&'a str, SourceError> {
        self.environment.variable(variable).ok_or_else(|| {
            let reason = format!("{} is not set", variable.name());
            NotHere::new(name, reason).into()
        })
    }

    /// The application that a source found here proves the identity of: tenant and client id as asked for, else from
    /// `PATLESS_TENANT` and `PATLESS_CLIENT`, else from `AZURE_TENANT_ID` and `AZURE_CLIENT_ID`.
    ///
    /// # Errors
    /// Each is needed, and so is a host of Entra: the source is broken.
    pub(crate) fn application(&self, name: SourceName) -> Result<Application, SourceError> {
        let tenant = self.tenant(name)?;
        let tenant = tenant.ok_or_else(|| incomplete(name, &AZURE_TENANT_ID))?;
        let client = self.client(name)?;
        let client = client.ok_or_else(|| incomplete(name, &AZURE_CLIENT_ID))?;
        let authority = self.authority().map_err(|error| {
            let cause = error.cause();
            Broken::new(name, cause, error.to_string())
        })?;
        let cloud = authority.cloud().cloned().unwrap_or(Cloud::Public);
        Ok(Application::new(tenant, client, authority, cloud))
    }

    /// The tenant. `None` if nothing names it.
    pub(crate) fn tenant(&self, name: SourceName) -> Result<Option<TenantId>, SourceError> {
        let told = self.request.tenant.clone();
        let variables = [&PATLESS_TENANT, &AZURE_TENANT_ID];
        self.identifier(name, told, variables, TenantId::parse)
    }

    /// The client id. `None` if nothing names it.
    pub(crate) fn client(&self, name: SourceName) -> Result<Option<ClientId>, SourceError> {
        let variables = [&PATLESS_CLIENT, &AZURE_CLIENT_ID];
        self.identifier(name, self.request.client, variables, ClientId::parse)
    }

    fn identifier<T>(
        &self,
        name: SourceName,
        told: Option<T>,
        variables: [&Variable; 2],
        parse: impl Fn(&str) -> Result<T, InvalidIdentifier>,
    ) -> Result<Option<T>, SourceError> {
        if told.is_some() {
            return Ok(told);
        }
        let set = |it: &Variable| Some((it.name(), self.environment.variable(it)?.trim()));
        let Some((variable, text)) = variables.into_iter().find_map(set) else {
            return Ok(None);
        };
        parse(text).map(Some).map_err(|error| {
            let reason = format!("{variable}: {error}");
            Broken::new(name, Cause::WrongEnvironment, reason).into()
        })
    }

    /// Where Entra is asked: as the user says, else `AZURE_AUTHORITY_HOST`, which must be one of Entra's clouds, else the
    /// public cloud.
    pub(crate) fn authority(&self) -> Result<Authority, EnvironmentError> {
        match self.request.authority(self.environment)? {
            Some(authority) => Ok(authority),
            None => Authority::of_connection("the authority host", PUBLIC_CLOUD, Loopback::Refused),
        }
    }
}

fn incomplete(name: SourceName, variable: &Variable) -> SourceError {
    let reason = format!("{} is not set", variable.name());
    Broken::new(name, Cause::IncompleteSource, reason).into()
}
