//! Table of named scenarios, with one file per group of rows.

pub(super) mod row;

mod aadsts;
mod azure_devops;
mod clocks;
mod entra;
mod front_ends;
mod target;
mod transport;

use row::NamedScenario;

use super::{Outcome, Scenario};

impl Scenario {
    /// Lists the table, `default` first.
    pub fn rows() -> impl Iterator<Item = &'static NamedScenario> {
        GROUPS.iter().copied().flatten()
    }

    /// Lists the names of the table, `default` first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::rows().map(|row| row.name)
    }

    /// Finds a scenario by name. `None` means that no row has this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::row(name).map(NamedScenario::scenario)
    }

    /// Returns the one-line summary of a scenario.
    pub fn summary(name: &str) -> Option<&'static str> {
        Self::row(name).map(|row| row.summary)
    }

    /// Returns the outcome of a scenario for a well-behaved client.
    pub fn outcome(name: &str) -> Option<Outcome> {
        Self::row(name).map(|row| row.outcome)
    }

    /// Finds a row of the table.
    fn row(name: &str) -> Option<&'static NamedScenario> {
        Self::rows().find(|row| row.name == name)
    }
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
    front_ends::OIDC_ROWS,
    front_ends::ENTRA_ROWS,
    clocks::ROWS,
];

const DEFAULT: &[NamedScenario] = &[NamedScenario {
    name: "default",
    summary: "everything is right",
    outcome: Outcome::Succeeds,
    build: Scenario::default,
}];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_row_is_the_default_scenario() {
        assert_eq!(Scenario::named("default"), Some(Scenario::default()));
        assert_eq!(Scenario::names().next(), Some("default"));
    }

    #[test]
    fn unknown_name_is_not_found() {
        assert_eq!(Scenario::named("no-such-scenario"), None);
    }

    #[test]
    fn every_name_is_unique_and_described() {
        let mut names: Vec<_> = Scenario::names().collect();
        assert!(names.iter().all(|name| Scenario::summary(name).is_some()));
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
    }

    #[test]
    fn every_name_is_in_kebab_case() {
        for name in Scenario::names() {
            let is_kebab = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
            assert!(name.chars().all(is_kebab), "{name}");
        }
    }

    #[test]
    fn every_row_but_the_first_changes_something() {
        for name in Scenario::names().skip(1) {
            assert_ne!(Scenario::named(name), Some(Scenario::default()), "{name}");
        }
    }
}
