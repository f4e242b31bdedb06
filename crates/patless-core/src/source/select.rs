//! Selects the source: the named one, or the first that is here.

use super::Source;
use super::application::Application;
use super::azure_cli::AzureCli;
use super::azure_developer_cli::AzureDeveloperCli;
use super::client::{Client, ClientCredential};
use super::client_certificate::ClientCertificate;
use super::client_secret;
use super::connection::named;
use super::device_code::DeviceCode;
use super::error::{Broken, NotHere, SourceError};
use super::github_actions::GitHubActions;
use super::issuer::Issuer;
use super::keeper;
use super::managed_identity::{self, FoundIdentity};
use super::name::SourceName;
use super::provider::Provider;
use super::request::SourceRequest;
use super::search::Search;
use super::token_file::TokenFile;
use crate::context::Context;
use crate::credential::request::TokenRequest;
use crate::environment::Environment;
use crate::environment::variables::{AZURE_CLIENT_CERTIFICATE_PATH, AZURE_CLIENT_SECRET};
use crate::exchange::AccessToken;
use patless_catalogue::Cause;

/// The source that was selected.
#[derive(Debug)]
#[non_exhaustive]
pub struct Selected {
    /// The source.
    pub source: Source,
    /// Those that were looked for before it, and what shows that they are not here.
    pub passed_over: Vec<NotHere>,
    /// The token that it gave when it was looked for. `None` if that could be seen without a token.
    pub(crate) first: Option<AccessToken>,
}

/// A source that was found.
pub(crate) struct Found {
    pub(crate) source: Source,
    /// The token that it gave when it was looked for.
    pub(crate) first: Option<AccessToken>,
}

impl Found {
    /// A provider, and the token that it gave when it was looked for.
    fn with(provider: Provider, first: AccessToken) -> Self {
        let source = Source::provider(provider);
        let first = Some(first);
        Self { source, first }
    }
}

impl From<Source> for Found {
    fn from(source: Source) -> Self {
        let first = None;
        Self { source, first }
    }
}

impl Selected {
    /// Selects the source that `request` names, else the first of [`SourceName::ALL`] that is here.
    ///
    /// Some sources show only by their answer to a request whether they are here: they are asked for `token`, which the
    /// credential of this selection then returns.
    ///
    /// # Errors
    /// The named source is not here, none is, or one is here and broken: then the later ones are not looked for, because
    /// the user meant this one.
    pub async fn select(
        context: &Context,
        environment: &Environment,
        request: &SourceRequest,
        token: &TokenRequest,
    ) -> Result<Self, SourceError> {
        let search = Search {
            context,
            environment,
            request,
            token,
        };
        let mut passed_over = Vec::new();
        let names = request.source.as_ref();
        let names = names.map_or(SourceName::ALL, std::slice::from_ref);
        for &name in names {
            match search.look_for(name).await {
                Ok(Found { source, first }) => {
                    return Ok(Self {
                        source,
                        passed_over,
                        first,
                    });
                }
                Err(SourceError::NotHere(not_here)) if request.source.is_none() => {
                    passed_over.push(not_here);
                }
                Err(error) => return Err(error),
            }
        }
        Err(SourceError::Nowhere(passed_over))
    }
}

fn federated(application: Application, issuer: Issuer) -> Found {
    let credential = ClientCredential::Assertions(issuer);
    Source::client(Client::new(application, credential)).into()
}

impl Search<'_> {
    async fn look_for(&self, name: SourceName) -> Result<Found, SourceError> {
        match name {
            SourceName::Variable => self.token_variable().map(Found::from),
            SourceName::Keeper => {
                let keeper = keeper::find(self)?;
                Ok(Source::provider(Provider::Keeper(keeper)).into())
            }
            SourceName::ServiceConnection => {
                let (connection, job) = named::find(self)?;
                Ok(Source::of_connection(&connection, job).into())
            }
            SourceName::ClientCertificate => {
                self.refuse_both()?;
                let (application, certificate) = ClientCertificate::find(self).await?;
                let credential = ClientCredential::Certificate(certificate.into());
                Ok(Source::client(Client::new(application, credential)).into())
            }
            SourceName::ClientSecret => {
                let (application, secret) = client_secret::find(self)?;
                let credential = ClientCredential::Secret(secret.into());
                Ok(Source::client(Client::new(application, credential)).into())
            }
            SourceName::GitHubActions => {
                let (application, github) = GitHubActions::find(self)?;
                Ok(federated(application, Issuer::GitHub(github)))
            }
            SourceName::WorkloadIdentity => {
                let (application, file) = TokenFile::find(self)?;
                Ok(federated(application, Issuer::TokenFile(file)))
            }
            SourceName::AzureCli => {
                let (cli, first) = AzureCli::find(self).await?;
                Ok(Found::with(Provider::AzureCli(cli), first))
            }
            SourceName::AzureDeveloperCli => {
                let (cli, first) = AzureDeveloperCli::find(self).await?;
                Ok(Found::with(Provider::AzureDeveloperCli(cli), first))
            }
            SourceName::DeviceCode => {
                let provider = DeviceCode::find(self).map(Provider::DeviceCode)?;
                Ok(Source::provider(provider).into())
            }
            SourceName::ManagedIdentity => {
                let FoundIdentity { identity, first } = managed_identity::find(self).await?;
                let source = Source::provider(Provider::ManagedIdentity(identity));
                Ok(Found { source, first })
            }
        }
    }

    /// Refuses a secret beside a certificate where the user does not say which: any choice would be a surprise, and the
    /// Azure SDKs differ in theirs.
    fn refuse_both(&self) -> Result<(), SourceError> {
        let (certificate, secret) = (&AZURE_CLIENT_CERTIFICATE_PATH, &AZURE_CLIENT_SECRET);
        let is_set = |variable| self.environment.variable(variable).is_some();
        if self.request.source.is_some() || !is_set(certificate) || !is_set(secret) {
            return Ok(());
        }
        let (certificate, secret) = (certificate.name(), secret.name());
        let reason = format!("{certificate} and {secret} are set, which are two sources at once");
        Err(Broken::new(SourceName::ClientCertificate, Cause::SeveralSources, reason).into())
    }

    fn token_variable(&self) -> Result<Source, SourceError> {
        match &self.request.token_variable {
            None => {
                let reason = "no variable for it is named";
                Err(NotHere::new(SourceName::Variable, reason).into())
            }
            Some(Ok(variable)) => Ok(Source::provider(Provider::Variable(variable.clone()))),
            Some(Err(error)) => Err(error.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clock::TestClock;
    use crate::cloud::Cloud;
    use crate::retry::deadline::{Deadline, Limits};
    use crate::scope::ScopeName;

    /// Selects among the sources that these variables and those of an application are for.
    async fn selected(
        source: Option<SourceName>,
        variables: &[(&str, &str)],
    ) -> Result<Selected, SourceError> {
        let ids = [
            ("AZURE_TENANT_ID", "72f988bf-86f1-41af-91ab-2d7cd011db47"),
            ("AZURE_CLIENT_ID", "9c1b2a3d-0000-4000-8000-000000000002"),
        ];
        let environment = Environment::fixed(&[&ids, variables].concat());
        let clock = Arc::new(TestClock::at_unix_seconds(2_000_000_000));
        let deadline = Deadline::start(clock.clone(), Limits::default());
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let token = TokenRequest::new(scope.resolve(&Cloud::Public).unwrap(), deadline.clone());
        let context = Context::open(&environment, clock, &deadline).await.unwrap();
        let request = SourceRequest {
            source,
            ..SourceRequest::default()
        };
        Selected::select(&context, &environment, &request, &token).await
    }

    #[tokio::test]
    async fn a_certificate_and_a_secret_are_two_sources_unless_one_is_named() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/client-certificates/no-password.p12"
        );
        let certificate = ("AZURE_CLIENT_CERTIFICATE_PATH", path);
        let secret = ("AZURE_CLIENT_SECRET", "sekret-client");
        let error = selected(None, &[certificate, secret]).await.unwrap_err();
        assert_eq!(error.cause(), Cause::SeveralSources);
        for name in [SourceName::ClientCertificate, SourceName::ClientSecret] {
            let selected = selected(Some(name), &[certificate, secret]).await.unwrap();
            assert_eq!(selected.source.name(), name);
        }
        let selected = selected(None, &[certificate]).await.unwrap();
        assert_eq!(selected.source.name(), SourceName::ClientCertificate);
    }
}
