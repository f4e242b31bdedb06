//! The verbs of the command line. One a file.

pub mod doctor;
pub mod task;
