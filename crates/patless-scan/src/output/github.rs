//! Commands of a GitHub runner, which shows them beside the lines of a pull request.

use std::io;

use super::summary::{Summary, write_summary};
use crate::clean::{clean, clean_lines};
use crate::finding::Finding;
use crate::level::Level;
use crate::report::Report;

/// Writes a report.
pub fn github(report: &Report, summarized: Summary, out: &mut impl io::Write) -> io::Result<()> {
    for finding in &report.findings {
        writeln!(out, "{}", command(finding))?;
    }
    write_summary(report, summarized, out)
}

fn command(finding: &Finding) -> String {
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Note => "notice",
    };
    let file = escaped_property(&clean(&finding.file));
    let message = format!(
        "{}\n\n{}\n\n{}",
        clean(&finding.message),
        clean_lines(&finding.replacement),
        finding.rule.page()
    );
    format!(
        "::{name} file={file},line={},endLine={},col={},endColumn={},title={}::{}",
        finding.start.line,
        finding.end.line,
        finding.start.column,
        finding.end.column,
        finding.rule.id,
        escaped(&message)
    )
}

/// Escapes the data of a command, as the runner's own toolkit does.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_is_escaped() {
        assert_eq!(escaped_property("a,b:c%d\r\n"), "a%2Cb%3Ac%25d%0D%0A");
        assert_eq!(escaped("a,b:c%"), "a,b:c%25");
    }
}
