//! Writes a report in the form that is asked for.

use std::io::{self, Write};

use patless_scan::{Paint, Percents, Report, Summary, azure, github, json, sarif, text};

use super::arguments::{Format, ScanArgs};
use crate::sinks::Escaping;

/// Writes a report.
pub(crate) fn write_findings(
    arguments: &ScanArgs,
    report: &Report,
    paint: Paint,
    escaping: Escaping,
    out: &mut impl Write,
) -> io::Result<()> {
    let summary = if arguments.quiet {
        Summary::Left
    } else {
        Summary::Shown
    };
    let percents = match escaping {
        Escaping::WithPercents => Percents::Escaped,
        Escaping::WithoutPercents => Percents::Kept,
    };
    match arguments.format {
        Format::Text => text(report, paint, summary, out),
        Format::Json => json(report, out),
        Format::Sarif => sarif(report, env!("CARGO_PKG_VERSION"), out),
        Format::Github => github(report, summary, out),
        Format::Azure => azure(report, percents, summary, out),
    }
}
