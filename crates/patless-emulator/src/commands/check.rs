//! Subcommand `check`: compiles pipeline files as the service does, and tells their faults. Nothing runs.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use patless_pipeline::{Options, Severity, compile, print};

use super::error::CommandError;
use crate::check::{Format, Found, Paint};
use crate::cli::CheckArgs;

/// Checks the files. What was found goes to `out`, with `--print` to standard error.
pub(super) fn execute(args: &CheckArgs, out: &mut dyn io::Write) -> Result<(), CommandError> {
    let mut found = Found::default();
    for file in &args.files {
        let compiled = compile(file, &options(args, file)?);
        if args.print
            && let Some(expanded) = &compiled.expanded
        {
            out.write_all(print(expanded).as_bytes())?;
        }
        found.add(compiled);
    }
    if args.print {
        found.write(args.format, paint(io::stderr().is_terminal()), &mut io::stderr())?;
    } else {
        found.write(args.format, paint(io::stdout().is_terminal()), out)?;
    }
    let unsupported = found.count(Severity::Unsupported);
    if found.count(Severity::Error) > 0 || args.strict && unsupported > 0 {
        return Err(CommandError::Faulty);
    }
    Ok(())
}

fn paint(is_terminal: bool) -> Paint {
    if is_terminal {
        Paint::Colors
    } else {
        Paint::Plain
    }
}

fn options(args: &CheckArgs, file: &Path) -> io::Result<Options> {
    Ok(Options {
        root: match &args.root {
            Some(root) => root.clone(),
            None => root_of(file)?,
        },
        ..args.given.options()
    })
}

/// Returns the root of the repository that a file is in, or else the file's folder.
pub(super) fn root_of(file: &Path) -> io::Result<PathBuf> {
    let file = std::path::absolute(file)?;
    let mut folders = file.ancestors().skip(1);
    let repository = folders.find(|folder| folder.join(".git").exists());
    let folder = repository.or_else(|| file.parent());
    Ok(folder.unwrap_or(Path::new("")).to_owned())
}
