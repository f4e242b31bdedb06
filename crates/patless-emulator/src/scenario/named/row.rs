//! Row of the table of named scenarios, and the macro that makes rows.

use crate::scenario::{Outcome, Scenario};

/// Row of the table.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct NamedScenario {
    /// Name of the condition, in kebab case.
    pub name: &'static str,
    /// Condition and response, in one line.
    pub summary: &'static str,
    /// Outcome for a well-behaved client.
    pub outcome: Outcome,
    /// Function that makes the scenario.
    pub(super) build: fn() -> Scenario,
}

impl NamedScenario {
    /// Makes the scenario.
    pub fn scenario(&self) -> Scenario {
        (self.build)()
    }
}

/// Makes rows from name, summary, outcome, and the knobs that differ from the default.
macro_rules! rows {
    ($($name:expr, $summary:expr, $outcome:expr, { $($($field:ident).+: $value:expr),* $(,)? };)*) => {
        &[$($crate::scenario::NamedScenario {
            name: $name,
            summary: $summary,
            outcome: $outcome,
            build: || {
                let mut scenario = $crate::Scenario::default();
                $(scenario.$($field).+ = $value;)*
                scenario
            },
        },)*]
    };
}

pub(super) use rows;
