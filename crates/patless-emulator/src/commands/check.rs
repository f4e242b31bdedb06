//! Subcommand `check`: compiles pipeline files as the service does, and tells their faults. Nothing runs.

use std::io::{self, IsTerminal};
use std::path::Path;

use patless_pipeline::{Options, Severity, Unset, compile, print};

use super::error::CommandError;
use super::root::root_of;
use crate::check::{Found, Paint, predefined};
use crate::cli::CheckArgs;

/// Checks the files. What was found goes to `out`, with `--print` to standard error.
pub(super) fn execute(args: &CheckArgs, out: &mut dyn io::Write) -> Result<(), CommandError> {
    let mut found = Found::default();
    for file in &args.files {
        let compiled = compile(file, &options(args, file)?);
        if let Some(expanded) = compiled.expanded.as_ref().filter(|_| args.print) {
            out.write_all(print(expanded).as_bytes())?;
        }
        found.add(compiled);
    }
    if args.print {
        let paint = paint(&io::stderr());
        found.write(args.format, paint, &mut io::stderr())?;
    } else {
        found.write(args.format, paint(&io::stdout()), out)?;
    }
    let has = |severity| found.count(severity) > 0;
    if has(Severity::Error) || args.strict && has(Severity::Unsupported) {
        return Err(CommandError::Faulty);
    }
    Ok(())
}

fn paint(out: &impl IsTerminal) -> Paint {
    if out.is_terminal() {
        Paint::Colors
    } else {
        Paint::Plain
    }
}

fn options(args: &CheckArgs, file: &Path) -> io::Result<Options> {
    let queued = args.variables.iter();
    let queued = queued.map(|it| (it.name.clone(), it.value.clone()));
    Ok(Options {
        root: match &args.root {
            Some(root) => root.clone(),
            None => root_of(file)?,
        },
        repositories: args.repositories.clone(),
        parameters: args.parameters.clone(),
        variables: predefined().into_iter().chain(queued).collect(),
        unset: Unset::Empty,
    })
}
