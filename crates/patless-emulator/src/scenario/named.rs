//! Owns the form of the table of named scenarios.
//!
//! The rows are in one file for each group.

use super::{Outcome, Scenario};

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
    build: fn() -> Scenario,
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

mod aadsts;
mod azure_devops;
mod clocks;
mod entra;
mod fronts;
mod target;
mod transport;

/// Lists all rows, `default` first.
pub(super) fn rows() -> impl Iterator<Item = &'static NamedScenario> {
    GROUPS.iter().copied().flatten()
}

const GROUPS: &[&[NamedScenario]] = &[
    DEFAULT,
    azure_devops::ROWS,
    entra::ROWS,
    aadsts::ROWS,
    aadsts::FIRST_ROWS,
    target::ROWS,
    transport::BOTH_ROWS,
    transport::OIDC_ROWS,
    transport::ENTRA_ROWS,
    fronts::OIDC_ROWS,
    fronts::ENTRA_ROWS,
    clocks::ROWS,
];

const DEFAULT: &[NamedScenario] = &[NamedScenario {
    name: "default",
    summary: "everything is right",
    outcome: Outcome::Survived,
    build: Scenario::default,
}];
