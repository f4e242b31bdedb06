//! Commands of the Azure Pipelines agent, which shows them on the page of the run.

use std::io;

use super::summary::{Summary, write_summary};
use crate::clean::clean;
use crate::finding::Finding;
use crate::level::Level;
use crate::report::Report;

/// Whether the agent decodes `%AZP25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percents {
    /// As it does unless the job says otherwise.
    Escaped,
    /// The job sets `DECODE_PERCENTS` to something false.
    Kept,
}

/// Writes a report.
pub fn azure(
    report: &Report,
    percents: Percents,
    summarized: Summary,
    out: &mut impl io::Write,
) -> io::Result<()> {
    for finding in &report.findings {
        match finding.level {
            Level::Error => writeln!(out, "{}", command(finding, "error", percents))?,
            Level::Warning => writeln!(out, "{}", command(finding, "warning", percents))?,
            // The agent knows no lower ones.
            Level::Info | Level::Note => writeln!(out, "{}", plain(finding))?,
        }
    }
    write_summary(report, summarized, out)
}

fn command(finding: &Finding, kind: &str, percents: Percents) -> String {
    let escaped = |text: &str| escaped(&clean(text), percents);
    format!(
        "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={};code={}]{}",
        escaped(&finding.file),
        finding.start.line,
        finding.start.column,
        finding.rule.id,
        escaped(&format!("{} ({})", finding.message, finding.rule.page()))
    )
}

fn plain(finding: &Finding) -> String {
    let text = format!(
        "{}:{}:{}: {}: {} ({})",
        finding.file,
        finding.start.line,
        finding.start.column,
        finding.level.name(),
        finding.message,
        finding.rule.page()
    );
    // A path may begin like a command of another runner.
    clean(&text).trim_start_matches([':', ' ']).to_owned()
}

/// Escapes properties and data, as `docs/design/percentEncoding.md` of the agent's sources says.
fn escaped(text: &str, percents: Percents) -> String {
    let text = match percents {
        Percents::Escaped => text.replace('%', "%AZP25"),
        Percents::Kept => text.to_owned(),
    };
    text.replace(';', "%3B")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace(']', "%5D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_is_escaped() {
        assert_eq!(
            escaped("a;b]c%\r\n", Percents::Escaped),
            "a%3Bb%5Dc%AZP25%0D%0A"
        );
        assert_eq!(escaped("%", Percents::Kept), "%");
    }
}
