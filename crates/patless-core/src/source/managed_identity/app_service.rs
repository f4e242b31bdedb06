//! The managed identities of App Service and Azure Functions.
//!
//! Wire: <https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference>.

use url::Url;

use super::choice::Parameters;
use super::header_secret::HeaderSecret;
use super::question::{Asked, Question};

/// The identity endpoint of an app.
#[derive(Clone, Debug)]
pub(super) struct AppService {
    pub(super) url: Url,
    /// `IDENTITY_HEADER`.
    pub(super) header: HeaderSecret,
}

pub(super) const PARAMETERS: Parameters = Parameters {
    client: Some("client_id"),
    object: Some("object_id"),
    resource: Some("mi_res_id"),
};

impl AppService {
    pub(super) fn question(&self, asked: &Asked<'_>) -> Question<'_> {
        let question = Question::get(&self.url, "2019-08-01", asked);
        question.with_secret("x-identity-header", &self.header)
    }
}
