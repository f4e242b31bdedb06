//! Fault matrix: error statuses, with pages and other bodies that neither endpoint writes.

use super::answers::{always, empty, first, json, page, text};
use super::row::{
    Ending, Row, no_assertion, no_assertion_in_time, out_of_time, survived, unavailable,
};

/// Lists the rows.
pub(super) fn rows() -> Vec<Row> {
    [final_pages(), passing_pages(), other_bodies()].concat()
}

/// Writes rows of pages that would be there again: status, and the cause that is named for Azure DevOps.
macro_rules! pages {
    ($($status:literal $cause:literal;)*) => {
        vec![$(Row::both(
            concat!($status, " with a page"),
            always(page($status)),
            no_assertion($cause, concat!("HTTP ", $status)),
            unavailable("not-entra", concat!("HTTP ", $status, " and text/html")),
        ),)*]
    };
}

/// Pages of front ends and proxies.
fn final_pages() -> Vec<Row> {
    let mut rows = vec![
        Row::alike("407 with a page", always(page(407)), proxy()),
        Row::alike(
            "501 with a page",
            always(page(501)),
            not_supported("HTTP 501"),
        ),
        Row::alike(
            "505 with a page",
            always(page(505)),
            not_supported("HTTP 505"),
        ),
    ];
    rows.extend(pages! {
        201 "assertion-not-json";
        202 "assertion-not-json";
        203 "sign-in-page";
        206 "assertion-not-json";
        400 "assertion-not-json";
        401 "bad-job-token";
        402 "assertion-not-json";
        403 "assertion-not-json";
        404 "assertion-not-json";
        405 "assertion-not-json";
        406 "assertion-not-json";
        409 "assertion-not-json";
        410 "assertion-not-json";
        411 "no-content-length";
        413 "assertion-not-json";
        415 "assertion-not-json";
        421 "assertion-not-json";
        431 "assertion-not-json";
        451 "assertion-not-json";
    });
    rows
}

/// Pages of outages: survived where they end, and told where they do not.
fn passing_pages() -> Vec<Row> {
    let mut rows = Vec::new();
    for (status, says) in [
        (408, "HTTP 408"),
        (500, "HTTP 500"),
        (502, "HTTP 502"),
        (503, "HTTP 503"),
        (504, "HTTP 504"),
        (507, "HTTP 507"),
        (511, "HTTP 511"),
        (520, "HTTP 520"),
    ] {
        rows.push(Row::both(
            format!("{status} with a page, always"),
            always(page(status)),
            out_of_time("assertion-unavailable", says),
            out_of_time("entra-unavailable", says),
        ));
        rows.push(Row::alike(
            format!("{status} with a page, twice"),
            first(2, page(status)),
            survived(3),
        ));
    }
    rows
}

/// Lists statuses with other bodies than pages.
fn other_bodies() -> Vec<Row> {
    let not_entra = |says| unavailable("not-entra", says);
    let plan_security = r#"{"$id":"1","message":"The user does not see the plan.","typeKey":"TaskOrchestrationPlanSecurityException"}"#;
    vec![
        Row::both(
            "204",
            always(empty(204)),
            no_assertion("assertion-refused", "HTTP 204"),
            not_entra("HTTP 204 and no content type"),
        ),
        Row::both(
            "400 without a body",
            always(empty(400)),
            no_assertion("assertion-refused", "HTTP 400"),
            not_entra("HTTP 400 and no content type"),
        ),
        Row::both(
            "401 without a body",
            always(empty(401)),
            no_assertion("bad-job-token", "HTTP 401"),
            not_entra("HTTP 401 and no content type"),
        ),
        Row::both(
            "403 in plain text",
            always(text(403, "Forbidden")),
            no_assertion("assertion-not-json", "HTTP 403 and text/plain"),
            not_entra("HTTP 403 and text/plain"),
        ),
        Row::both(
            "403 with invalid JSON",
            always(json(403, r#"{"error":"sekret"#)),
            no_assertion("assertion-refused", "HTTP 403"),
            not_entra("HTTP 403 and application/json"),
        ),
        Row::both(
            "403 with a JSON array",
            always(json(
                403,
                r#"["invalid_client","AADSTS7000215: x",[7000215],null,"t","c"]"#,
            )),
            no_assertion("assertion-refused", "HTTP 403"),
            not_entra("HTTP 403 and application/json"),
        ),
        Row::both(
            "403 with JSON of a proxy",
            always(json(
                403,
                r#"{"reason":"blocked","x":"sekret-in-an-answer"}"#,
            )),
            no_assertion("assertion-refused", "HTTP 403"),
            not_entra("HTTP 403 and application/json"),
        ),
        Row::both(
            "403 of a plan that is not visible yet",
            always(json(403, plan_security)),
            no_assertion_in_time("other-job-token", "The user does not see the plan"),
            not_entra("HTTP 403 and application/json"),
        ),
        Row::azure_devops(
            "403 of a plan that becomes visible",
            first(3, json(403, plan_security)),
            survived(4),
        ),
        Row::both(
            "404 without a body",
            always(empty(404)),
            no_assertion("nothing-issued", "HTTP 404"),
            not_entra("HTTP 404 and no content type"),
        ),
        Row::alike("407 without a body", always(empty(407)), proxy()),
        Row::both(
            "403 with Retry-After",
            always(page(403).header("Retry-After", "1")),
            no_assertion("assertion-not-json", "HTTP 403 and text/html"),
            not_entra("HTTP 403 and text/html"),
        ),
    ]
}

/// Ends at a proxy that asks for a password.
fn proxy() -> Ending {
    unavailable("proxy-authentication", "HTTP 407")
}

/// Ends at something that does not know the request.
fn not_supported(says: &'static str) -> Ending {
    unavailable("not-supported", says)
}
