//! Fault matrix: broken connections, and responses that are late or too long.

use patless_emulator::scenario::{Fault, ResetPoint};

use super::answers::{always, first, json, page, success};
use super::row::{Ending, Row, no_assertion_in_time, out_of_time, survived, unavailable};

/// Lists the rows.
pub(super) fn rows() -> Vec<Row> {
    [broken(), late(), long()].concat()
}

/// Lists connections that end before the answer does.
fn broken() -> Vec<Row> {
    let cut = |sent_bytes| Fault::Truncate {
        response: json(200, &success()),
        sent_bytes,
    };
    let length = success().len();
    let reset = Fault::Reset;
    let mut rows = Vec::new();
    for (name, fault) in [
        ("reset before the headers", reset(ResetPoint::BeforeHeaders)),
        ("reset in the headers", reset(ResetPoint::DuringHeaders)),
        ("reset in the body", reset(ResetPoint::DuringBody)),
        ("closed before the headers", Fault::CloseBeforeHeaders),
        ("closed behind the headers", cut(0)),
        ("closed behind a byte of the body", cut(1)),
        ("closed in the middle of the body", cut(length / 2)),
        ("closed before the last byte", cut(length - 1)),
    ] {
        rows.push(Row::alike(
            format!("{name}, once"),
            vec![fault.clone()],
            survived(2),
        ));
        rows.push(Row::alike(
            format!("{name}, always"),
            fault.always(),
            out_of_time("connection-broken", "broke: "),
        ));
    }
    rows.push(Row::alike(
        "broken in three ways",
        vec![
            reset(ResetPoint::BeforeHeaders),
            Fault::CloseBeforeHeaders,
            cut(1),
        ],
        survived(4),
    ));
    rows
}

/// Lists answers that take their time.
fn late() -> Vec<Row> {
    let slow = |every_ms| Fault::SlowBytes { every_ms }.always();
    let no_answer = || out_of_time("no-answer", "no answer from localhost");
    vec![
        Row::alike("silent once", vec![Fault::Stall], survived(2)).impatient(),
        Row::alike("silent always", Fault::Stall.always(), no_answer()).impatient(),
        Row::alike("a byte every 100 ms", slow(100), no_answer()).impatient(),
        Row::alike("a byte every millisecond", slow(1), survived(1)).total_s(30),
    ]
}

/// Lists answers of the wrong length.
fn long() -> Vec<Row> {
    let padded = |length: usize| {
        let padding = " ".repeat(length - success().len());
        json(200, &(success() + &padding))
    };
    let too_large = || unavailable("answer-too-large", "is larger than 65536 bytes");
    vec![
        Row::alike(
            "a body without end",
            Fault::EndlessBody.always(),
            too_large(),
        ),
        Row::alike("a body of 64 KiB", always(padded(65_536)), survived(1)),
        Row::alike(
            "a body of a byte more than 64 KiB",
            always(padded(65_537)),
            too_large(),
        ),
        Row::alike(
            "a refusal of more than 64 KiB",
            always(page(403).body(vec![b'x'; 70_000])),
            too_large(),
        ),
        Row::both(
            "half of the JSON",
            Fault::HalfBody.always(),
            no_assertion(),
            unavailable("no-access-token-in-reply", "without a JSON object"),
        ),
        Row::both(
            "half of the JSON, once",
            vec![Fault::HalfBody],
            survived(2),
            unavailable("no-access-token-in-reply", "without a JSON object"),
        ),
        Row::alike(
            "a large page of an outage, once",
            first(1, page(503).body(vec![b'x'; 60_000])),
            survived(2),
        ),
    ]
}

/// Ends without an assertion, after four attempts.
fn no_assertion() -> Ending {
    no_assertion_in_time("no-assertion-in-reply", "answered without an assertion")
}
