//! Reasons why a job did not run, or could not finish.

use std::io;

use patless_pipeline::Place;

use super::task_definition::TaskDefinitionError;

/// Error of a job: it was refused before its first step, or could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// A step needs what is not here, and steps may not be skipped.
    #[error("{at}: unsupported: {what}")]
    NotPlayed {
        /// Where the step is.
        at: Place,
        /// What it needs, and how to give it.
        what: String,
    },
    /// An input names a connection that the job may not use. Except for the list at the end, the text is the service's.
    #[error(
        "The pipeline is not valid. Job {job}: Step {step} input {input} references service connection {connection} \
         which could not be found. The service connection does not exist, has been disabled or has not been \
         authorized for use. For authorization details, refer to https://aka.ms/yamlauthz. (This emulator has: {known}.)"
    )]
    ConnectionNotFound {
        /// The job.
        job: String,
        /// The step's reference name.
        step: String,
        /// The input.
        input: String,
        /// The name or GUID that was not found.
        connection: String,
        /// The connections that the input accepts, with their types.
        known: String,
    },
    /// The installed task's contract cannot be used.
    #[error(transparent)]
    TaskDefinition(#[from] TaskDefinitionError),
    /// A folder of the agent cannot be created or emptied.
    #[error("cannot prepare the work folder")]
    WorkFolder(#[source] io::Error),
    /// The log cannot be written.
    #[error("cannot write the job log")]
    Log(#[source] io::Error),
}
