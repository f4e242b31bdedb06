//! Errors of the subcommands, and the exit code of each.

use std::error::Error;
use std::fmt;
use std::io;

use crate::agent::JobError;
use crate::pipeline::PipelineError;

/// Error of a subcommand.
#[derive(Debug)]
#[non_exhaustive]
pub enum CommandError {
    /// No scenario has this name. A usage error.
    UnknownScenario(String),
    /// Something that the Patless task needs was not found. A usage error.
    NotFound(&'static str),
    /// The pipeline file is not valid, or needs a feature that is not emulated. A usage error.
    Pipeline(PipelineError),
    /// The job was refused before it started, or could not be run.
    Job(JobError),
    /// The job ran and failed.
    JobFailed,
    /// The page could not be opened. A usage error.
    Page {
        /// Port that was asked for.
        port: u16,
        /// What the system says.
        error: io::Error,
    },
    /// A file, a socket or a signal handler failed.
    Io(io::Error),
}

impl CommandError {
    /// Returns the exit code of the process.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Job(JobError::WorkFolder(_) | JobError::Log(_))
            | Self::JobFailed
            | Self::Io(_) => 1,
            Self::UnknownScenario(_)
            | Self::NotFound(_)
            | Self::Pipeline(_)
            | Self::Page { .. }
            | Self::Job(_) => 2,
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownScenario(name) => write!(
                formatter,
                "no scenario is named `{name}`; `patless-emulator scenarios` lists them",
            ),
            Self::NotFound(what) => formatter.write_str(what),
            Self::Pipeline(error) => error.fmt(formatter),
            Self::Job(error) => write_chain(error, formatter),
            Self::JobFailed => formatter.write_str("the job failed"),
            Self::Page { port, error } => write!(
                formatter,
                "the page cannot be on port {port}: {error}; choose another port, or none for a free one",
            ),
            Self::Io(error) => error.fmt(formatter),
        }
    }
}

impl Error for CommandError {}

/// Writes an error with its causes, outermost first.
fn write_chain(error: &dyn Error, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(formatter, "{error}")?;
    let mut cause = error.source();
    while let Some(inner) = cause {
        write!(formatter, ": {inner}")?;
        cause = inner.source();
    }
    Ok(())
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<PipelineError> for CommandError {
    fn from(error: PipelineError) -> Self {
        Self::Pipeline(error)
    }
}

impl From<JobError> for CommandError {
    fn from(error: JobError) -> Self {
        Self::Job(error)
    }
}
