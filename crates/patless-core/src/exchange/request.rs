//! Sends the request of an exchange, and interprets the answer.
//!
//! Wire: client credentials with an assertion or a secret,
//! <https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow>.

use std::time::Duration;

use patless_catalogue::Server;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use reqwest::{Method, StatusCode};
use serde::{Deserialize, Deserializer};
use url::Url;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::access_token::{Issue, Lifetime};
use super::grant::Grant;
use super::rejection::Presented;
use super::{AccessToken, Rejection};
use crate::error::{Misconfigured, Refused, TokenError, Unavailable, Unreadable};
use crate::http::{Expected, HttpClient, Request, Response, is_unavailable};
use crate::repetition::Sent;
use patless_catalogue::text::one_line;

/// Trades a proof for an access token, once.
pub(crate) async fn request_access_token(
    http: &HttpClient,
    grant: Grant<'_>,
    limit: Duration,
) -> Result<AccessToken, TokenError> {
    let url = grant.application.token_endpoint(&grant.proof.claims());
    let url = url.map_err(|error| TokenError::Misconfigured(Misconfigured::from(error)))?;
    let presented = Presented {
        grant,
        correlation_id: &Uuid::new_v4().to_string(),
    };
    let answer = post(http, &url, &presented, limit).await?;
    read(&answer, &presented)
}

/// Sends a form to an endpoint of Entra.
pub(super) async fn post(
    http: &HttpClient,
    url: &Url,
    presented: &Presented<'_>,
    limit: Duration,
) -> Result<Response, TokenError> {
    let grant = presented.grant;
    let request = Request {
        method: Method::POST,
        url,
        headers: headers(presented.correlation_id),
        body: grant.form(),
        // The answer is searched for it; it goes nowhere else.
        sent: &Sent::new(grant.proof.expose()),
        expected: Expected::Secret,
    };
    let answer = http.send(request, limit).await;
    answer.map_err(|error| {
        let server = Server::Token;
        Unavailable::NoAnswer { server, error }.into()
    })
}

fn headers(correlation_id: &str) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = vec![
        (
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        ),
        (ACCEPT, HeaderValue::from_static("application/json")),
        (
            USER_AGENT,
            HeaderValue::from_static(crate::http::USER_AGENT_TEXT),
        ),
        (
            HeaderName::from_static("return-client-request-id"),
            HeaderValue::from_static("true"),
        ),
    ];
    // A GUID is always a valid header.
    if let Ok(value) = HeaderValue::from_str(correlation_id) {
        headers.push((HeaderName::from_static("client-request-id"), value));
    }
    headers
}

/// The fields of a success that are kept. Others are ignored: Entra may add some.
#[derive(Deserialize)]
struct Reply {
    access_token: Option<Zeroizing<String>>,
    #[serde(default, deserialize_with = "seconds")]
    expires_in: Option<u64>,
}

/// Reads a number, or a text that holds one, as the older endpoints send it. `None` for anything else.
pub(crate) fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Ok(match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::Number(number) => number.as_u64(),
        serde_json::Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

fn read(answer: &Response, presented: &Presented<'_>) -> Result<AccessToken, TokenError> {
    if answer.status == StatusCode::OK && answer.is_json() {
        return read_success(answer, presented);
    }
    Err(refusal(answer, presented))
}

/// Reads an answer that is no success.
pub(super) fn refusal(answer: &Response, presented: &Presented<'_>) -> TokenError {
    let status = answer.status.as_u16();
    let refuses = (400..500).contains(&status) && !is_unavailable(status);
    if refuses && let Some(rejection) = Rejection::read(answer, presented) {
        return Refused::Exchange(Box::new(rejection)).into();
    }
    let id = Some(presented.correlation_id.to_owned());
    if is_unavailable(status) {
        Unavailable::read(answer, Server::Token, id).into()
    } else {
        Unreadable::form(answer, Server::Token, id).into()
    }
}

/// The lifetimes that are accepted, in seconds: up to a year.
const LIFETIMES_S: std::ops::RangeInclusive<u64> = 1..=365 * 86_400;

fn read_success(answer: &Response, presented: &Presented<'_>) -> Result<AccessToken, TokenError> {
    let missing = |missing| Unreadable::Missing {
        server: Server::Token,
        missing,
        request_id: Some(presented.correlation_id.to_owned()),
    };
    let reply: Reply = answer
        .json_object()
        .ok_or_else(|| missing("a JSON object"))?;
    let token = reply
        .access_token
        .filter(|token| !token.is_empty())
        .ok_or_else(|| missing("an access_token"))?;
    let seconds = reply
        .expires_in
        .filter(|seconds| LIFETIMES_S.contains(seconds))
        .ok_or_else(|| missing("an expires_in"))?;
    let tenant = presented.grant.application.tenant();
    let issue = Issue {
        scope: presented.grant.scope.clone(),
        lifetime: Lifetime::For(Duration::from_secs(seconds)),
        asked_at: answer.sent_at,
        client: Some(presented.grant.application.client()),
        tenant: Some(tenant.clone()).filter(|it| !it.is_of_many()),
        request_id: answer.header("x-ms-request-id").map(|id| one_line(id, 80)),
        correlation_id: Some(presented.correlation_id.to_owned()),
    };
    AccessToken::parse(token, issue)
        .ok_or_else(|| missing("an access_token that a header can carry").into())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::assertion::Assertion;
    use crate::assertion::jwt::Delivery;
    use crate::errors::ErrorKind;
    use crate::exchange::Proof;
    use crate::retry::{Advice, Retryable as _};
    use crate::{Cloud, Environment, ScopeName, ServiceConnection, ServiceConnectionId};

    const ID: &str = "1f2e3d4c-0000-4000-8000-000000000001";
    const JSON: &str = "application/json; charset=utf-8";

    fn connection() -> ServiceConnection {
        let variables = [
            (
                format!("ENDPOINT_AUTH_SCHEME_{ID}"),
                "WorkloadIdentityFederation",
            ),
            (
                format!("ENDPOINT_AUTH_PARAMETER_{ID}_TENANTID"),
                "72f988bf-86f1-41af-91ab-2d7cd011db47",
            ),
            (
                format!("ENDPOINT_AUTH_PARAMETER_{ID}_SERVICEPRINCIPALID"),
                "9c1b2a3d-0000-4000-8000-000000000002",
            ),
        ];
        let environment = Environment::new(variables.map(|(name, value)| (name, value.to_owned())));
        ServiceConnection::from_environment(
            &environment,
            ServiceConnectionId::parse(ID).unwrap(),
            None,
        )
        .unwrap()
    }

    fn read_body(
        status: u16,
        content_type: &'static str,
        body: &str,
    ) -> Result<AccessToken, TokenError> {
        let answer = Response {
            status: StatusCode::from_u16(status).unwrap(),
            headers: [(CONTENT_TYPE, HeaderValue::from_static(content_type))]
                .into_iter()
                .collect(),
            body: Zeroizing::new(body.as_bytes().to_vec()),
            sent_at: SystemTime::UNIX_EPOCH + Duration::from_secs(1_000),
        };
        let scope = ScopeName::parse("azureDevOps").unwrap();
        let scope = scope.resolve(&Cloud::Public).unwrap();
        let jwt = Zeroizing::new("e30.e30.c2ln".to_owned());
        let assertion = Assertion::parse(jwt, Delivery::default()).unwrap();
        let connection = connection();
        let presented = Presented {
            grant: Grant {
                application: connection.application().unwrap(),
                proof: &Proof::Assertion(assertion.into()),
                scope: &scope,
                connection: Some(connection.id()),
            },
            correlation_id: "id",
        };
        read(&answer, &presented)
    }

    #[test]
    fn the_lifetime_may_be_a_number_or_a_text() {
        for expires_in in ["3599", "\"3599\""] {
            let body = format!(
                r#"{{"token_type":"Bearer","expires_in":{expires_in},"new":[1],"access_token":"a.b"}}"#
            );
            let token = read_body(200, JSON, &body).unwrap();
            assert_eq!(token.lifetime(), Some(Duration::from_secs(3599)));
            assert_eq!(token.expires_on_unix_seconds(), Some(4_599));
        }
    }

    #[test]
    fn a_success_without_token_or_lifetime_is_an_error() {
        for (body, what) in [
            ("{}", "access_token"),
            (r#"{"access_token":"","expires_in":1}"#, "access_token"),
            (r#"{"access_token":"a b","expires_in":1}"#, "access_token"),
            (r#"{"access_token":"a\nb","expires_in":1}"#, "access_token"),
            (r#"{"access_token":"a"}"#, "expires_in"),
            (r#"{"access_token":"a","expires_in":0}"#, "expires_in"),
            (
                r#"{"access_token":"a","expires_in":18446744073709551615}"#,
                "expires_in",
            ),
            (r#"{"access_token":"a","expires_in":"soon"}"#, "expires_in"),
            ("[]", "JSON object"),
        ] {
            let error = read_body(200, JSON, body).unwrap_err();
            assert!(error.to_string().contains(what), "{body}: {error}");
        }
    }

    #[test]
    fn a_refusal_keeps_code_and_correlation_id() {
        let body = r#"{"error":"invalid_client","error_description":"AADSTS700213: No \"match\".\r\nTrace ID: t","error_codes":[700213],"trace_id":"t","correlation_id":"c"}"#;
        let error = read_body(401, JSON, body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Rejected);
        assert_eq!(error.correlation_id(), Some("c"));
        assert_eq!(
            error.to_string(),
            "tenant rejected the assertion: AADSTS700213, no federated credential has this subject"
        );
        assert_eq!(
            error.rejection().unwrap().description,
            "AADSTS700213: No \"match\"."
        );
    }

    #[test]
    fn throttling_is_no_refusal() {
        let error = read_body(429, "text/plain", "Too Many Requests").unwrap_err();
        assert_eq!(error.advice(), Advice::TryAgain);
        let TokenError::Unavailable(failed) = error else {
            panic!("{error}");
        };
        assert!(matches!(
            failed.last(),
            Unavailable::Busy { status: 429, .. }
        ));
    }

    #[test]
    fn a_server_that_does_not_know_the_request_is_not_called_busy() {
        let error = read_body(501, "text/plain", "").unwrap_err();
        assert!(!error.to_string().contains("busy"), "{error}");
        assert_eq!(error.cause().name(), "not-supported");
    }

    #[test]
    fn the_page_of_a_proxy_is_no_refusal_and_is_not_repeated() {
        let error = read_body(403, "text/html", "<html>sekret</html>").unwrap_err();
        assert!(!format!("{error:?}").contains("sekret"));
        assert_eq!(error.advice(), Advice::GiveUp);
        let TokenError::Unreadable(failed) = error else {
            panic!("{error}");
        };
        assert!(matches!(
            failed.last(),
            Unreadable::Form { status: 403, .. }
        ));
    }
}
