//! The managed identity of App Service, in its version 2019-08-01, with the fields of the metadata service beside its own.
//!
//! Source: <https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference>. What the clients
//! read beyond it was measured on them: all values are texts, `expires_in` is there and stands before `expires_on`, and the
//! resource is repeated as it was asked for.

use std::time::Duration;

use hyper::header::HeaderName;
use hyper::{Method, StatusCode};
use patless_core::{ClientId, TenantId};
use serde::Serialize;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::door::{Door, Opened};
use crate::hand_out::HandOut;
use crate::key::Key;
use crate::refusal::Refusal;

/// The door. Whoever asks knows its path, and the key as well if there is one.
#[derive(Debug)]
pub(crate) struct ManagedIdentity {
    key: Option<Key>,
}

/// The answer. Its fields are in the order of the alphabet: MSAL.NET takes the last of `expires_in` and `expires_on`.
#[derive(Serialize)]
pub(super) struct Reply<'a> {
    access_token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    expires_in: String,
    expires_on: String,
    ext_expires_in: String,
    not_before: String,
    resource: &'a str,
    /// For our own verbs, which compare it with the one that a flag expects.
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant_id: Option<String>,
    token_type: &'static str,
}

/// The header with the key.
const KEY: HeaderName = HeaderName::from_static("x-identity-header");
/// The fields that name an identity in another way than by its client id, as [`Asked::spelled_like`] compares them.
const OTHER_NAMES: [&str; 5] = ["objectid", "principalid", "miresid", "msiresid", "authid"];
/// The field with the client id.
const CLIENT: &str = "clientid";

impl ManagedIdentity {
    /// Azure SDKs and Azure CLI send the key.
    pub(super) fn with_header(key: Key) -> Self {
        Self { key: Some(key) }
    }

    /// Terraform sends none: its path is the key.
    pub(super) fn without_header() -> Self {
        Self { key: None }
    }

    /// `server`: the URL of the server. `path` and `own_path`: where the header is needed, and where not.
    pub(super) fn opened(server: &str, path: &Key, key: &Key, own_path: &Key) -> Opened {
        // Without the key, the path is of no use.
        let url = format!("{server}{}/token", path.expose());
        Opened::new(Door::ManagedIdentity)
            .plain("IDENTITY_ENDPOINT", url)
            .key("IDENTITY_HEADER", key)
            // Whoever knows this URL gets tokens.
            .key_in("ARM_MSI_ENDPOINT", server, own_path, "/token")
    }

    pub(super) async fn answer(
        &self,
        asked: &Asked,
        hand_out: &HandOut,
    ) -> Result<Answer, Refusal> {
        asked.expect(&Method::GET)?;
        if let Some(key) = &self.key
            && !key.is(asked.header(&KEY)?.unwrap_or_default())
        {
            return Err(Refusal::new(
                StatusCode::UNAUTHORIZED,
                "the header X-IDENTITY-HEADER is not that of this job: map the secret variable IDENTITY_HEADER in the step's env",
            ));
        }
        give(asked, hand_out, Duration::ZERO, None).await
    }
}

/// Gives the token that the query asks for. `tenant`: the tenant that is named beside it.
pub(super) async fn give(
    asked: &Asked,
    hand_out: &HandOut,
    minimum: Duration,
    tenant: Option<&TenantId>,
) -> Result<Answer, Refusal> {
    refuse_another_identity(asked, hand_out.client())?;
    let resource = asked.field("resource")?;
    let resource = resource.ok_or_else(|| Refusal::bad("the query names no resource"))?;
    let token = hand_out.token(resource, minimum).await?;
    let now = hand_out.clock().now();
    let left_s = token.remaining(now).as_secs();
    let expires_on_s = token.expires_on_unix_seconds().unwrap_or_default();
    let lifetime_s = token.lifetime().unwrap_or_default().as_secs();
    let client = token.client().or(hand_out.client());
    Ok(Answer::json(&Reply {
        // The token goes to whoever asked, who has shown that this job told it how.
        access_token: token.expose(),
        client_id: client.map(|id| id.to_string()),
        expires_in: left_s.to_string(),
        expires_on: expires_on_s.to_string(),
        ext_expires_in: left_s.to_string(),
        not_before: expires_on_s.saturating_sub(lifetime_s).to_string(),
        resource,
        tenant_id: tenant.map(ToString::to_string),
        token_type: "Bearer",
    }))
}

/// Refuses a request for an identity that is not ours: who asks for another would take its token for that.
fn refuse_another_identity(asked: &Asked, own: Option<ClientId>) -> Result<(), Refusal> {
    for (name, text) in asked.spelled_like(&OTHER_NAMES) {
        if !text.is_empty() {
            return Err(Refusal::bad(format!(
                "this keeper knows its identity by client_id only, not by {name}"
            )));
        }
    }
    asked.field("client_id")?;
    for (_, text) in asked.spelled_like(&[CLIENT]) {
        refuse_another_client(text, own)?;
    }
    Ok(())
}

fn refuse_another_client(text: &str, own: Option<ClientId>) -> Result<(), Refusal> {
    if text.is_empty() {
        return Ok(());
    }
    match (ClientId::parse(text), own) {
        (Ok(wanted), Some(own)) if wanted == own => Ok(()),
        (Ok(wanted), Some(own)) => Err(Refusal::bad(format!(
            "this keeper has the identity {own}, and not {wanted}: AZURE_CLIENT_ID, or the program's own setting, names another"
        ))),
        (Ok(wanted), None) => Err(Refusal::bad(format!(
            "this keeper cannot tell whether its identity is {wanted}: leave the client id out"
        ))),
        (Err(error), _) => Err(Refusal::bad(format!("client_id: {error}"))),
    }
}
