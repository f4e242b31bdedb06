//! What a pipeline is, once everything is expanded: stages of jobs of steps.

mod job;
mod pipeline;
mod step;
mod variable;

pub use job::{Container, Deployment, Hook, Job, JobKind, Strategy};
pub use pipeline::{Condition, Dependencies, Pipeline, Repository, Stage};
pub use step::{Action, Checkout, Download, Publish, Script, Shell, Step, Target, Task};
pub use variable::Variable;
