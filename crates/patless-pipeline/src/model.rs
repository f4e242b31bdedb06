//! What a pipeline is, once everything is expanded: stages of jobs of steps.

mod condition;
mod dependencies;
mod job;
mod pipeline;
mod step;
mod variable;

pub use condition::Condition;
pub use dependencies::Dependencies;
pub use job::{Container, Deployment, Hook, Job, JobKind, Strategy};
pub use pipeline::{Pipeline, Repository, Stage};
pub use step::{Action, Checkout, Download, Publish, Script, Shell, Step, Target, Task};
pub use variable::Variable;
