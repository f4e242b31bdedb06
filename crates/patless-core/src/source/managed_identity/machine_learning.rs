//! The managed identities of an Azure Machine Learning compute, which speaks an old version of App Service's protocol.
//!
//! Wire: <https://learn.microsoft.com/azure/machine-learning/how-to-identity-based-service-authentication>, and the source of
//! MSAL (`_obtain_token_on_machine_learning`).

use url::Url;

use super::choice::{Parameter, Parameters};
use super::header_secret::HeaderSecret;
use super::question::{Asked, Question};
use patless_catalogue::identifiers::ClientId;

/// The identity endpoint of a compute.
#[derive(Clone, Debug)]
pub(super) struct MachineLearning {
    pub(super) url: Url,
    /// `MSI_SECRET`.
    pub(super) secret: HeaderSecret,
    /// The identity where none is named: `DEFAULT_IDENTITY_CLIENT_ID`.
    pub(super) default_client: Option<ClientId>,
}

/// This version takes nothing but a client id, and spells it in one word.
pub(super) const PARAMETERS: Parameters = Parameters {
    client: Some(CLIENT),
    object: None,
    resource: None,
};

const CLIENT: &str = "clientid";

impl MachineLearning {
    pub(super) fn question(&self, asked: &Asked<'_>) -> Question<'_> {
        let default = self.default_client.map(|client| Parameter {
            name: CLIENT,
            value: client.to_string(),
        });
        let asked = Asked {
            resource: asked.resource,
            parameter: asked.parameter.or(default.as_ref()),
        };
        let question = Question::get(&self.url, "2017-09-01", &asked);
        question.with_secret("secret", &self.secret)
    }
}
