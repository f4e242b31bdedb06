//! Fault matrix: throttling, by how long and how often a server asks to wait.

use patless_emulator::scenario::{CannedResponse, Fault};

use super::answers::{always, empty, first, json, page, text};
use super::row::{Ending, Row, out_of_time, survived};

/// Lists the rows.
pub(super) fn rows() -> Vec<Row> {
    [obeyed(), not_waited_for(), not_understood(), bursts()].concat()
}

/// What the server asks for is waited, and up to as much again where the budget has room for it.
fn obeyed() -> Vec<Row> {
    let date = |status, seconds: u32| {
        page(status)
            .header("Date", "Sat, 21 Nov 2026 19:50:40 GMT")
            .header(
                "Retry-After",
                &format!("Sat, 21 Nov 2026 19:50:{seconds} GMT"),
            )
    };
    let rows = [
        (
            "429 with 7 s",
            first(1, after(429, "7")),
            survived(2).waiting_s(7),
        ),
        (
            "503 with 7 s",
            first(1, after(503, "7")),
            survived(2).waiting_s(7),
        ),
        (
            "500 with 7 s",
            first(1, after(500, "7")),
            survived(2).waiting_s(7),
        ),
        (
            "408 with 7 s",
            first(1, after(408, "7")),
            survived(2).waiting_s(7),
        ),
        (
            "429 with 7 s in spaces",
            first(1, after(429, " 7 ")),
            survived(2).waiting_s(7),
        ),
        (
            "429 with 007 s",
            first(1, after(429, "007")),
            survived(2).waiting_s(7),
        ),
        (
            "429 with 29 s",
            first(1, after(429, "29")),
            survived(2).waiting_s(29),
        ),
        (
            "429 with a date",
            first(1, date(429, 49)),
            survived(2).waiting_s(9),
        ),
        (
            "503 with a date",
            first(1, date(503, 49)),
            survived(2).waiting_s(9),
        ),
        (
            "429 with 5 s twice",
            first(2, after(429, "5")),
            survived(3).waiting_s(10),
        ),
        (
            "429 with 2 s, then 503 with 3 s",
            vec![
                Fault::Respond(after(429, "2")),
                Fault::Respond(after(503, "3")),
            ],
            survived(3).waiting_s(5),
        ),
        ("429 with 0 s", first(2, after(429, "0")), survived(3)),
        (
            "429 with a date in the past",
            first(2, date(429, 11)),
            survived(3),
        ),
    ];
    rows.into_iter()
        .map(|(name, faults, ending)| Row::alike(name, faults, ending).total_s(30))
        .collect()
}

/// What is longer than the budget costs neither time nor another attempt.
fn not_waited_for() -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, retry_after, says) in [
        ("429 with 30 s", "30", "asked to wait 30 s"),
        ("429 with 60 s", "60", "asked to wait 60 s"),
        ("429 with a day", "86400", "asked to wait 86400 s"),
    ] {
        rows.push(
            Row::both(
                name,
                always(after(429, retry_after)),
                once(out_of_time("assertion-throttled", says)),
                once(out_of_time("entra-throttled", says)),
            )
            .total_s(30),
        );
    }
    rows.push(
        Row::both(
            "503 with 60 s",
            always(after(503, "60")),
            once(out_of_time("assertion-unavailable", "asked to wait 60 s")),
            once(out_of_time("entra-unavailable", "asked to wait 60 s")),
        )
        .total_s(30),
    );
    rows.push(
        Row::both(
            "429 with 20 s twice",
            first(2, after(429, "20")),
            Ending {
                attempts: 2,
                ..out_of_time("assertion-throttled", "asked to wait 20 s").waiting_s(20)
            },
            Ending {
                attempts: 2,
                ..out_of_time("entra-throttled", "asked to wait 20 s").waiting_s(20)
            },
        )
        .total_s(30),
    );
    rows
}

/// What is no time at all counts as nothing: waits that double.
fn not_understood() -> Vec<Row> {
    let rows = [
        ("429 without a time", empty(429)),
        ("429 with an empty time", after(429, "")),
        ("429 with a negative time", after(429, "-5")),
        ("429 with a fraction", after(429, "1.5")),
        ("429 with a word", after(429, "soon")),
        (
            "429 with more than any number",
            after(429, "99999999999999999999"),
        ),
        ("429 with two times", after(429, "1, 2")),
        (
            "429 with a date without a zone",
            after(429, "2026-11-21T19:50:45"),
        ),
        ("429 in plain text", text(429, "Too Many Requests")),
        ("429 with a page", page(429)),
        (
            "429 with JSON",
            json(429, r#"{"error":"x","error_codes":[90055]}"#),
        ),
    ];
    rows.into_iter()
        .map(|(name, answer)| {
            Row::both(
                name,
                always(answer),
                out_of_time("assertion-throttled", "HTTP 429"),
                out_of_time("entra-throttled", "HTTP 429"),
            )
        })
        .collect()
}

/// Lists refusals that end within the budget.
fn bursts() -> Vec<Row> {
    let mut rows = Vec::new();
    for status in [429, 503] {
        for (times, attempts) in [(1, 2), (2, 3), (3, 4)] {
            rows.push(Row::alike(
                format!("{status} in a burst of {times}"),
                first(times, empty(status)),
                survived(attempts),
            ));
        }
        rows.push(
            Row::alike(
                format!("{status} in a burst of 4, with time"),
                first(4, empty(status)),
                survived(5),
            )
            .total_s(30),
        );
    }
    rows.push(Row::alike(
        "429, 503, then a broken connection",
        vec![
            Fault::Respond(empty(429)),
            Fault::Respond(page(503)),
            Fault::CloseBeforeHeaders,
        ],
        survived(4),
    ));
    rows
}

/// Makes an answer that asks for a wait.
fn after(status: u16, retry_after: &str) -> CannedResponse {
    text(status, "Later").header("Retry-After", retry_after)
}

/// Ends at once, though it might pass.
fn once(ending: Ending) -> Ending {
    Ending {
        attempts: 1,
        ..ending
    }
}
