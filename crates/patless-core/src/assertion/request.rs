//! Requests an assertion from Azure DevOps, and interprets the answer.
//!
//! Wire: `distributedtask/oidctoken` create, in the specification of Azure DevOps' REST API 7.1
//! (<https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create>).

use std::time::Duration;

use patless_catalogue::Server;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use url::Url;
use zeroize::Zeroizing;

use super::jwt::{Assertion, Delivery};
use crate::azure_devops::refusal::Refusal;
use crate::azure_devops::wire::{self, bearer, request_id};
use crate::error::{Misconfigured, Refused, TokenError, Unavailable, Unreadable};
use crate::http::{Expected, HttpClient, Request, Response, is_unavailable};
use crate::repetition::Sent;
use crate::source::connection::job::Job;
use patless_catalogue::identifiers::ServiceConnectionId;

/// Requests an assertion for a service connection from Azure DevOps, once.
pub(crate) async fn request_assertion(
    http: &HttpClient,
    job: &Job,
    connection: ServiceConnectionId,
    limit: Duration,
) -> Result<Assertion, TokenError> {
    let url = assertion_url(job.request_url(), connection);
    // The answer is searched for the token; it goes nowhere else.
    let sent = Sent::new(job.token().expose());
    let request = Request {
        method: Method::POST,
        url: &url,
        headers: headers(job)?,
        body: Zeroizing::default(),
        sent: &sent,
        expected: Expected::Secret,
    };
    let answer = http.send(request, limit).await;
    let answer = answer.map_err(|error| Unavailable::NoAnswer {
        server: Server::Assertion,
        error,
    })?;
    read(&answer).map(|assertion| assertion.asked_with(job.token()))
}

fn assertion_url(request_url: &Url, connection: ServiceConnectionId) -> Url {
    let mut url = request_url.clone();
    url.query_pairs_mut()
        .append_pair("api-version", "7.1")
        .append_pair("serviceConnectionId", &connection.to_string());
    url
}

fn headers(job: &Job) -> Result<Vec<(HeaderName, HeaderValue)>, TokenError> {
    // The job's token goes into this header and nowhere else.
    let authorization =
        bearer(job.token().expose()).ok_or(TokenError::Misconfigured(Misconfigured::JobToken))?;
    let mut headers = wire::headers(Some(authorization));
    headers.extend([
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        // Without a length, the front end answers 411.
        (CONTENT_LENGTH, HeaderValue::from_static("0")),
    ]);
    Ok(headers)
}

#[derive(Deserialize)]
struct Reply {
    #[serde(rename = "oidcToken")]
    oidc_token: Option<Zeroizing<String>>,
}

/// Reads an answer. Only 200 with JSON and a three-part `oidcToken` is a success.
fn read(answer: &Response) -> Result<Assertion, TokenError> {
    let request_id = request_id(answer);
    let status = answer.status;
    if wire::is_sign_in_page(status) {
        let status = status.as_u16();
        return Err(Refused::SignInPage { status, request_id }.into());
    }
    if status != StatusCode::OK {
        return Err(refusal(answer, request_id));
    }
    if !answer.is_json() {
        return Err(Unreadable::form(answer, Server::Assertion, request_id).into());
    }
    let reply: Option<Reply> = answer.json_object();
    let jwt = reply.and_then(|reply| reply.oidc_token).unwrap_or_default();
    let delivery = Delivery {
        server_time: Some(answer.server_time().unwrap_or(answer.sent_at)),
        clock_skew_s: answer.clock_skew_s(),
        request_id: request_id.clone(),
    };
    Assertion::parse(jwt, delivery).ok_or_else(|| {
        let missing = Unreadable::Missing {
            server: Server::Assertion,
            missing: "an assertion",
            request_id,
        };
        missing.into()
    })
}

fn refusal(answer: &Response, request_id: Option<String>) -> TokenError {
    let status = answer.status.as_u16();
    match status {
        401 => Refused::JobToken { request_id }.into(),
        _ if is_unavailable(status) => {
            Unavailable::read(answer, Server::Assertion, request_id).into()
        }
        _ if wire::wants_client_certificate(answer) => {
            TokenError::Misconfigured(Misconfigured::ClientCertificate { status, request_id })
        }
        // Azure DevOps refuses in JSON or without a body. A page comes from something else, except that of its front end (411);
        // a proxy's own status (407) says more than its page.
        _ if answer.is_text() && !matches!(status, 407 | 411) => {
            Unreadable::form(answer, Server::Assertion, request_id).into()
        }
        _ => Refused::Assertion(Refusal::read(answer)).into(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::errors::ErrorKind;

    fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Response {
        Response {
            status: StatusCode::from_u16(status).unwrap(),
            headers: headers
                .iter()
                .map(|&(name, value)| {
                    (
                        HeaderName::from_static(name),
                        HeaderValue::from_static(value),
                    )
                })
                .collect(),
            body: Zeroizing::new(body.as_bytes().to_vec()),
            sent_at: SystemTime::UNIX_EPOCH,
        }
    }

    const JSON: (&str, &str) = (
        "content-type",
        "application/json; charset=utf-8; api-version=7.1",
    );

    fn failure(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> TokenError {
        read(&answer(status, headers, body)).unwrap_err()
    }

    fn refused(error: TokenError) -> Refused {
        match error {
            TokenError::Refused(failed) => failed.last().clone(),
            other => panic!("{other}"),
        }
    }

    fn unreadable(error: TokenError) -> Unreadable {
        match error {
            TokenError::Unreadable(failed) => failed.last().clone(),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn the_url_carries_version_and_connection() {
        let base = Url::parse("https://dev.azure.com/acme/p/_apis/distributedtask/hubs/build/plans/a/jobs/b/oidctoken").unwrap();
        let id = ServiceConnectionId::parse("1f2e3d4c-0000-4000-8000-000000000001").unwrap();
        let url = assertion_url(&base, id);
        assert_eq!(
            url.query(),
            Some("api-version=7.1&serviceConnectionId=1f2e3d4c-0000-4000-8000-000000000001")
        );
    }

    #[test]
    fn only_200_with_json_and_three_parts_succeeds() {
        let body = r#"{"oidcToken":"e30.e30.c2ln"}"#;
        assert!(read(&answer(200, &[JSON], body)).is_ok());
        assert!(matches!(
            refused(failure(201, &[JSON], body)),
            Refused::Assertion(Refusal { status: 201, .. })
        ));
        assert!(matches!(
            refused(failure(203, &[JSON], body)),
            Refused::SignInPage { .. }
        ));
        assert!(matches!(
            unreadable(failure(200, &[("content-type", "text/html")], body)),
            Unreadable::Form { .. }
        ));
        assert!(matches!(
            refused(failure(400, &[JSON], body)),
            Refused::Assertion(_)
        ));
        for body in [
            "{}",
            r#"{"oidcToken":null}"#,
            r#"{"oidcToken":""}"#,
            r#"{"oidcToken":"a.b"}"#,
            "[]",
            "{",
        ] {
            assert!(
                matches!(
                    unreadable(failure(200, &[JSON], body)),
                    Unreadable::Missing { .. }
                ),
                "{body}"
            );
        }
    }

    #[test]
    fn a_text_in_the_collection_wrapper_is_the_message() {
        let body =
            r#"{"count":9,"value":"There is no explicit reference to service connection x."}"#;
        let error = failure(400, &[JSON], body);
        assert!(
            error.to_string().contains("no explicit reference"),
            "{error}"
        );
    }

    #[test]
    fn a_page_that_asks_for_a_client_certificate_is_told_from_others() {
        let html = ("content-type", "text/html");
        for (status, body, expected) in [
            (
                400,
                "<h1>400</h1> No required SSL certificate was sent",
                true,
            ),
            (400, "<h1>400</h1> The SSL certificate error", true),
            (
                403,
                "403.7 - Forbidden: a Client Certificate is required",
                true,
            ),
            (403, "a proxy's page", false),
        ] {
            let error = failure(status, &[html], body);
            let told = matches!(
                error,
                TokenError::Misconfigured(Misconfigured::ClientCertificate { .. })
            );
            assert_eq!(told, expected, "{body}: {error}");
        }
    }

    #[test]
    fn a_busy_server_is_unavailable_and_a_refusal_is_not() {
        assert_eq!(failure(503, &[], "").kind(), ErrorKind::Unavailable);
        assert_eq!(failure(404, &[], "").kind(), ErrorKind::Assertion);
        assert_eq!(failure(401, &[], "").kind(), ErrorKind::Assertion);
    }

    #[test]
    fn a_server_that_does_not_know_the_request_is_not_called_busy() {
        let error = failure(501, &[], "");
        assert!(!error.to_string().contains("busy"), "{error}");
        assert_eq!(error.cause().name(), "not-supported");
    }

    #[test]
    fn an_unexpected_body_is_not_repeated() {
        let error = failure(403, &[("content-type", "text/html")], "<html>sekret</html>");
        assert!(!format!("{error} {error:?}").contains("sekret"));
    }
}
