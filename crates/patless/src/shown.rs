//! Refuses to write a token where people read it.

use crate::cli::mask_args::Agent;
use crate::input_error::InputError;
use crate::process::Reader;

/// Refuses a terminal, and the log of a job.
pub(crate) fn refuse_to_show(agent: Agent, reader: Reader) -> Result<(), InputError> {
    let what = match reader {
        Reader::Person => "a terminal",
        Reader::Agent if agent.reads(reader) => "the log of the job",
        _ => return Ok(()),
    };
    Err(InputError::Shown { what })
}
