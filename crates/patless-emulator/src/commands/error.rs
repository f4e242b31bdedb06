//! Errors of the subcommands, and the exit code of each.

use std::error::Error;
use std::fmt;
use std::io;

use patless_pipeline::Fault;
use patless_pipeline::shown::shown;

use crate::agent::JobError;
use crate::run::{GroupError, UnknownName};

/// Error of a subcommand.
#[derive(Debug)]
#[non_exhaustive]
pub enum CommandError {
    /// No scenario has this name. A usage error.
    UnknownScenario(String),
    /// Something that the Patless task needs was not found. A usage error.
    NotFound(&'static str),
    /// The pipeline file is not valid. A usage error.
    Pipeline(Vec<Fault>),
    /// Another usage error, in words.
    Usage(String),
    /// The job was refused before it started, or could not be run.
    Job(JobError),
    /// The service would refuse a file, as has been told. Nothing more is said.
    Faulty,
    /// The pipeline ran and failed.
    RunFailed,
    /// Some of several pipelines failed, or were refused.
    RunsFailed {
        /// How many.
        failed: usize,
        /// How many there are.
        all: usize,
    },
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
            | Self::Faulty
            | Self::RunFailed
            | Self::RunsFailed { .. }
            | Self::Io(_) => 1,
            Self::UnknownScenario(_)
            | Self::NotFound(_)
            | Self::Pipeline(_)
            | Self::Usage(_)
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
            Self::Pipeline(faults) => write_faults(faults, formatter),
            Self::Usage(text) => formatter.write_str(text),
            Self::Job(error @ JobError::ConnectionNotFound { connection, .. }) => write!(
                formatter,
                "{error} To add it to the world: --connection {}",
                shown(connection)
            ),
            Self::Job(error) => write_chain(error, formatter),
            Self::Faulty => Ok(()),
            Self::RunFailed => formatter.write_str("the run failed"),
            Self::RunsFailed { failed, all } => {
                write!(formatter, "{failed} of {all} pipelines failed")
            }
            Self::Page { port, error } => write!(
                formatter,
                "the page cannot be on port {port}: {error}; choose another port, or none for a free one",
            ),
            Self::Io(error) => error.fmt(formatter),
        }
    }
}

impl Error for CommandError {}

/// Writes faults, one a line.
fn write_faults(faults: &[Fault], formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, fault) in faults.iter().enumerate() {
        if index > 0 {
            formatter.write_str("\n")?;
        }
        write!(formatter, "{fault}")?;
    }
    Ok(())
}

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

impl From<GroupError> for CommandError {
    fn from(error: GroupError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<UnknownName> for CommandError {
    fn from(error: UnknownName) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<JobError> for CommandError {
    fn from(error: JobError) -> Self {
        Self::Job(error)
    }
}
