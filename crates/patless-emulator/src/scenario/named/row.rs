//! Row of the table of named scenarios.

use crate::scenario::{Outcome, Scenario};

/// Row of the table.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct NamedScenario {
    /// Name, in kebab case, after the condition.
    pub name: &'static str,
    /// Condition and what the server answers, in one line.
    pub summary: &'static str,
    /// End of a client that behaves well.
    pub outcome: Outcome,
    /// Maker of the scenario.
    pub(super) build: fn() -> Scenario,
}

impl NamedScenario {
    /// Makes the scenario.
    pub fn scenario(&self) -> Scenario {
        (self.build)()
    }
}

/// Writes rows: name, summary, outcome, and the knobs that differ from the default.
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
