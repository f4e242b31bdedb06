//! The verbs of the command line, one per file.

mod answer;
pub(crate) mod audit;
pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod exec;
pub(crate) mod git;
pub(crate) mod git_credential;
pub(crate) mod keep;
pub(crate) mod plan;
pub(crate) mod post_job;
pub(crate) mod scan;
pub(crate) mod task;
pub(crate) mod token;
pub(crate) mod whoami;
