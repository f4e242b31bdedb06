//! The verbs of the command line. One a file.

pub mod doctor;
pub mod post_job;
pub mod task;
mod told;

pub use told::Told;
