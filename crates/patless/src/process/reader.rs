//! Who reads a standard stream: a person, the agent or a program.

use std::io;
#[cfg(unix)]
use std::os::fd::AsFd;

/// Who reads a stream, as far as it can be seen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reader {
    /// A person at a terminal.
    Person,
    /// The agent, line by line, if a job runs: the stream is a socket, which Node gives a script that it starts. Files,
    /// pipes of a shell and its `$(…)` are none.
    Agent,
    /// A program, or a file.
    Other,
}

/// Who reads standard output.
pub(crate) fn of_standard_output() -> Reader {
    of(&io::stdout())
}

/// Who reads standard error.
pub(crate) fn of_standard_error() -> Reader {
    of(&io::stderr())
}

#[cfg(unix)]
fn of(stream: &(impl io::IsTerminal + AsFd)) -> Reader {
    use std::os::unix::fs::FileTypeExt as _;
    if stream.is_terminal() {
        return Reader::Person;
    }
    let own = stream.as_fd().try_clone_to_owned();
    let metadata = own.and_then(|own| std::fs::File::from(own).metadata());
    match metadata {
        Ok(metadata) if metadata.file_type().is_socket() => Reader::Agent,
        _ => Reader::Other,
    }
}

/// What kind of pipe a stream is cannot be asked without unsafe code.
#[cfg(not(unix))]
fn of(stream: &impl io::IsTerminal) -> Reader {
    if stream.is_terminal() {
        Reader::Person
    } else {
        Reader::Other
    }
}
