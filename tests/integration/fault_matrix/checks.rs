//! The checks after a case has been played: requests, waits, messages, leaks.

use std::time::Duration;

use patless::{Report, exit_code as exit_code_of};
use patless_catalogue::{DOCUMENTS, Retry, explain};
use patless_emulator::{Emulator, Scenario};

use super::answers::MARKER;
use super::play::Played;
use super::row::{Ending, Endpoint, Failure, Row, Trouble};
use crate::leaks::{leak, leak_of};

/// Compares the requests that came with those that were meant to.
pub(super) fn requests(
    emulator: &Emulator,
    row: &Row,
    endpoint: Endpoint,
    ending: Ending,
) -> Option<String> {
    let requests = emulator.requests();
    let count = |mark: &str| {
        let those = requests.iter().filter(|it| it.path.contains(mark));
        u32::try_from(those.count()).unwrap()
    };
    let found = (
        count("/oidctoken?"),
        count("/oauth2/v2.0/token"),
        requests.len(),
    );
    let attempts = match row.trouble {
        Trouble::Faults(_) => ending.attempts,
        Trouble::Front(_) => 0,
    };
    let (assertions, exchanges) = match endpoint {
        Endpoint::AzureDevOps => (attempts, 0),
        Endpoint::Entra => (1, attempts),
    };
    // Nothing else is asked for: no redirect is followed.
    let all = usize::try_from(assertions + exchanges).unwrap();
    let expected = (assertions, exchanges, all);
    (found != expected).then(|| {
        format!("(assertions, exchanges, all requests) are {found:?} instead of {expected:?}")
    })
}

/// Compares the time that was waited with what the row says, and with the budget.
pub(super) fn waits(played: &Played, row: &Row, ending: Ending) -> Option<String> {
    let waited = played.waited;
    let doubled = f64::from(2_u32.pow(ending.attempts - 1) - 1);
    let expected = match ending.waited {
        // No sooner than the server asked for, and over as long a time again.
        Some(asked) => asked..=2 * asked,
        None => Duration::from_secs_f64(0.25 * doubled)..=Duration::from_secs_f64(0.5 * doubled),
    };
    let fits = expected.contains(&waited) && waited <= row.total;
    (!fits).then(|| {
        let budget = row.total;
        format!("waited {waited:?} instead of {expected:?}, of {budget:?}")
    })
}

/// Compares how the end was told with what the row says.
pub(super) fn words(played: &Played, endpoint: Endpoint, ending: Ending) -> Vec<String> {
    let mut complaints = Vec::new();
    let (told, failure) = match (&played.told, ending.failure) {
        (None, None) => return complaints,
        (Some(told), Some(failure)) => (told, failure),
        (Some(_), None) => return vec!["failed instead of being survived".to_owned()],
        (None, Some(_)) => return vec!["survived instead of failing".to_owned()],
    };
    let mut check = |right: bool, complaint: String| {
        if !right {
            complaints.push(complaint);
        }
    };
    let Failure {
        kind,
        exit_code,
        cause,
        says,
    } = failure;
    check(
        told.kind == kind && exit_code_of(told.kind) == exit_code,
        format!("{:?} instead of {kind:?}, exit code {exit_code}", told.kind),
    );
    let Report { headline, row, .. } = &told.report;
    let outcome = match endpoint {
        Endpoint::AzureDevOps => ": no assertion for the service connection",
        Endpoint::Entra => ": no access token for ",
    };
    let begins = headline.starts_with(row.summary);
    check(
        begins && headline.contains(outcome) && !headline.contains('\n'),
        format!("the first line does not say the cause, then the outcome: {headline}"),
    );
    let text = told.report.to_string();
    check(
        text.contains(says),
        format!("nothing says {says:?}: {text}"),
    );
    let found = row.name();
    check(
        found == cause,
        format!("the cause is {found} instead of {cause}"),
    );
    for pasted in [&text, headline] {
        let explained = explain(pasted).map(|explanation| explanation.cause);
        check(
            explained == Some(row.cause),
            format!("pasted, it is explained as {explained:?}: {pasted}"),
        );
    }
    let more = format!("\nmore: {DOCUMENTS}docs/TROUBLESHOOTING.md#");
    for part in ["\n\nhint: ", "\nretry: ", &more] {
        check(text.contains(part), format!("the report has no {part:?}"));
    }
    // What the row says of another attempt is what happened.
    let retried = row.retry == Retry::TriedAgain;
    check(
        retried == told.tried.is_some(),
        format!(
            "the row says {retried} of another attempt, the error {:?}",
            told.tried
        ),
    );
    if let Some(tried) = told.tried {
        check(
            tried.attempts == ending.attempts,
            format!("{} attempts are told", tried.attempts),
        );
    }
    complaints
}

/// Looks for every secret, and for what stood in the answers, in all that was written.
pub(super) fn leaks(emulator: &Emulator, played: &Played) -> Vec<String> {
    let report = played.told.as_ref().map(|told| told.report.to_string());
    let paths: Vec<_> = emulator.requests().into_iter().map(|it| it.path).collect();
    let mut complaints = Vec::new();
    if !played
        .log
        .contains("requesting an assertion from Azure DevOps")
    {
        complaints.push("nothing was logged that could be searched".to_owned());
    }
    for (place, text) in [
        ("the report", report.as_deref().unwrap_or_default()),
        ("Debug", &played.debug),
        ("the log", &played.log),
        ("the path of a request", &paths.join("\n")),
    ] {
        complaints.extend(leak(emulator, place, text));
        complaints.extend(leak_of(MARKER, place, text));
    }
    complaints
}

#[test]
fn a_leak_into_any_text_is_a_complaint() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let played = |debug: &str, log: &str| Played {
        told: None,
        debug: debug.to_owned(),
        log: format!("requesting an assertion from Azure DevOps {log}"),
        waited: Duration::ZERO,
    };
    let token = &emulator.world().job.token;
    assert!(leaks(&emulator, &played("", "")).is_empty());
    for secret in [token, MARKER] {
        assert_eq!(leaks(&emulator, &played(secret, "")).len(), 1);
        assert_eq!(leaks(&emulator, &played("", secret)).len(), 1);
    }
}
