//! The external authentication of Azure Developer CLI and its extensions.
//!
//! Source: <https://github.com/Azure/azure-dev/blob/main/cli/azd/docs/external-authentication.md>.

use std::time::{Duration, SystemTime};

use hyper::{Method, StatusCode};
use patless_core::TenantId;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::asked::Asked;
use crate::door::{Door, Opened};
use crate::hand_out::HandOut;
use crate::key::Key;
use crate::refusal::Refusal;

/// The door.
#[derive(Debug)]
pub(crate) struct Azd {
    key: Key,
}

#[derive(Deserialize)]
struct Request {
    scopes: Vec<String>,
    #[serde(rename = "tenantId", alias = "TenantId", alias = "tenantid")]
    tenant_id: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Success<'a> {
    status: &'static str,
    token: &'a str,
    expires_on: String,
}

#[derive(Serialize)]
struct Failure<'a> {
    status: &'static str,
    code: &'static str,
    message: &'a str,
}

impl Azd {
    pub(super) fn new(key: Key) -> Self {
        Self { key }
    }

    pub(super) fn opened(url: &str, key: &Key) -> Opened {
        Opened::new(Door::Azd)
            .plain("AZD_AUTH_ENDPOINT", url)
            .key("AZD_AUTH_KEY", key)
    }

    /// Answers. A failure has the form and the status that azd shows to its user: of any other status, it shows the number alone.
    pub(super) async fn answer(&self, asked: Asked, hand_out: &HandOut) -> Result<Answer, Refusal> {
        asked.expect(&Method::POST)?;
        if !self.key.is(asked.bearer()?) {
            return Err(Refusal::new(
                StatusCode::UNAUTHORIZED,
                "the key is not that of this job: map the secret variable AZD_AUTH_KEY in the step's env",
            ));
        }
        Ok(match give(asked, hand_out).await {
            Ok(answer) => answer,
            Err(refusal) => {
                hand_out.count_refusal();
                let failure = Failure {
                    status: "error",
                    code: "GetTokenError",
                    message: &refusal.message,
                };
                Answer::json(&failure)
            }
        })
    }
}

async fn give(asked: Asked, hand_out: &HandOut) -> Result<Answer, Refusal> {
    let body = asked.into_body(&**hand_out.clock()).await?;
    let request: Request = serde_json::from_slice(&body)
        .map_err(|_| Refusal::bad("the body is not JSON with the field scopes"))?;
    let [scope] = request.scopes.as_slice() else {
        return Err(Refusal::bad("a token is for one scope"));
    };
    let tenant = request.tenant_id.as_deref().unwrap_or_default();
    refuse_another_tenant(tenant, hand_out.tenant())?;
    let token = hand_out.token(scope, Duration::ZERO).await?;
    let expires_on = token.expires_on_unix_seconds().unwrap_or_default();
    let expires_on = SystemTime::UNIX_EPOCH + Duration::from_secs(expires_on);
    Ok(Answer::json(&Success {
        status: "success",
        // The token goes to whoever asked, who has shown the key of this job.
        token: token.expose(),
        expires_on: humantime::format_rfc3339_seconds(expires_on).to_string(),
    }))
}

/// Refuses a request for a tenant that is not the identity's: a token of ours would be taken for one of that.
fn refuse_another_tenant(text: &str, own: Option<&TenantId>) -> Result<(), Refusal> {
    // A tenant has names as well: of two, nobody knows whether they are of one.
    match own.and_then(TenantId::guid).zip(guid(text)) {
        Some((own, wanted)) if digits(&own.to_string()) != wanted => Err(Refusal::bad(format!(
            "this keeper has an identity of the tenant {own}, and not of {}",
            text.trim()
        ))),
        _ => Ok(()),
    }
}

/// The digits of a GUID in any of its forms. `None` if it is something else.
fn guid(text: &str) -> Option<String> {
    let digits = digits(text);
    let is_guid = digits.len() == 32 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    is_guid.then_some(digits)
}

fn digits(text: &str) -> String {
    let plain = text.trim().replace(['{', '}', '(', ')', '-'], "");
    plain.to_ascii_lowercase()
}
