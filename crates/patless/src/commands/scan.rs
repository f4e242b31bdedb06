//! The verb `scan`: finds personal access tokens in files, and asks no server.

use std::io::{self, BufWriter, Read, Write};

use patless_scan::{Paint, Report, redact};

use crate::scan::{
    NOTHING_READ, Progress, ScanArgs, ScanError, Seen, Session, exit_code_of, fix, take_out_known,
    write_baseline, write_findings,
};
use crate::sinks::{AgentLog, Escaping};

/// Where the findings go, and who sees what else is said.
#[derive(Debug)]
pub(crate) struct Stage<O> {
    /// Gets the findings.
    pub(crate) out: O,
    /// Whether they get colors.
    pub(crate) paint: Paint,
    /// How the agent unescapes texts.
    pub(crate) escaping: Escaping,
    /// Whether somebody sees the progress.
    pub(crate) seen: Seen,
}

/// Scans, writes the findings, and returns the exit code.
pub(crate) fn run(
    arguments: &ScanArgs,
    input: impl Read,
    stage: Stage<impl Write>,
) -> io::Result<u8> {
    let mut log = AgentLog::new(io::stderr(), stage.escaping);
    match scan(arguments, input, stage, &mut log)? {
        Ok(code) => Ok(code),
        Err(error) => {
            log.line(&redact(&format!("error: {error}")))?;
            Ok(error.exit_code())
        }
    }
}

fn scan(
    arguments: &ScanArgs,
    input: impl Read,
    stage: Stage<impl Write>,
    log: &mut AgentLog<io::Stderr>,
) -> io::Result<Result<u8, ScanError>> {
    let session = match Session::begin(arguments, input) {
        Ok(session) => session,
        Err(error) => return Ok(Err(error)),
    };
    let progress = Progress::begin(arguments, stage.seen);
    let mut report = session.scan(&|| progress.count());
    progress.end();
    warn(arguments, &report, log)?;
    match write_baseline(arguments, &report) {
        Ok(None) => {}
        Ok(Some(count)) => {
            let uses = if count == 1 { "use" } else { "uses" };
            log.line(&format!("the baseline knows {count} {uses}"))?;
            return Ok(Ok(0));
        }
        Err(error) => return Ok(Err(error)),
    }
    if let Err(error) = take_out_known(arguments, &mut report) {
        return Ok(Err(error));
    }
    let mut out = BufWriter::new(stage.out);
    fix(arguments, &session, &mut report, stage.paint, &mut out, log)?;
    write_findings(arguments, &report, stage.paint, stage.escaping, &mut out)?;
    out.flush()?;
    Ok(Ok(exit_code(arguments, &report)))
}

fn exit_code(arguments: &ScanArgs, report: &Report) -> u8 {
    if arguments.is_strict() && !report.unreadable.is_empty() {
        return 1;
    }
    match report.worst() {
        None if report.read == 0 && report.passed.is_empty() => NOTHING_READ,
        _ if arguments.ends_well() => 0,
        worst => exit_code_of(worst),
    }
}

/// Says what was not read, and which names in comments no rule has.
fn warn(arguments: &ScanArgs, report: &Report, log: &mut AgentLog<io::Stderr>) -> io::Result<()> {
    let word = if arguments.is_strict() {
        "error"
    } else {
        "warning"
    };
    for it in &report.unreadable {
        if arguments.is_strict() || !arguments.is_quiet() {
            let text = format!("{word}: {} cannot be read: {}", it.file, it.reason);
            log.line(&redact(&text))?;
        }
    }
    for (file, unknown) in &report.unknown_rules {
        if !arguments.is_quiet() {
            let (line, name) = (unknown.line, &unknown.name);
            let text = format!("warning: {file}:{line}: no rule is called {name}");
            log.line(&redact(&text))?;
        }
    }
    Ok(())
}
