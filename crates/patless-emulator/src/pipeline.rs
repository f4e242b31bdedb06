//! Reader of the subset of Azure Pipelines YAML that the emulated agent can run. It refuses everything else, with file
//! and line.
//!
//! Some keys are accepted and ignored because they change nothing in an emulated job: `trigger`, `pr`, `schedules`, the
//! top-level `name`, `resources`, `pool`, `dependsOn`, `timeoutInMinutes`, `cancelTimeoutInMinutes`, and the fetch
//! options of `checkout`. Every other unknown key is refused, never skipped.

mod adapter;
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

pub use adapter::read_steps;
pub use condition::{Condition, JobStatus};
pub use error::{PipelineError, PipelineErrorKind};
pub use job::{Action, Checkout, Job, Script, Shell, Step, TaskReference, YamlVariable};
pub use pipeline_file::read;
pub use position::Position;
