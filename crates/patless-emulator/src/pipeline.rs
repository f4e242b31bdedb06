//! Reads the subset of Azure Pipelines YAML that the emulated agent can run, and refuses the rest by file and line.
//!
//! Accepted and ignored, because nothing in a job depends on it here: `trigger`, `pr`, `schedules`, `name` at the top,
//! `resources`, `pool`, `dependsOn`, `timeoutInMinutes`, `cancelTimeoutInMinutes`, and the options of `checkout` that
//! only change how much is fetched. Everything that is not read is refused, never skipped.

mod condition;
mod document;
mod error;
mod evaluation;
mod expression;
mod fields;
mod job;
mod node;
mod parameters;
mod pipeline_file;
mod position;
mod step;
mod template;
mod variables;

pub use condition::{Condition, JobStatus};
pub use error::{PipelineError, PipelineErrorKind};
pub use job::{Action, Checkout, Job, Script, Shell, Step, TaskReference, YamlVariable};
pub use pipeline_file::read;
pub use position::Position;
