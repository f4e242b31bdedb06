//! A workload identity whose assertion is in a file, which Kubernetes keeps current.

use std::path::PathBuf;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::application::Application;
use super::error::{Broken, SourceError};
use super::name::SourceName;
use super::search::Search;
use crate::assertion::{Assertion, Delivery};
use crate::context::Context;
use crate::environment::variables::AZURE_FEDERATED_TOKEN_FILE;
use crate::error::{Misconfigured, TokenError};
use crate::named_file::{self, FileError, in_background};
use crate::retry::deadline::Deadline;
use patless_catalogue::Cause;

/// The file that holds the assertion.
///
/// Source: <https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html>.
#[derive(Clone, Debug)]
pub(crate) struct TokenFile {
    path: Arc<PathBuf>,
}

const NAME: SourceName = SourceName::WorkloadIdentity;

/// The most that the file may hold, in bytes. A token has one or two thousand.
const FILE_LIMIT_BYTES: usize = 64 * 1024;

impl TokenFile {
    /// Reads `AZURE_FEDERATED_TOKEN_FILE`, and which application is meant.
    ///
    /// # Errors
    /// It is not here if the variable is not set, and broken if the application is not known.
    pub(crate) fn find(search: &Search<'_>) -> Result<(Application, Self), SourceError> {
        let path = search.required(NAME, &AZURE_FEDERATED_TOKEN_FILE)?;
        let path = Arc::new(PathBuf::from(path));
        Ok((search.application(NAME)?, Self { path }))
    }

    /// Reads the file, as it is now.
    pub(crate) async fn assertion(
        &self,
        context: &Context,
        deadline: &Deadline,
    ) -> Result<Assertion, TokenError> {
        let path = Arc::clone(&self.path);
        let read = move || named_file::read(&path, FILE_LIMIT_BYTES);
        let bytes = in_background(deadline.reading_limit(), read).await;
        let bytes = bytes.flatten().map_err(|error| self.unreadable(&error))?;
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let delivery = Delivery {
            server_time: Some(context.clock().now()),
            ..Delivery::default()
        };
        let jwt = Zeroizing::new(text.trim().to_owned());
        Assertion::parse(jwt, delivery).ok_or_else(|| {
            let reason = format!("the file {} holds no token", self.path.display());
            broken(Cause::UnusableTokenFile, reason)
        })
    }

    fn unreadable(&self, error: &FileError) -> TokenError {
        let path = self.path.display();
        broken(
            Cause::UnusableTokenFile,
            format!("the file {path} with the token cannot be read: {error}"),
        )
    }
}

fn broken(cause: Cause, reason: String) -> TokenError {
    TokenError::Misconfigured(Misconfigured::Source(Broken::new(NAME, cause, reason)))
}
