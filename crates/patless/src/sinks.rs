//! Sinks: where an access token goes, one kind per file.

mod job_output;
mod line_by_line;
mod logging_command;
mod masked;
pub mod masks;
mod note;
mod pipeline_variable;
mod result;

pub(crate) use job_output::JobOutput;
pub(crate) use line_by_line::LineByLine;
pub use logging_command::{AgentLog, Escaping};
pub use masked::Masked;
pub(crate) use note::{Noted, NotedKeeper, note, noted};
pub use pipeline_variable::PipelineVariable;
pub(crate) use result::write_result;
