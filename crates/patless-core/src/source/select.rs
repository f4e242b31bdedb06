//! Selects the source: the named one, or the first that is here.

use super::Source;
use super::client::{Client, ClientCredential};
use super::client_secret::ClientSecret;
use super::connection::named;
use super::error::{NotHere, SourceError};
use super::managed_identity::{self, FoundIdentity};
use super::name::SourceName;
use super::provider::Provider;
use super::request::SourceRequest;
use super::search::Search;
use crate::context::Context;
use crate::credential::request::TokenRequest;
use crate::environment::Environment;
use crate::exchange::AccessToken;

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

impl Search<'_> {
    async fn look_for(&self, name: SourceName) -> Result<Found, SourceError> {
        match name {
            SourceName::Variable => self.token_variable().map(Found::from),
            SourceName::ServiceConnection => {
                let (connection, job) = named::find(self)?;
                Ok(Source::of_connection(&connection, job).into())
            }
            SourceName::ClientSecret => {
                let (application, secret) = ClientSecret::find(self)?;
                let credential = ClientCredential::Secret(secret.into());
                Ok(Source::Client(Client::new(application, credential)).into())
            }
            SourceName::ManagedIdentity => {
                let FoundIdentity { identity, first } = managed_identity::find(self).await?;
                let source = Source::Provider(Provider::ManagedIdentity(identity));
                Ok(Found { source, first })
            }
            // One arm for each source that follows.
            _ => Err(NotHere::new(name, "not supported yet").into()),
        }
    }

    fn token_variable(&self) -> Result<Source, SourceError> {
        match &self.request.token_variable {
            None => {
                let reason = "no variable for it is named";
                Err(NotHere::new(SourceName::Variable, reason).into())
            }
            Some(Ok(variable)) => Ok(Source::Provider(Provider::Variable(variable.clone()))),
            Some(Err(error)) => Err(error.clone()),
        }
    }
}
