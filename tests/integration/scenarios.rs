//! The example of the README, played in every scenario of the emulator, ends as the scenario's table says: survived, or
//! failed with the true cause in the first error line and what to do below it. Its whole log is as it was reviewed.

use std::fs;
use std::path::{Path, PathBuf};

use patless_catalogue::{Cause, explain};
use patless_emulator::agent::TaskResult;
use patless_emulator::scenario::{NamedScenario, Outcome, Stage};
use patless_emulator::{Emulator, Scenario};

use crate::filters::{filtered, without_attempts};
use crate::in_parallel::assert_no_complaints;
use crate::job_logs::JobLogs;
use crate::pipeline::{Played, play_on, root};

/// The scenarios of the target that an organization alone does not show.
const OF_PROJECTS: [&str; 3] = [
    "project-not-visible",
    "repository-not-visible",
    "stakeholder-license",
];

/// More than there are cores: most scenarios wait.
const THREADS: usize = 12;

/// The end that the table means, for a job that asks for a token and uses it on the organization.
fn succeeds(row: &NamedScenario) -> bool {
    // The agent resolves the name of a connection itself, so the task never sees one.
    let resolved = row.name == "connection-name-instead-of-id";
    match row.outcome {
        Outcome::Succeeds => true,
        Outcome::Fails { .. } => resolved || OF_PROJECTS.contains(&row.name),
        // Tried again by itself, as the agent's own tasks do; propagation is waited for on request only.
        Outcome::Recovers { stage, .. } => stage == Stage::Assertion,
        _ => false,
    }
}

/// Tells what is wrong with a failed job's log. `None`: it names a cause that is known and says what to do.
fn unexplained(played: &Played) -> Option<String> {
    let Some(error) = played.first_error() else {
        return Some("no error".to_owned());
    };
    let anchor = error.split_once("docs/TROUBLESHOOTING.md#");
    let cause = anchor.and_then(|(_, name)| Cause::by_name(name.trim()));
    let Some(cause) = cause else {
        return Some(format!("no anchor in: {error}"));
    };
    let first_line = error.lines().next().unwrap_or_default();
    let summary = cause.row().summary;
    let explained = [error, first_line].map(|pasted| Some(explain(pasted)?.cause));
    let wrong = if !first_line.starts_with(summary) {
        format!("the first line does not begin with the cause, {summary}")
    } else if explained != [Some(cause); 2] {
        format!("pasted, it is explained as {explained:?}")
    } else if !error.contains("\nhint: ") {
        "there is no hint".to_owned()
    } else {
        return None;
    };
    Some(format!("{wrong}: {error}"))
}

/// Plays one scenario, keeps its log, and tells what is wrong with its end. `None`: nothing.
fn complaint(row: &NamedScenario, file: &Path, succeeds: bool, logs: &JobLogs) -> Option<String> {
    let emulator = Emulator::start(Scenario::named(row.name).unwrap()).unwrap();
    let played = play_on(&emulator, file);
    let log = filtered(&played.log, &emulator);
    logs.keep(
        row.name,
        if succeeds {
            log
        } else {
            without_attempts(&log)
        },
    );
    let wrong = match (played.result, succeeds) {
        (TaskResult::Succeeded, true) => None,
        (TaskResult::Failed, false) => unexplained(&played),
        (result, _) => Some(format!("{result:?}\n{}", played.log)),
    };
    wrong.map(|wrong| format!("{}: {wrong}", row.name))
}

/// Writes the example once more, with less patience: what fails for good need not be tried for long.
fn impatient(folder: &Path, example: &str) -> PathBuf {
    let text = fs::read_to_string(root().join("pipelines/examples").join(example)).unwrap();
    let last = "      diagnose: true\n";
    assert!(text.contains(last), "{text}");
    let file = folder.join(example);
    let text = text.replace(last, &format!("{last}      retryBudget: 3\n"));
    fs::write(&file, text).unwrap();
    file
}

#[test]
fn every_scenario_ends_as_its_table_says() {
    let folder = tempfile::tempdir().unwrap();
    let patient = root().join("pipelines/examples/access-token.yml");
    let impatient = impatient(folder.path(), "access-token.yml");
    let logs = JobLogs::default();
    assert_no_complaints(THREADS, Scenario::rows(), |row| {
        let succeeds = succeeds(row);
        let file = if succeeds { &patient } else { &impatient };
        complaint(row, file, succeeds, &logs)
    });
    logs.assert_as_reviewed("diagnosed");
}

#[test]
fn what_the_target_refuses_is_found_where_it_is_diagnosed() {
    let example = root().join("pipelines/examples/diagnose.yml");
    let of_target = |row: &&NamedScenario| {
        row.outcome
            == Outcome::Fails {
                stage: Stage::Target,
            }
    };
    let logs = JobLogs::default();
    let complaints: Vec<_> = Scenario::rows()
        .filter(of_target)
        .filter_map(|row| complaint(row, &example, false, &logs))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
    logs.assert_as_reviewed("target-diagnosed");
}
