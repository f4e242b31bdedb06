//! Writes what was measured as tables in Markdown.
use std::fmt::Write;

use super::{
    giver::Kind,
    measured::{Called, MANY, Measured},
    process::Usage,
};
use crate::statistics::Spread;

/// The table, and what the keeper claims.
pub(super) fn of(all: &[Measured]) -> String {
    let mut text = format!(
        "| | requests/s, {MANY} callers | p50 ms | p99 ms | p50 ms, one caller | p99 ms | CPU µs a request | MiB before the first | MiB after all | asked | asked itself |\n|---|{}\n",
        "--:|".repeat(10)
    );
    for measured in all {
        // A text takes everything.
        let _ = writeln!(text, "| {} |", row(measured).join(" | "));
    }
    text + "\n### Claims of the keeper\n\n" + &claims(all)
}

fn row(measured: &Measured) -> Vec<String> {
    let Measured { many, one, .. } = measured;
    let cell = |calls: &[Called], of: fn(&Called) -> f64| {
        Spread::of(calls.iter().map(of)).map_or_else(none, range)
    };
    vec![
        measured.kind.title().to_owned(),
        cell(many, |it| it.a_second),
        cell(many, |it| it.p50_ms),
        cell(many, |it| it.p99_ms),
        cell(one, |it| it.p50_ms),
        cell(one, |it| it.p99_ms),
        cpu_us(measured).map_or_else(none, |it| format!("{it:.0}")),
        measured.before.map_or_else(none, memory),
        measured.after.map_or_else(none, memory),
        measured.requests.to_string(),
        measured.requests_of_its_own.to_string(),
    ]
}

/// What a request costs the process that answers.
fn cpu_us(measured: &Measured) -> Option<f64> {
    let requests = f64::from(u32::try_from(measured.requests).ok()?);
    let spent_ms = measured.after?.cpu_ms - measured.before?.cpu_ms;
    Some(spent_ms * 1000.0 / requests)
}

fn claims(all: &[Measured]) -> String {
    let mut text = "| Claim | at most | here | |\n|---|--:|--:|---|\n".to_owned();
    for measured in all {
        let name = match measured.kind {
            Kind::Socket => "`socket`",
            Kind::Door => "`managedIdentity`",
            Kind::Node | Kind::Python => continue,
        };
        let p50 = Spread::of(measured.one.iter().map(|it| it.p50_ms));
        let memory = measured.after.map(|it| it.resident_mib);
        let claims = [
            (HAND_OUT, 1.0, p50.map(|it| it.median)),
            (MEMORY, 12.0, memory),
        ];
        for (what, most, here) in claims {
            let Some(here) = here else { continue };
            let verdict = if here <= most {
                "holds"
            } else {
                "**does not hold**"
            };
            // As above.
            let _ = writeln!(text, "| {what}, {name} | {most} | {here:.2} | {verdict} |");
        }
    }
    text
}

const HAND_OUT: &str = "p50 of a hand-out to one caller in ms";
const MEMORY: &str = "memory of the keeper after all in MiB";

/// A median with what it lies between.
fn range(spread: Spread) -> String {
    let Spread {
        median,
        least,
        most,
    } = spread;
    if median < 100.0 {
        return format!("{median:.2} ({least:.2}–{most:.2})");
    }
    format!("{median:.0} ({least:.0}–{most:.0})")
}

/// What is held, and what of it is held alone.
fn memory(usage: Usage) -> String {
    format!("{:.1} ({:.1})", usage.resident_mib, usage.proportional_mib)
}

fn none() -> String {
    "–".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(kind: Kind, p50_ms: f64) -> Measured {
        let called = Called {
            a_second: 4_000.0,
            p50_ms,
            p99_ms: 2.0,
        };
        let usage = |cpu_ms| {
            Some(Usage {
                resident_mib: 9.0,
                proportional_mib: 7.5,
                cpu_ms,
            })
        };
        Measured {
            kind,
            many: vec![called],
            one: vec![called],
            before: usage(10.0),
            after: usage(110.0),
            requests: 1_000,
            requests_of_its_own: 2,
        }
    }

    #[test]
    fn each_process_has_a_row_and_the_keeper_its_claims() {
        let text = of(&[measured(Kind::Door, 0.25), measured(Kind::Node, 3.0)]);
        let row = "| 4000 (4000–4000) | 0.25 (0.25–0.25) | 2.00 (2.00–2.00) | 0.25 (0.25–0.25) | 2.00 (2.00–2.00) | 100 | 9.0 (7.5) | 9.0 (7.5) | 1000 | 2 |";
        assert!(text.contains(row), "{text}");
        let claim =
            "| p50 of a hand-out to one caller in ms, `managedIdentity` | 1 | 0.25 | holds |";
        assert!(text.contains(claim), "{text}");
        assert!(!text.contains("3.00 | **does"), "{text}");
    }

    #[test]
    fn a_claim_that_does_not_hold_says_so() {
        let text = of(&[measured(Kind::Socket, 1.5)]);
        assert!(text.contains("| 1 | 1.50 | **does not hold** |"), "{text}");
    }
}
