//! Requests for assertions in the form in which a job of a GitHub workflow makes them, which Terraform and azd know by other names.
//!
//! Source: <https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token>. Each request gets a new
//! assertion, whose audience Azure DevOps decides.

use hyper::{Method, StatusCode};
use serde::Serialize;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::door::{Door, Opened};
use crate::hand_out::HandOut;
use crate::key::Key;
use crate::refusal::Refusal;

/// The door.
#[derive(Debug)]
pub(crate) struct Oidc {
    key: Key,
}

#[derive(Serialize)]
struct Reply<'a> {
    value: &'a str,
}

impl Oidc {
    pub(super) fn new(key: Key) -> Self {
        Self { key }
    }

    pub(super) fn opened(url: &str, key: &Key) -> Opened {
        // Clients append `&audience=…`, as GitHub's own URL has a query already.
        let url = format!("{url}/assertion?api-version=2.0");
        Opened::new(Door::Oidc)
            .plain("AZURE_OIDC_REQUEST_URL", url.clone())
            .plain("ARM_OIDC_REQUEST_URL", url)
            .key("AZURE_OIDC_REQUEST_TOKEN", key)
            .key("ARM_OIDC_REQUEST_TOKEN", key)
    }

    pub(super) async fn answer(
        &self,
        asked: &Asked,
        hand_out: &HandOut,
    ) -> Result<Answer, Refusal> {
        asked.expect(&Method::GET)?;
        if !self.key.is(asked.bearer()?) {
            return Err(Refusal::new(
                StatusCode::UNAUTHORIZED,
                "the token is not that of this job: map the secret variable ARM_OIDC_REQUEST_TOKEN or AZURE_OIDC_REQUEST_TOKEN in the step's env",
            ));
        }
        let wanted = asked.field("audience")?;
        let assertion = hand_out.assertion().await?;
        let own = assertion.claims().audience.as_deref();
        if let (Some(wanted), Some(own)) = (wanted, own)
            && wanted != own
        {
            return Err(Refusal::bad(format!(
                "Azure DevOps issues assertions for the audience {own} only"
            )));
        }
        Ok(Answer::json(&Reply {
            // The assertion goes to whoever asked, who has shown the key of this job.
            value: assertion.expose(),
        }))
    }
}
