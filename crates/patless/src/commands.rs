//! The verbs of the command line, one per file.

pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod exec;
pub(crate) mod post_job;
pub(crate) mod task;
pub(crate) mod token;
