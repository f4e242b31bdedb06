//! The request for an assertion, and what its answer means.
//!
//! Wire: `distributedtask/oidctoken` create, in the specification of Azure DevOps' REST API 7.1
//! (<https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create>).

use std::time::Duration;

use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde::Deserialize;
use url::Url;
use zeroize::Zeroizing;

use super::error::AssertionError;
use super::jwt::{Assertion, Delivery};
use crate::azure_devops::Refusal;
use crate::azure_devops::wire::{self, bearer, request_id};
use crate::http::{Expected, HttpClient, Request, Response, is_unavailable};
use crate::identifiers::ServiceConnectionId;
use crate::repetition::Sent;
use crate::retry::of_answer;
use crate::source::connection::job::Job;

/// Asks Azure DevOps once for an assertion about a service connection.
pub(crate) async fn request_assertion(
    http: &HttpClient,
    job: &Job,
    connection: ServiceConnectionId,
    limit: Duration,
) -> Result<Assertion, AssertionError> {
    let url = assertion_url(job.request_url(), connection);
    // The token is looked for in the answer, and goes nowhere.
    let sent = Sent::new(job.token().expose());
    let request = Request {
        method: Method::POST,
        url: &url,
        headers: headers(job)?,
        body: Zeroizing::default(),
        sent: &sent,
        expected: Expected::Secret,
    };
    let answer = http.send(request, limit).await?;
    read(&answer).map(|assertion| assertion.asked_with(job.token()))
}

fn assertion_url(request_url: &Url, connection: ServiceConnectionId) -> Url {
    let mut url = request_url.clone();
    url.query_pairs_mut()
        .append_pair("api-version", "7.1")
        .append_pair("serviceConnectionId", &connection.to_string());
    url
}

fn headers(job: &Job) -> Result<Vec<(HeaderName, HeaderValue)>, AssertionError> {
    // The job's token goes into this header and nowhere else.
    let authorization = bearer(job.token().expose()).ok_or(AssertionError::JobToken)?;
    let mut headers = wire::headers(Some(authorization));
    headers.extend([
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        // Without a length the front end answers 411.
        (CONTENT_LENGTH, HeaderValue::from_static("0")),
    ]);
    Ok(headers)
}

#[derive(Deserialize)]
struct Reply {
    #[serde(rename = "oidcToken")]
    oidc_token: Option<Zeroizing<String>>,
}

/// Reads an answer. 200, JSON and a three-part `oidcToken` is the only success.
fn read(answer: &Response) -> Result<Assertion, AssertionError> {
    let request_id = request_id(answer);
    let status = answer.status;
    if wire::is_sign_in_page(status) {
        return Err(AssertionError::SignInPage {
            status: status.as_u16(),
            request_id,
        });
    }
    if status != StatusCode::OK {
        return Err(refusal(answer, request_id));
    }
    if !answer.is_json() {
        return Err(not_json(answer, request_id));
    }
    let reply: Option<Reply> = answer.json_object();
    let jwt = reply.and_then(|reply| reply.oidc_token).unwrap_or_default();
    let delivery = Delivery {
        server_time: Some(answer.server_time().unwrap_or(answer.sent_at)),
        clock_skew_s: answer.clock_skew_s(),
        request_id: request_id.clone(),
    };
    Assertion::parse(jwt, delivery).ok_or(AssertionError::NoAssertion { request_id })
}

fn not_json(answer: &Response, request_id: Option<String>) -> AssertionError {
    AssertionError::NotJson {
        status: answer.status.as_u16(),
        content_type: answer.content_type(),
        request_id,
    }
}

fn refusal(answer: &Response, request_id: Option<String>) -> AssertionError {
    let status = answer.status.as_u16();
    match status {
        401 => AssertionError::JobTokenRefused { request_id },
        _ if is_unavailable(status) => AssertionError::Busy {
            status,
            request_id,
            advice: of_answer(answer),
        },
        _ if wire::wants_client_certificate(answer) => {
            AssertionError::ClientCertificate { status, request_id }
        }
        // Azure DevOps refuses in JSON or without a body. A page is somebody else's, but for the one of its front end (411);
        // a proxy's own status (407) says more than its page.
        _ if answer.is_text() && !matches!(status, 407 | 411) => not_json(answer, request_id),
        _ => AssertionError::Refused(Refusal::read(answer)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::ErrorKind;

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

    fn failure(
        status: u16,
        headers: &[(&'static str, &'static str)],
        body: &str,
    ) -> AssertionError {
        read(&answer(status, headers, body)).unwrap_err()
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
            failure(201, &[JSON], body),
            AssertionError::Refused(Refusal { status: 201, .. })
        ));
        assert!(matches!(
            failure(203, &[JSON], body),
            AssertionError::SignInPage { .. }
        ));
        assert!(matches!(
            failure(200, &[("content-type", "text/html")], body),
            AssertionError::NotJson { .. }
        ));
        assert!(matches!(
            failure(400, &[JSON], body),
            AssertionError::Refused(_)
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
                    failure(200, &[JSON], body),
                    AssertionError::NoAssertion { .. }
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
            let told = matches!(error, AssertionError::ClientCertificate { .. });
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
