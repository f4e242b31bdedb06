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
            && !is_same(wanted, own)
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

/// Whether two audiences are of one resource. Clients ask by its name, and assertions that Entra issues show its id.
fn is_same(wanted: &str, own: &str) -> bool {
    let is_federation = |it: &str| FEDERATION.contains(&it);
    wanted == own || (is_federation(wanted) && is_federation(own))
}

/// The exchange of assertions at Entra: its name, and its id.
const FEDERATION: [&str; 2] = [
    "api://AzureADTokenExchange",
    "fb60f99c-7a34-4190-8149-302f77469936",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exchange_of_entra_has_two_names_and_others_have_one() {
        let [name, id] = FEDERATION;
        for (wanted, own) in [(name, name), (name, id), (id, name), ("x", "x")] {
            assert!(is_same(wanted, own), "{wanted} {own}");
        }
        for (wanted, own) in [("x", name), ("x", id), (name, "x")] {
            assert!(!is_same(wanted, own), "{wanted} {own}");
        }
    }
}
