//! The checks that a diagnosis lists: one for each stage that has ended.

use std::fmt;
use std::sync::Arc;

use super::found::found;
use super::outcome::Outcome;
use crate::failure::Failure;
use crate::report::{headline, said};
use crate::stages::{Event, Passed, Stage, is_of_pipeline};

/// One check that was made, or could not be.
#[derive(Debug)]
pub(crate) struct Check {
    /// What was checked.
    pub(crate) stage: Stage,
    /// The outcome.
    pub(crate) outcome: Outcome,
}

/// The checks so far, in the order in which they ended.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    pub(super) checks: Vec<Check>,
    /// The federated credential that the identity needs, as JSON. `None` if there is no assertion to derive it from.
    pub(super) federated_credential: Option<String>,
}

impl Checks {
    /// Records how a stage ended, and returns that as a check.
    pub(crate) fn keep(&mut self, event: &Event<'_>) -> &Check {
        if let Event::Passed(Passed::Assertion(assertion, _)) = event
            && !is_of_pipeline(assertion)
        {
            self.federated_credential = assertion.claims().federated_credential();
        }
        self.checks.push_mut(Check::of(event))
    }
}

impl Check {
    fn of(event: &Event<'_>) -> Self {
        match *event {
            Event::Passed(passed) => Self {
                stage: passed.stage(),
                outcome: Outcome::Passed(found(passed)),
            },
            Event::Failed(stage, failure) => Self {
                stage,
                outcome: Outcome::Failed(Arc::clone(failure)),
            },
            Event::Skipped(stage, why) => Self {
                stage,
                outcome: Outcome::Skipped(why),
            },
        }
    }

    /// What went wrong. `None` where nothing did.
    pub(crate) fn failure(&self) -> Option<&Failure> {
        match &self.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

/// The length of the longest name.
const NAME_WIDTH: usize = Stage::ServiceConnection.name().len();

impl fmt::Display for Check {
    /// Writes one line, `✓ assertion           …`, and one more for each value that was found, or for what a server said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, text) = match &self.outcome {
            Outcome::Failed(failure) => ('✗', headline(failure)),
            Outcome::Passed(found) => ('✓', found.text.clone()),
            Outcome::Skipped(why) => ('–', format!("not checked: {why}")),
        };
        let width = NAME_WIDTH;
        write!(f, "{mark} {:width$}  {text}", self.stage.name())?;
        let values = match &self.outcome {
            Outcome::Failed(failure) => said(failure),
            Outcome::Passed(found) => found.values.clone(),
            Outcome::Skipped(_) => Vec::new(),
        };
        for (name, value) in values {
            write!(f, "\n  {:width$}  {name}: {value}", "")?;
        }
        Ok(())
    }
}
