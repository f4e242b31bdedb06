//! Sinks: where an access token goes, one kind per file.

mod job_output;
mod logging_command;
mod masked;
pub mod masks;
mod note;
mod pipeline_variable;

pub(crate) use job_output::JobOutput;
pub use logging_command::{AgentLog, Escaping};
pub use masked::Masked;
pub(crate) use note::{note, noted};
pub use pipeline_variable::PipelineVariable;
