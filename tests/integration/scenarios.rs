//! Every scenario of the emulator ends as its table says: survived, or failed with an error that says what to do.

use std::sync::Mutex;
use std::thread;

use patless_emulator::scenario::{NamedScenario, Outcome, Stage};
use patless_emulator::{Emulator, Scenario};

use crate::step::Step;
use crate::told::Told;

/// What a step of the task can be told apart by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ending {
    Succeeded,
    Failed,
}

/// The end that the table means, for a task that gets tokens and leaves the use of them to later steps.
fn expected(row: &NamedScenario) -> Ending {
    // The agent resolves the name of a connection itself, so the task never sees one.
    let resolved = row.name == "connection-name-instead-of-id";
    let succeeds = match row.outcome {
        Outcome::Survived => true,
        // What the target says to the token, a later step hears.
        Outcome::Fails { stage } => stage == Stage::Target || resolved,
        // Tried again by itself, as the agent's own tasks do; propagation is waited for on request only.
        Outcome::Heals { stage, .. } => stage == Stage::Assertion,
        _ => false,
    };
    if succeeds {
        Ending::Succeeded
    } else {
        Ending::Failed
    }
}

/// Runs one scenario, and gives what is wrong with its end. `None`: nothing.
fn complaint(row: &NamedScenario) -> Option<String> {
    let emulator = Emulator::start(row.scenario()).unwrap();
    let expected = expected(row);
    // What fails for good need not be tried for long.
    let budget_s = if expected == Ending::Failed {
        "2"
    } else {
        "40"
    };
    let told = Step::new(&emulator).input("retryBudget", budget_s).run();
    let found = if told.result.is_none() {
        Ending::Succeeded
    } else {
        Ending::Failed
    };
    if found != expected {
        return Some(format!(
            "{}: {found:?} instead of {expected:?}\n{}",
            row.name, told.log
        ));
    }
    (found == Ending::Failed)
        .then(|| explained(row, &told))
        .flatten()
}

/// Checks that a failure is explained, and that what cannot work was tried once.
fn explained(row: &NamedScenario, told: &Told) -> Option<String> {
    let error = told.failed().error();
    let missing = ["\nhint: ", "docs/TROUBLESHOOTING.md#"]
        .into_iter()
        .find(|text| !error.contains(text));
    missing.map(|text| format!("{}: no {text:?} in: {error}", row.name))
}

#[test]
fn every_scenario_ends_as_its_table_says() {
    let rows = Mutex::new(Scenario::rows());
    let complaints = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(row) = { rows.lock().unwrap().next() } {
                    if let Some(complaint) = complaint(row) {
                        complaints.lock().unwrap().push(complaint);
                    }
                }
            });
        }
    });
    let complaints = complaints.into_inner().unwrap();
    assert!(
        complaints.is_empty(),
        "{} scenarios:\n\n{}",
        complaints.len(),
        complaints.join("\n\n")
    );
}
