//! Fixes files, or shows how: what a file holds now counts, not what it held when it was scanned.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use patless_scan::{Finding, Fixed, Paint, Report, Which, diff};

use super::arguments::ScanArgs;
use super::replace_file::replace;
use super::session::Session;
use crate::sinks::AgentLog;

/// Fixes what the report has, as far as it is asked for, and puts into the report what is left. Shown changes go to `out`.
pub(crate) fn fix<W: Write>(
    arguments: &ScanArgs,
    session: &Session,
    report: &mut Report,
    paint: Paint,
    out: &mut impl Write,
    log: &mut AgentLog<W>,
) -> io::Result<()> {
    let Some(which) = arguments.which() else {
        return Ok(());
    };
    for (file, wanted) in wanted(report) {
        if arguments.diff {
            show(session, &file, which, &wanted, paint, out)?;
            continue;
        }
        match write(session, &file, which, &wanted) {
            Ok(None) => {}
            Ok(Some(fixed)) => {
                let left = session.scan_bytes(&file, fixed.text.as_bytes());
                report.replace(&file, left);
                if !arguments.quiet {
                    let uses = if fixed.count == 1 { "use" } else { "uses" };
                    log.line(&format!("fixed {} {uses} in {file}", fixed.count))?;
                }
            }
            Err(reason) => {
                log.line(&format!("warning: {file} was not written: {reason}"))?;
            }
        }
    }
    Ok(())
}

/// A finding, by its rule and where it begins.
type Use = (&'static str, usize);

/// Returns the files that something can be fixed in, with all findings that are left in each.
fn wanted(report: &Report) -> BTreeMap<String, BTreeSet<Use>> {
    let mut wanted = BTreeMap::<String, BTreeSet<Use>>::new();
    for finding in report.findings.iter().filter(|it| it.fix.is_some()) {
        let uses = wanted.entry(finding.file.clone()).or_default();
        uses.insert(as_use(finding));
    }
    wanted
}

fn as_use(finding: &Finding) -> Use {
    (finding.rule.id, finding.start.offset)
}

fn fixed(
    session: &Session,
    file: &str,
    bytes: &[u8],
    which: Which,
    wanted: &BTreeSet<Use>,
) -> Option<Fixed> {
    let is_wanted = |finding: &Finding| wanted.contains(&as_use(finding));
    session.scanner.fix_bytes(file, bytes, which, is_wanted)
}

/// Shows what would be changed.
fn show(
    session: &Session,
    file: &str,
    which: Which,
    wanted: &BTreeSet<Use>,
    paint: Paint,
    out: &mut impl Write,
) -> io::Result<()> {
    let bytes = match &session.input {
        Some(input) => input.bytes.clone(),
        None => std::fs::read(session.place.working_folder.join(file)).unwrap_or_default(),
    };
    let (Some(fixed), Ok(before)) = (
        fixed(session, file, &bytes, which, wanted),
        std::str::from_utf8(&bytes),
    ) else {
        return Ok(());
    };
    diff(file, before, &fixed.text, paint, out)?;
    writeln!(out)
}

/// Changes a file. `None`: there is nothing to change.
fn write(
    session: &Session,
    file: &str,
    which: Which,
    wanted: &BTreeSet<Use>,
) -> io::Result<Option<Fixed>> {
    let path = session.place.working_folder.join(file);
    if !path.symlink_metadata()?.is_file() {
        return Err(io::Error::other("it is no file, but a link"));
    }
    if !is_below(&path, &session.place.paths)? {
        return Err(io::Error::other("it is not in what is scanned"));
    }
    let bytes = std::fs::read(&path)?;
    let Some(fixed) = fixed(session, file, &bytes, which, wanted) else {
        return Ok(None);
    };
    if std::fs::read(&path)? != bytes {
        return Err(io::Error::other("it changed meanwhile"));
    }
    replace(&path, fixed.text.as_bytes())?;
    Ok(Some(fixed))
}

/// Tells whether a file really is one of the paths, or in one of them: a folder may have become a link.
fn is_below(file: &Path, paths: &[PathBuf]) -> io::Result<bool> {
    let real = file.canonicalize()?;
    let mut below = false;
    for path in paths {
        below |= path.canonicalize().is_ok_and(|path| real.starts_with(path));
    }
    Ok(below)
}
