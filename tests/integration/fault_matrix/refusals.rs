//! Fault matrix: refusals in the format of Azure DevOps.

use patless_emulator::scenario::Fault;

use super::answers::{MARKER, always, json};
use super::row::{Row, no_assertion, rejected, unavailable};

/// Lists the rows. Entra never writes such a body: something else answered.
pub(super) fn rows() -> Vec<Row> {
    [exceptions(), references(), other_forms(), reflections()].concat()
}

/// Lists exceptions that are known by their keys.
fn exceptions() -> Vec<Row> {
    let mut rows = Vec::new();
    for (status, type_key, cause) in [
        (400, "VssVersionNotSpecifiedException", "no-api-version"),
        (400, "VssInvalidPreviewVersionException", "preview-version"),
        (
            400,
            "VssRequestContentTypeNotSupportedException",
            "wrong-content-type",
        ),
        (400, "EndpointNotFoundException", "unknown-connection"),
        (
            404,
            "TaskOrchestrationPlanNotFoundException",
            "job-not-found",
        ),
        (
            404,
            "TaskOrchestrationJobNotFoundException",
            "job-not-found",
        ),
        (400, "ArgumentException", "assertion-refused"),
    ] {
        let body = exception("The service says so.", type_key);
        rows.push(form(
            type_key,
            status,
            &body,
            cause,
            ": The service says so",
        ));
    }
    rows.push(Row::both(
        "401 in the form of Azure DevOps",
        always(json(
            401,
            &exception("TF400813: x", "UnauthorizedRequestException"),
        )),
        no_assertion(
            "bad-job-token",
            "did not accept the job's own token: HTTP 401",
        ),
        unavailable("not-entra", "HTTP 401 and application/json"),
    ));
    rows
}

/// The status of this sentence changed over the years.
fn references() -> Vec<Row> {
    let sentence = "There is no explicit reference to service connection 1 in stage a.";
    let body = exception(sentence, "x");
    [400, 403, 404]
        .map(|status| {
            let name = format!("no reference, {status}");
            form(
                &name,
                status,
                &body,
                "connection-not-referenced",
                sentence.trim_end_matches('.'),
            )
        })
        .to_vec()
}

/// Lists bodies that are written in another way, or for a log.
fn other_forms() -> Vec<Row> {
    let wrapped = |value: &str| format!(r#"{{"count":1,"value":{value},"x":"{MARKER}"}}"#);
    let method = "The requested resource does not support http method 'GET'.";
    let refused = |name: &str, body: &str, says| form(name, 400, body, "assertion-refused", says);
    vec![
        form(
            "a message in a wrapper",
            405,
            &wrapped(&format!(r#"{{"Message":"{method}"}}"#)),
            "wrong-method",
            method.trim_end_matches('.'),
        ),
        refused(
            "a text in a wrapper",
            &wrapped(r#""A text.""#),
            "HTTP 400: A text",
        ),
        refused("an array in a wrapper", &wrapped("[]"), "HTTP 400"),
        refused(
            "escapes",
            &exception("TF1: \\u0027x\\u0027\\r\\nis not \\\"known\\\".", "x"),
            "HTTP 400: TF1: 'x' is not \"known\"",
        ),
        refused(
            "no text in its fields",
            &format!(r#"{{"message":null,"typeKey":7,"x":"{MARKER}"}}"#),
            "HTTP 400",
        ),
        refused(
            "logging commands",
            &exception(
                "##vso[task.setvariable variable=x]y\\n##vso[task.complete]",
                "x",
            ),
            "HTTP 400: ##vso[task.setvariable variable=x]y ##vso[task.complete]",
        ),
        refused(
            "many words",
            &exception(&"word ".repeat(1_000), "x"),
            "word word …",
        ),
        refused(
            "a long word",
            &exception(&"sekret".repeat(1_000), "x"),
            "HTTP 400: …",
        ),
    ]
}

/// Makes a row of one body.
fn form(name: &str, status: u16, body: &str, cause: &'static str, says: &'static str) -> Row {
    Row::both(
        format!("Azure DevOps form with {name}"),
        always(json(status, body)),
        no_assertion(cause, says),
        unavailable("not-entra", "and application/json"),
    )
}

/// Writes the standard error body of Azure DevOps.
fn exception(message: &str, type_key: &str) -> String {
    format!(
        r#"{{"$id":"1","innerException":null,"message":"{message}","typeName":"{MARKER}","typeKey":"{type_key}","errorCode":0,"eventId":3000}}"#
    )
}

/// Lists refusals that repeat the secret of the request: the leak check looks for it.
fn reflections() -> Vec<Row> {
    vec![Row::both(
        "a refusal that repeats the request",
        Fault::Reflect { status: 400 }.always(),
        no_assertion("assertion-refused", "Not understood: Bearer *"),
        rejected("malformed-request", "AADSTS90013"),
    )]
}
