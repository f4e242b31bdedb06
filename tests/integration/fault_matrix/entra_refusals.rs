//! Fault matrix: refusals in the format of Entra.

use super::answers::{MARKER, always, first, json};
use super::row::{Row, no_assertion, out_of_time, rejected, survived};

/// Lists the rows. Azure DevOps never writes such a body.
pub(super) fn rows() -> Vec<Row> {
    [forms(), forms_without_a_known_code(), codes(), passing()].concat()
}

/// Lists forms of one known refusal.
fn forms() -> Vec<Row> {
    let known = "no federated credential has this subject (AADSTS700213)";
    let ids = |separator: &str| {
        format!(
            "AADSTS700213: No match.{separator}Trace ID: t{separator}Correlation ID: c{separator}Timestamp: x"
        )
    };
    let mut rows = Vec::new();
    for (name, body) in [
        ("spaces", body(&ids(" "), "[700213]")),
        ("line breaks", body(&ids("\\r\\n"), "[700213]")),
        (
            "escaped apostrophes",
            body("AADSTS700213: \\u0027x\\u0027", "[700213]"),
        ),
        (
            "escaped quotes",
            body("AADSTS700213: \\\"x\\\"", "[700213]"),
        ),
        ("a code as a text", body("No match.", "[\"700213\"]")),
        ("no codes", body("AADSTS700213: No match.", "[]")),
        ("null for codes", body("AADSTS700213: No match.", "null")),
        ("a code that is none", body("AADSTS700213: x", "[{}]")),
        (
            "a code in the words only",
            r#"{"error":"invalid_client","error_description":"AADSTS700213: No match."}"#
                .to_owned(),
        ),
    ] {
        rows.push(form(name, &body, "wrong-subject", known));
    }
    rows
}

/// Lists refusals that have no row of their own.
fn forms_without_a_known_code() -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, body, cause, says) in [
        (
            "an unlisted code",
            body("AADSTS999999: New.", "[999999]"),
            "unlisted-code",
            "an error from Entra that has no explanation here yet (AADSTS999999)",
        ),
        (
            "an unlisted code in the words only",
            body("AADSTS999999: New.", "[]"),
            "unlisted-code",
            "AADSTS999999",
        ),
        (
            "no code at all",
            body("Something.", "[]"),
            "refusal-without-code",
            "a refusal without an AADSTS code (invalid_client)",
        ),
        (
            "an error and nothing else",
            r#"{"error":"invalid_request"}"#.to_owned(),
            "refusal-without-code",
            "a refusal without an AADSTS code (invalid_request)",
        ),
        (
            "a logging command for an error",
            r#"{"error":"x\r\n##vso[task.complete]","error_description":"a\nb"}"#.to_owned(),
            "refusal-without-code",
            "x ##vso[task.complete]",
        ),
        (
            "a long word for a description",
            body(&"sekret".repeat(1_000), "[999999]"),
            "unlisted-code",
            "AADSTS999999",
        ),
    ] {
        rows.push(form(name, &body, cause, says));
    }
    rows
}

/// Makes a row of one body.
fn form(name: &str, body: &str, cause: &'static str, says: &'static str) -> Row {
    Row::both(
        format!("Entra form with {name}"),
        always(json(400, body)),
        no_assertion("assertion-refused", "HTTP 400"),
        rejected(cause, says),
    )
}

/// Statuses with a code: the code tells, and no refusal is tried again.
fn codes() -> Vec<Row> {
    let mut rows = Vec::new();
    for (status, code, cause) in [
        (400, "500011", "unknown-resource"),
        (400, "70011", "malformed-scope"),
        (400, "90013", "malformed-request"),
        (401, "700016", "unknown-client"),
        (401, "7000215", "wrong-secret"),
        (400, "70025", "no-federated-credential"),
        (400, "53003", "conditional-access"),
        (403, "999998", "unlisted-code"),
        (404, "999997", "unlisted-code"),
        (413, "999996", "unlisted-code"),
    ] {
        let words = format!("AADSTS{code}: Words.");
        rows.push(Row::entra(
            format!("{status} with AADSTS{code}"),
            always(json(status, &body(&words, &format!("[{code}]")))),
            rejected(cause, " (AADSTS"),
        ));
    }
    rows
}

/// Refusals that pass by themselves.
fn passing() -> Vec<Row> {
    let codes = |code: &str| body(&format!("AADSTS{code}: Words."), &format!("[{code}]"));
    let temporarily = r#"{"error":"temporarily_unavailable","error_description":"Busy."}"#;
    let mut rows = vec![
        Row::entra(
            "temporarily_unavailable, always",
            always(json(400, temporarily)),
            out_of_time("entra-unavailable", "temporarily_unavailable"),
        ),
        Row::entra(
            "temporarily_unavailable, twice",
            first(2, json(400, temporarily)),
            survived(3),
        ),
        Row::entra(
            "503 with AADSTS90033",
            always(json(503, &codes("90033"))),
            out_of_time("entra-unavailable", "HTTP 503"),
        ),
    ];
    for (code, cause, says) in [
        ("90033", "entra-transient", "AADSTS90033"),
        ("50033", "entra-transient", "AADSTS50033"),
        ("90055", "tenant-throttled", "AADSTS90055"),
        ("50166", "issuer-unreachable", "AADSTS50166"),
    ] {
        rows.push(Row::entra(
            format!("400 with AADSTS{code}, always"),
            always(json(400, &codes(code))),
            out_of_time(cause, says),
        ));
        rows.push(Row::entra(
            format!("400 with AADSTS{code}, once"),
            first(1, json(400, &codes(code))),
            survived(2),
        ));
    }
    rows
}

/// Writes the error body of Entra.
fn body(description: &str, codes: &str) -> String {
    format!(
        r#"{{"error":"invalid_client","error_description":"{description}","error_codes":{codes},"timestamp":"x","trace_id":"t","correlation_id":"c","x":"{MARKER}"}}"#
    )
}
