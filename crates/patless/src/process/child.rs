//! Runs another program as a child that takes this process's place: its streams, its signals and its end.

mod end;
#[cfg(any(windows, test))]
mod lookup;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitCode};

use super::dumps::NoDumps;
use end::End;

/// What a child is started with, besides the environment of this process.
#[derive(Debug)]
pub(crate) struct Program {
    /// Its name or path.
    pub(crate) name: OsString,
    /// Its arguments.
    pub(crate) arguments: Vec<OsString>,
    /// The variables that it does not get.
    pub(crate) removed: Vec<String>,
}

/// Runs a program to its end. `add` adds what must not be kept to the environment of the child.
///
/// The program is looked up on `PATH`. On Unix, the system does that as for a shell. On Windows, it is done here: absolute
/// folders only, so never the working folder.
///
/// # Errors
/// It cannot be started.
pub(crate) fn run(
    program: &Program,
    dumps: &NoDumps,
    add: impl FnOnce(&mut Command),
) -> io::Result<End> {
    let mut command = command(program)?;
    command.args(&program.arguments);
    for name in &program.removed {
        command.env_remove(name);
    }
    add(&mut command);
    #[cfg(unix)]
    return unix::run(command, dumps);
    #[cfg(windows)]
    return windows::run(command, dumps);
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "on Windows it can fail")]
fn command(program: &Program) -> io::Result<Command> {
    Ok(Command::new(&program.name))
}

#[cfg(windows)]
fn command(program: &Program) -> io::Result<Command> {
    let read = super::environment::variable_of_programs;
    let (path, extensions) = (read("PATH"), read("PATHEXT"));
    let (path, extensions) = (path.unwrap_or_default(), extensions.unwrap_or_default());
    let found = lookup::find(&program.name, &path, &extensions, |path| path.is_file());
    let found = found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, NO_PROGRAM))?;
    Ok(Command::new(found))
}

/// For a person who sees the program in the working folder.
#[cfg(windows)]
const NO_PROGRAM: &str = "there is no such program (a name without a folder is looked for in the absolute folders of PATH)";

/// Ends this process as the child ended: with its exit code, or by the same signal.
///
/// Call it when everything is dropped that has to be: where a signal ends the process, nothing is dropped any more.
pub(crate) fn end_as(end: End) -> ExitCode {
    match end {
        #[cfg(unix)]
        End::Signal(signal) => unix::end_by(signal),
        End::Code(code) => match u8::try_from(code) {
            Ok(code) => ExitCode::from(code),
            Err(_) => end_with_large(code),
        },
    }
}

/// Exit codes of Windows have 32 bits, and `ExitCode` has 8.
#[expect(clippy::exit, reason = "the only way to such an exit code")]
fn end_with_large(code: i32) -> ! {
    std::process::exit(code)
}
