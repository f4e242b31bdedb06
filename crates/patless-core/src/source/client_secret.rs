//! Finds an application that proves its identity with a client secret.

use super::application::Application;
use super::error::SourceError;
use super::name::SourceName;
use super::search::Search;
use crate::environment::variables::AZURE_CLIENT_SECRET;
use crate::secret::ClientSecret;

/// Reads `AZURE_CLIENT_SECRET`, and the application that it belongs to.
///
/// Source of the variables: <https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential>.
///
/// # Errors
/// It is not here if the variable is not set, and broken if the application is not known.
pub(crate) fn find(search: &Search<'_>) -> Result<(Application, ClientSecret), SourceError> {
    let secret = search.required(SourceName::ClientSecret, &AZURE_CLIENT_SECRET)?;
    let application = search.application(SourceName::ClientSecret)?;
    Ok((application, ClientSecret::new(secret)))
}
