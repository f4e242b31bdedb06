//! Emulated Azure Pipelines agent: runs steps, reads their logging commands, and masks their output.
//!
//! It behaves like agent v5.278, or like an older agent where the difference matters ([`AgentVersion`]), as far as a
//! job of scripts and one task can observe. It shares no code with the crates that it tests.

mod agent_variables;
mod artifact_files;
mod artifact_name;
mod artifact_patterns;
mod artifact_step;
mod artifact_work;
mod artifacts;
mod attempts;
mod cancellation;
mod check;
mod checkout_step;
mod checkouts;
mod commands;
mod compile;
mod condition;
mod context;
#[cfg(unix)]
mod default_signals;
mod directories;
mod encoders;
mod environment;
mod expansion;
mod host;
mod job;
mod job_error;
mod job_message;
mod job_steps;
mod limits;
mod lines;
mod log;
pub mod logging_command;
pub mod masker;
#[cfg(target_os = "linux")]
mod orphans;
mod outcome;
mod output_queue;
mod pace;
mod plan;
mod process;
mod read_only;
mod restrictions;
mod result;
mod script;
mod script_contents;
mod script_step;
mod script_task;
mod step;
mod step_process;
mod step_run;
mod task_definition;
mod task_folder;
mod task_name;
mod task_search;
mod task_step;
mod termination;
mod text;
mod unpack;
mod variable;
mod variables;
mod version;

pub use cancellation::CancellationToken;
pub use check::check_job;
#[cfg(unix)]
pub use default_signals::start_steps_with_default_signals;
pub use host::{AgentHost, InstalledTask, LocalRepository, Missing, TaskProgram};
pub use job::run_job;
pub use job_error::JobError;
pub use job_message::{Endpoint, JobMessage, SystemConnection};
pub use job_steps::{DefaultSources, JobSteps};
pub use masker::Masker;
pub use outcome::{Issue, IssueKind, JobOutcome, StepOutcome};
pub use pace::Pace;
pub use result::TaskResult;
pub use task_definition::TaskDefinitionError;
pub use task_folder::{InvalidTaskFolder, TaskFolder};
pub use variable::Variable;
pub use version::{AgentVersion, InvalidAgentVersion};
