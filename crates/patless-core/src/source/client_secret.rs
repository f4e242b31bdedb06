//! The secret of an application, with which it proves its identity to Entra.

use zeroize::Zeroizing;

use super::application::Application;
use super::error::SourceError;
use super::name::SourceName;
use super::search::Search;
use crate::environment::variables::AZURE_CLIENT_SECRET;
use crate::secret::Secret;

/// A client secret.
#[derive(Debug)]
pub(crate) struct ClientSecret(Secret);

impl ClientSecret {
    pub(crate) fn new(text: &str) -> Self {
        Self(Secret::new(Zeroizing::new(text.to_owned())))
    }

    /// Reads `AZURE_CLIENT_SECRET`, and the application that it belongs to.
    ///
    /// Source of the variables: <https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential>.
    ///
    /// # Errors
    /// It is not here if the variable is not set, and broken if the application is not known.
    pub(crate) fn find(search: &Search<'_>) -> Result<(Application, Self), SourceError> {
        let secret = search.required(SourceName::ClientSecret, &AZURE_CLIENT_SECRET)?;
        let application = search.application(SourceName::ClientSecret)?;
        Ok((application, Self::new(secret)))
    }

    /// Exposes the secret for the form of the exchange, and for nothing else.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }
}
