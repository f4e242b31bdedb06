//! Runs another program as a child that takes this process's place: its streams, its signals and its end.

mod end;
#[cfg(any(windows, test))]
mod endings;
mod lookup;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::ffi::OsString;
use std::io;
use std::path::Path;
#[cfg(windows)]
use std::path::PathBuf;
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

/// From its creation on, a signal that asks this process to stop is for the child: it reaches it once there is one.
pub(crate) struct Held {
    #[cfg(unix)]
    forwarding: signals::Forwarding,
    #[cfg(windows)]
    listening: windows::Listening,
}

impl Held {
    /// Begins to hold signals.
    pub(crate) fn begin() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            forwarding: signals::Forwarding::begin()?,
            #[cfg(windows)]
            listening: windows::listen()?,
        })
    }
}

/// Runs a program to its end, which gets the signals that are held. `add` adds what must not be kept to the environment of the child.
///
/// The program is looked up in the absolute folders of `PATH`, so never in the working folder. A name with a folder in it is
/// taken as it is.
///
/// # Errors
/// It cannot be started.
pub(crate) fn run(
    program: &Program,
    dumps: &NoDumps,
    held: &Held,
    add: impl FnOnce(&mut Command),
) -> io::Result<End> {
    let mut command = command(program)?;
    command.args(&program.arguments);
    for name in &program.removed {
        command.env_remove(name);
    }
    add(&mut command);
    #[cfg(unix)]
    return unix::run(command, dumps, &held.forwarding);
    #[cfg(windows)]
    {
        // It is there until the end.
        let _: &windows::Listening = &held.listening;
        windows::run(command, dumps)
    }
}

/// The command for a program, under the name that it was called by, without arguments. It is looked up as by [`run`].
///
/// # Errors
/// There is no such program.
#[cfg(unix)]
pub(crate) fn command(program: &Program) -> io::Result<Command> {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    if lookup::has_folder(&program.name) {
        return Ok(Command::new(&program.name));
    }
    let path = super::environment::variable_of_programs("PATH");
    // Where it is not set, as the system does.
    let path = path.unwrap_or_else(|| "/bin:/usr/bin".into());
    let can_be_run = |path: &Path| {
        let metadata = path.metadata();
        metadata.is_ok_and(|it| it.permissions().mode() & 0o111 != 0)
    };
    let names = std::slice::from_ref(&program.name);
    let found = lookup::find(names, &path, can_be_run, Path::is_file);
    let mut command = Command::new(found.ok_or_else(no_program)?);
    command.arg0(&program.name);
    Ok(command)
}

/// The command for a program, by one of the endings that programs have, without arguments. It is looked up as by [`run`].
///
/// # Errors
/// There is no such program.
#[cfg(windows)]
pub(crate) fn command(program: &Program) -> io::Result<Command> {
    let read = super::environment::variable_of_programs;
    let (path, endings) = (read("PATH"), read("PATHEXT"));
    let (path, endings) = (path.unwrap_or_default(), endings.unwrap_or_default());
    let names = endings::names(&program.name, &endings);
    let found = if lookup::has_folder(&program.name) {
        names.into_iter().map(PathBuf::from).find(|it| it.is_file())
    } else {
        lookup::find(&names, &path, Path::is_file, Path::is_file)
    };
    Ok(Command::new(found.ok_or_else(no_program)?))
}

/// For a person who sees the program in the working folder.
fn no_program() -> io::Error {
    let told = "there is no such program (a name without a folder is looked for in the absolute folders of PATH)";
    io::Error::new(io::ErrorKind::NotFound, told)
}

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
