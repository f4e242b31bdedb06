//! Fault matrix: responses that look successful and are not.

use patless_emulator::scenario::{CannedResponse, Fault};

use super::answers::{MARKER, always, json, success, success_with, text};
use super::row::{Ending, Row, no_assertion, no_assertion_in_time, survived, unavailable};

/// Lists the rows.
pub(super) fn rows() -> Vec<Row> {
    [content_types(), bodies(), fields(), of_one_endpoint()].concat()
}

/// Lists successes that do not say that they are JSON, or say it in another way.
fn content_types() -> Vec<Row> {
    let not_json = |says| no_assertion("assertion-not-json", says);
    let not_entra = |says| unavailable("not-entra", says);
    let of_type = |name: &str| {
        let answer = CannedResponse::new(200).header("Content-Type", name);
        always(answer.body(success()))
    };
    let page = CannedResponse::html(200, &format!("<html>{MARKER}</html>"));
    vec![
        Row::both(
            "a page",
            always(page),
            not_json("text/html; charset=utf-8 instead of JSON"),
            not_entra("HTTP 200 and text/html; charset=utf-8"),
        ),
        Row::both(
            "plain text",
            always(text(200, "OK")),
            not_json("text/plain"),
            not_entra("HTTP 200 and text/plain"),
        ),
        Row::both(
            "the right JSON as plain text",
            Fault::PlainText.always(),
            not_json("text/plain"),
            not_entra("HTTP 200 and text/plain"),
        ),
        Row::both(
            "the right JSON without a type",
            always(CannedResponse::new(200).body(success())),
            not_json("no content type"),
            not_entra("HTTP 200 and no content type"),
        ),
        Row::both(
            "the right JSON as text/json",
            of_type("text/json"),
            not_json("text/json"),
            not_entra("HTTP 200 and text/json"),
        ),
        Row::both(
            "the right JSON as a problem",
            of_type("application/problem+json"),
            not_json("application/problem+json"),
            not_entra("HTTP 200 and application/problem+json"),
        ),
        Row::both(
            "the right JSON as a type too long to be shown",
            of_type(&format!("text/{}", "x".repeat(200))),
            not_json("HTTP 200 and … instead of JSON"),
            not_entra("HTTP 200 and …"),
        ),
        Row::alike(
            "JSON behind a byte order mark",
            always(json(200, &format!("\u{feff}{}", success()))),
            survived(1),
        ),
        Row::both(
            "compressed JSON",
            always(json(200, &success()).header("Content-Encoding", "br")),
            unavailable("compressed-answer", "is compressed (br)"),
            unavailable("compressed-answer", "is compressed (br)"),
        ),
        Row::alike("JSON in capitals", of_type("APPLICATION/JSON"), survived(1)),
        Row::alike(
            "JSON with a version",
            of_type("application/json ;api-version=7.1"),
            survived(1),
        ),
    ]
}

/// Bodies that are no JSON object.
fn bodies() -> Vec<Row> {
    let array = r#"["eyJhIjoiYiJ9.eyJhIjoiYiJ9.eyJhIjoiYiJ9",3599]"#.to_owned();
    let rows = [
        ("no body", String::new()),
        ("a space", " ".to_owned()),
        ("a brace", "{".to_owned()),
        ("null", "null".to_owned()),
        ("an empty array", "[]".to_owned()),
        ("an array of the right values", array),
        (
            "an array of the right token",
            r#"["eyJhIjoiYiJ9.e30.c2ln"]"#.to_owned(),
        ),
        (
            "an array around the right object",
            format!("[{}]", success()),
        ),
        ("a text", format!("\"{MARKER}\"")),
        ("a number", "3599".to_owned()),
        ("words", format!("OK {MARKER}")),
        ("the right object twice", format!("{0}{0}", success())),
        (
            "the right object behind two byte order marks",
            format!("\u{feff}\u{feff}{}", success()),
        ),
        (
            "the right object with single quotes",
            success().replace('"', "'"),
        ),
        ("objects in objects", "{\"x\":".repeat(500)),
        (
            "a page that is called JSON",
            format!("<html>{MARKER}</html>"),
        ),
    ];
    let text = br#"{"expires_in":3599,"oidcToken":"?","access_token":"?"}"#;
    let not_utf8 = text.map(|byte| if byte == b'?' { 0xff } else { byte });
    let not_text = json(200, "").body(not_utf8);
    rows.into_iter()
        .map(|(name, body)| (name, json(200, &body)))
        .chain([("an object that is not UTF-8", not_text)])
        .map(|(name, answer)| {
            let entra = no_access_token("without a JSON object");
            Row::both(format!("200 with {name}"), always(answer), nothing(), entra)
        })
        .collect()
}

/// Objects whose token is none.
fn fields() -> Vec<Row> {
    let no_object = "without a JSON object";
    let absent = "without an access_token";
    let unfit = "without an access_token that a header can carry";
    let mut rows = Vec::new();
    for (name, token, says) in [
        ("a number for a token", "5", no_object),
        ("an array for a token", r#"["a.b.c"]"#, no_object),
        ("an object for a token", r#"{"value":"a.b.c"}"#, no_object),
        ("null for a token", "null", absent),
        ("an empty token", r#""""#, absent),
        (
            "a token with a space",
            r#""eyJhIjoiYiJ9.eyJh IjoiYiJ9.c2ln""#,
            unfit,
        ),
        (
            "a token with a line break",
            r#""eyJhIjoiYiJ9.e30.c2ln\r\n""#,
            unfit,
        ),
        (
            "a token with a logging command",
            r#""a.b\n##vso[task.complete]c.d""#,
            unfit,
        ),
        (
            "a token with a zero",
            r#""eyJhIjoiYiJ9.e30.c2ln\u0000""#,
            unfit,
        ),
        (
            "a token with a letter beyond ASCII",
            r#""eyJhIjoiYiJ9.e30.c2lñ""#,
            unfit,
        ),
    ] {
        rows.push(Row::both(
            format!("200 with {name}"),
            always(json(200, &success_with(token))),
            nothing(),
            no_access_token(says),
        ));
    }
    let cased = success()
        .replace("oidcToken", "OidcToken")
        .replace("access_token", "Access_Token");
    for (name, body) in [
        ("an empty object", "{}".to_owned()),
        (
            "an object of other fields",
            format!(r#"{{"x":"{MARKER}"}}"#),
        ),
        ("fields in other case", cased),
        (
            "the token a level down",
            format!(r#"{{"value":{}}}"#, success()),
        ),
        ("the form of an error", format!(r#"{{"error":"{MARKER}"}}"#)),
    ] {
        rows.push(Row::both(
            format!("200 with {name}"),
            always(json(200, &body)),
            nothing(),
            no_access_token(absent),
        ));
    }
    rows
}

/// Lists fields that one endpoint reads and the other does not.
fn of_one_endpoint() -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, token) in [
        ("two parts", r#""eyJhIjoiYiJ9.eyJhIjoiYiJ9""#),
        ("four parts", r#""a.b.c.d""#),
        ("an empty part", r#""a..c""#),
        ("base64 with padding", r#""e30.e3=.c2ln""#),
        ("a mask", r#""***""#),
    ] {
        rows.push(Row::azure_devops(
            format!("an assertion of {name}"),
            always(json(200, &success_with(token))),
            nothing(),
        ));
    }
    rows.push(Row::azure_devops(
        "no assertion three times",
        vec![Fault::Respond(json(200, "{}")); 3],
        survived(4),
    ));
    for lifetime in [
        "0", "-1", "null", "true", "\"\"", "\"soon\"", "31536001", "3599.5", "{}",
    ] {
        let body = success().replace("3599", lifetime);
        rows.push(Row::entra(
            format!("a lifetime of {lifetime}"),
            always(json(200, &body)),
            no_access_token("without an expires_in"),
        ));
    }
    rows.push(Row::entra(
        "no lifetime",
        always(json(200, &success().replace("expires_in", "expires_on"))),
        no_access_token("without an expires_in"),
    ));
    rows.push(Row::entra(
        "a lifetime as a text",
        always(json(200, &success().replace("3599", "\"3599\""))),
        survived(1),
    ));
    rows
}

/// Ends without an assertion, after four attempts.
fn nothing() -> Ending {
    no_assertion_in_time("no-assertion-in-reply", "answered without an assertion")
}

/// Ends without an access token, at once.
fn no_access_token(says: &'static str) -> Ending {
    unavailable("no-access-token-in-reply", says)
}
