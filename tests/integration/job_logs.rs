//! Snapshots of whole job logs, as a user sees them: `tests/cases/job-logs`, one file a scenario. [`scenarios`] plays the
//! jobs that diagnose; those that do not are played here, for each kind of failure, and some once more with debug lines.
//!
//! [`scenarios`]: crate::scenarios

use std::sync::Mutex;

use patless_emulator::{Emulator, Scenario};

use crate::filters::{filtered, without_attempts};
use crate::in_parallel::assert_no_complaints;
use crate::pipeline::play_on;
use crate::snapshots::{self, Texts};

/// The logs of the jobs that a test has played, by scenario.
#[derive(Default)]
pub(crate) struct JobLogs(Mutex<Texts>);

impl JobLogs {
    /// Keeps the log of a job, filtered.
    pub(crate) fn keep(&self, scenario: &str, log: String) {
        let mut logs = self.0.lock().unwrap();
        logs.insert(format!("{scenario}.txt"), log);
    }

    /// Fails unless they are the snapshots in this folder of `tests/cases/job-logs`.
    pub(crate) fn assert_as_reviewed(self, folder: &str) {
        let logs = self.0.into_inner().unwrap();
        snapshots::assert_as_reviewed(&format!("job-logs/{folder}"), &logs);
    }
}

/// Scenarios that end at once: with a token, or for good. At least one for each stage and each kind of end.
const DECIDED: &[&str] = &[
    "clock-ahead-10-minutes",
    "default",
    "jwt-shaped-token",
    "long-lived-token",
    "vstoken-issuer",
    // The assertion.
    "bad-job-token",
    "connection-not-referenced",
    "connection-without-federation",
    "expired-assertion",
    "oidc-html",
    "oidc-proxy-authentication",
    "oidc-throttled-for-good",
    "oidc-unknown-authority",
    "unexpanded-job-token",
    "unknown-connection",
    // The exchange.
    "bad-scope",
    "conditional-access",
    "entra-expired-certificate",
    "entra-redirect",
    "entra-throttled-for-good",
    "entra-truncated-json",
    "no-federated-credential",
    "pipeline-assertion",
    "unknown-client",
    "unknown-tenant",
    "wrong-audience",
    "wrong-subject",
];

/// Scenarios in which trying again helps.
const HEALED: &[&str] = &["entra-throttled-burst", "oidc-unavailable-burst"];

/// Scenarios in which it does not.
const TRIED_IN_VAIN: &[&str] = &[
    "entra-connection-reset",
    "entra-unavailable",
    "oidc-connection-refused",
    "oidc-silence",
    "oidc-unavailable",
];

/// Debug lines tell of requests, of attempts, and of refusals.
const IN_DEBUG: &[&str] = &[
    "default",
    "entra-throttled-burst",
    "oidc-unavailable-burst",
    "wrong-subject",
];

/// Most of them wait.
const THREADS: usize = 8;

/// A job that asks for a token as most do.
const STEPS: &str = r#"steps:
- task: Patless@1
  displayName: Get an access token
  inputs:
    serviceConnection: renovate
    variable: AZURE_DEVOPS_TOKEN
- bash: 'echo "The token is masked: $AZURE_DEVOPS_TOKEN"'
  displayName: Use it
  env:
    AZURE_DEVOPS_TOKEN: $(AZURE_DEVOPS_TOKEN)
"#;

/// Plays the job in each scenario, and keeps its log as `kept` makes it.
fn keep_all(logs: &JobLogs, scenarios: &[&str], steps: &str, kept: fn(String) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    std::fs::write(&file, steps).unwrap();
    assert_no_complaints(THREADS, scenarios.iter(), |scenario| {
        let emulator = Emulator::start(Scenario::named(scenario).unwrap()).unwrap();
        let log = play_on(&emulator, &file).log;
        logs.keep(scenario, kept(filtered(&log, &emulator)));
        None
    });
}

/// The steps with less patience: what fails for good need not be tried for long.
fn impatient_steps() -> String {
    let last = "    variable: AZURE_DEVOPS_TOKEN\n";
    STEPS.replace(last, &format!("{last}    retryBudget: 3\n"))
}

#[test]
fn a_job_that_does_not_diagnose_says_what_was_reviewed() {
    let logs = JobLogs::default();
    let impatient = impatient_steps();
    keep_all(&logs, DECIDED, STEPS, |log| without_attempts(&log));
    keep_all(&logs, HEALED, STEPS, |log| log);
    keep_all(&logs, TRIED_IN_VAIN, &impatient, |log| {
        without_attempts(&log)
    });
    logs.assert_as_reviewed("plain");
}

#[test]
fn a_job_with_debug_lines_says_what_was_reviewed() {
    let logs = JobLogs::default();
    let steps = format!("variables:\n  system.debug: true\n{STEPS}");
    keep_all(&logs, IN_DEBUG, &steps, |log| log);
    logs.assert_as_reviewed("debug");
}
