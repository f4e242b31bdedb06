//! Filters for snapshots: they replace what differs from run to run or from machine to machine.
//!
//! A snapshot that differs although nobody changed a text lacks a filter here.

use std::sync::LazyLock;

use patless_emulator::Emulator;
use regex_lite::{Captures, Regex};

/// Makes a text the same in every run.
pub(crate) fn filtered(text: &str, emulator: &Emulator) -> String {
    let mut text = named_ports(text, emulator).replace(env!("CARGO_BIN_EXE_patless"), "[patless]");
    for (pattern, replacement) in PATTERNS.iter() {
        text = pattern.replace_all(&text, *replacement).into_owned();
    }
    in_minutes(&numbered_ids(&text))
}

/// Drops how often something was tried from a filtered text: where all is tried in vain for a few seconds, it depends on
/// the machine.
pub(crate) fn without_attempts(text: &str) -> String {
    let text = ATTEMPT_LINE.replace_all(text, "");
    ATTEMPTS.replace_all(&text, "[n] attempts").into_owned()
}

/// Names each server in place of its port.
fn named_ports(text: &str, emulator: &Emulator) -> String {
    let servers = [
        (emulator.azure_devops_url(), "[azure-devops]"),
        (emulator.authority_host(), "[entra]"),
    ];
    let mut text = text.to_owned();
    for (url, name) in servers {
        let port = url.port().unwrap();
        text = text.replace(&format!("localhost:{port}"), &format!("localhost:{name}"));
    }
    text
}

/// Numbers the ids of requests, so that it still shows where two are the same. All other ids are always the same.
fn numbered_ids(text: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    let number = |found: &Captures<'_>| {
        let id = &found["id"];
        let place = seen.iter().position(|it| it == id).unwrap_or_else(|| {
            seen.push(id.to_owned());
            seen.len() - 1
        });
        format!("{}[id {}]", &found["name"], place + 1)
    };
    REQUEST_ID.replace_all(text, number).into_owned()
}

/// Rounds whole seconds to minutes: a loaded machine is some seconds late.
fn in_minutes(text: &str) -> String {
    let round = |found: &Captures<'_>| {
        let seconds: i64 = found["seconds"].parse().unwrap();
        let minutes = (seconds + 30).div_euclid(60);
        format!("~{} s", minutes * 60)
    };
    WHOLE_SECONDS.replace_all(text, round).into_owned()
}

/// What stands for what, in this order.
static PATTERNS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let patterns = [
        // The folders of the agent and of the emulator.
        (r"[^\s,'(]*/patless-emulator-work-\w+", "[work]"),
        (r"[^\s,'(]*/patless-emulator-\w+", "[emulator]"),
        (r"(?m)^(Version +: ).*$", "${1}[version]"),
        // A secret has many forms, and how many depends on its characters.
        (
            r"(?:##\[debug\]Processed: ##vso\[task\.setsecret\]\*\*\*\n)+",
            "##[debug]Processed: ##vso[task.setsecret]*** (for each form)\n",
        ),
        // Points in time, and how far away they are.
        (r"_EXPIRES_ON\]\d+", "_EXPIRES_ON][time]"),
        (r"\blifetime_s=\d+", "lifetime_s=[lifetime]"),
        (r"\d{4}-\d\d-\d\dT[\d:.]+Z", "[time]"),
        (r"verification time \d+", "verification time [time]"),
        (r"\(\d+ seconds ago\)", "([time] ago)"),
        // Waits are random, and limits shorter where others took long.
        (r"\b\d+\.\d s\b", "[duration]"),
        // Each system has numbers of its own.
        (r"\(os error \d+\)", "(os error [n])"),
    ];
    let compile = |(pattern, replacement)| (Regex::new(pattern).unwrap(), replacement);
    patterns.map(compile).into()
});

static REQUEST_ID: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"(?<name>(?i:request|correlation|trace|activity)[ _](?i:id)\W+)";
    let id = "(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    Regex::new(&format!("{name}{id}")).unwrap()
});

static WHOLE_SECONDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?<seconds>-?\d+) s\b").unwrap());

static ATTEMPT_LINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^.*\battempt \d+ failed .*\n").unwrap());

static ATTEMPTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\d+ attempts?\b").unwrap());

#[cfg(test)]
mod tests {
    use patless_emulator::Scenario;

    use super::*;

    fn emulator() -> Emulator {
        Emulator::start(Scenario::named("default").unwrap()).unwrap()
    }

    #[test]
    fn what_differs_from_run_to_run_is_replaced() {
        let emulator = emulator();
        let id = "9a6706a9-fe44-46a7-8670-2b9896000f6c";
        let other_id = "4dfcd453-4b07-4bc6-853a-b87d8fd15913";
        let work = "/tmp/patless-emulator-work-wAyECI";
        for (text, expected) in [
            (
                format!("no answer from {}acme", emulator.authority_host()),
                "no answer from https://localhost:[entra]/acme".to_owned(),
            ),
            (
                format!("bash {work}/_temp/step-3.sh"),
                "bash [work]/_temp/step-3.sh".to_owned(),
            ),
            (
                format!("request id {id}, trace id  {other_id}, Request ID: {id}"),
                "request id [id 1], trace id  [id 2], Request ID: [id 1]".to_owned(),
            ),
            (
                "good for 86699 s, 1 s ahead, -599 s behind".to_owned(),
                "good for ~86700 s, ~0 s ahead, ~-600 s behind".to_owned(),
            ),
            (
                format!("request_id=\"{id}\" lifetime_s=86699 attempt 2 failed in 0.4 s"),
                "request_id=\"[id 1]\" lifetime_s=[lifetime] attempt 2 failed in [duration]"
                    .to_owned(),
            ),
        ] {
            assert_eq!(filtered(&text, &emulator), expected);
        }
    }

    #[test]
    fn what_is_always_the_same_stays() {
        let text = "tenant 8e2d4b60-1c7f-4a93-b5d8-6f0a3e9c7b21: HTTP 503 of localhost:1, TLS 1.2\n\n\n59 min\n";
        assert_eq!(filtered(text, &emulator()), text);
    }

    #[test]
    fn how_often_something_was_tried_can_be_dropped() {
        let text = "one\nexchange: attempt 1 failed (HTTP 503); trying again in [duration]\ngave up after 2 attempts, and after 1 attempt\n";
        let expected = "one\ngave up after [n] attempts, and after [n] attempts\n";
        assert_eq!(without_attempts(text), expected);
    }
}
