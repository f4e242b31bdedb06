//! The doors of the keeper, each used by programs that we did not write, as they are: the task starts the keeper, they run in later
//! steps, and the post-job stage ends it. Where a program cannot be had here, its requests are made as it makes them.

mod asked;
mod azd;
mod client;
mod kept_job;
mod managed_identity;
mod oidc;
mod token_file;

pub(crate) use kept_job::KeptJob;
