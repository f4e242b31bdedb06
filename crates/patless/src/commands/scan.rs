//! The verb `scan`: finds personal access tokens in files, and asks no server.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use patless_scan::{Paint, Place, Report, Scanner, Settings, json, scan_paths, text};

use crate::colored::Colors;
use crate::scan::{Format, NOTHING_READ, ScanArgs, ScanError, exit_code_of};
use crate::sinks::{AgentLog, Escaping};

/// Scans, writes the findings to `out`, and returns the exit code.
pub(crate) fn run(
    arguments: &ScanArgs,
    colors: Colors,
    input: impl Read,
    out: impl Write,
) -> io::Result<u8> {
    let mut log = AgentLog::new(io::stderr(), Escaping::WithPercents);
    let report = match scan(arguments, input) {
        Ok(report) => report,
        Err(error) => {
            log.line(&format!("error: {error}"))?;
            return Ok(error.exit_code());
        }
    };
    warn(arguments, &report, &mut log)?;
    let mut out = BufWriter::new(out);
    write(arguments, &report, colors, &mut out)?;
    out.flush()?;
    Ok(match report.worst() {
        _ if arguments.strict && !report.unreadable.is_empty() => 1,
        None if report.read == 0 => NOTHING_READ,
        worst => exit_code_of(worst),
    })
}

fn scan(arguments: &ScanArgs, mut input: impl Read) -> Result<Report, ScanError> {
    let settings = Settings {
        minimum: arguments
            .min_severity
            .map_or(Settings::default().minimum, Into::into),
        ..Settings::default()
    };
    let scanner = Scanner::new(settings);
    if arguments.paths.iter().any(|path| path == Path::new("-")) {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(ScanError::Input)?;
        return Ok(scanner.report_of(&arguments.stdin_path, &bytes));
    }
    for path in &arguments.paths {
        if path.symlink_metadata().is_err() {
            return Err(ScanError::NoPath(path.clone()));
        }
    }
    let place = Place {
        paths: arguments.paths.clone(),
        working_folder: std::env::current_dir().map_err(ScanError::WorkingFolder)?,
    };
    Ok(scan_paths(&scanner, &place, &|| {}))
}

/// Says what was not read, and which names in comments no rule has.
fn warn(arguments: &ScanArgs, report: &Report, log: &mut AgentLog<io::Stderr>) -> io::Result<()> {
    let word = if arguments.strict { "error" } else { "warning" };
    for unreadable in &report.unreadable {
        if arguments.strict || !arguments.quiet {
            let text = format!(
                "{word}: {} cannot be read: {}",
                unreadable.file, unreadable.reason
            );
            log.line(&text)?;
        }
    }
    if arguments.quiet {
        return Ok(());
    }
    for (file, unknown) in &report.unknown_rules {
        let text = format!(
            "warning: {file}:{}: no rule is called {}",
            unknown.line, unknown.name
        );
        log.line(&text)?;
    }
    Ok(())
}

fn write(
    arguments: &ScanArgs,
    report: &Report,
    colors: Colors,
    out: &mut impl Write,
) -> io::Result<()> {
    let paint = match colors {
        Colors::On => Paint::Colors,
        Colors::Off => Paint::Plain,
    };
    match arguments.format {
        Format::Text => text(report, paint, out),
        Format::Json => json(report, out),
    }
}
