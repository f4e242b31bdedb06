//! The managed identity of a server outside Azure, from the agent of Azure Arc on it.
//!
//! Wire: <https://learn.microsoft.com/azure/azure-arc/servers/managed-identity-authentication>.

use std::path::PathBuf;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::WWW_AUTHENTICATE;
use url::Url;

use super::arc_key;
use super::choice::Parameters;
use super::question::{Asked, Question};
use crate::context::Context;
use crate::error::{Misconfigured, TokenError};
use crate::http::Response;
use crate::retry::deadline::SHORTEST_ATTEMPT;

/// The agent of Azure Arc.
#[derive(Clone, Debug)]
pub(super) struct ArcAgent {
    url: Url,
    /// The folder of its keys.
    keys: PathBuf,
}

/// An older agent ignores them: its answer must say whose token it is.
pub(super) const PARAMETERS: Parameters = Parameters {
    client: Some("client_id"),
    object: Some("object_id"),
    resource: Some("msi_res_id"),
};

impl ArcAgent {
    /// `keys`: the folder of the agent's keys. `None`: where the agent has it.
    pub(super) fn new(url: Url, keys: Option<PathBuf>) -> Self {
        let keys = keys.unwrap_or_else(|| PathBuf::from(arc_key::FOLDER));
        Self { url, keys }
    }

    /// Sends the request for a token. The agent answers with a challenge: the request is repeated with the key from the file
    /// that it names, which only the agent's own users can read.
    pub(super) async fn ask(
        &self,
        context: &Context,
        asked: &Asked<'_>,
        limit: Duration,
    ) -> Result<Response, TokenError> {
        let begun = context.clock().elapsed();
        let question = || Question::get(&self.url, "2020-06-01", asked).with_metadata();
        let answer = question().send(context, limit).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        let left = || {
            let passed = context.clock().elapsed().saturating_sub(begun);
            limit.saturating_sub(passed).max(SHORTEST_ATTEMPT)
        };
        let challenge = answer.header(WWW_AUTHENTICATE.as_str());
        let key = arc_key::read(challenge, &self.keys, left()).await;
        let key = key.map_err(|broken| TokenError::Misconfigured(Misconfigured::Source(broken)))?;
        let question = question().with_secret("authorization", &key);
        question.send(context, left()).await
    }
}
