//! Subcommand `scenarios`: lists the named scenarios.

use std::io;

use super::error::CommandError;
use crate::scenario::Scenario;

/// Writes one line for each scenario.
pub(super) fn execute(out: &mut dyn io::Write) -> Result<(), CommandError> {
    let width = Scenario::names().map(str::len).max().unwrap_or_default();
    for name in Scenario::names() {
        let summary = Scenario::summary(name).unwrap_or_default();
        writeln!(out, "{name:width$}  {summary}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_has_one_line_for_each_scenario() {
        let mut out = Vec::new();
        execute(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), Scenario::names().count());
        assert!(text.lines().all(|line| line.contains("  ")));
    }
}
