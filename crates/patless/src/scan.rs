//! `patless scan`: what it is asked for, and how it ends.

mod arguments;
mod ending;
mod error;

pub(crate) use arguments::{Format, ScanArgs};
pub(crate) use ending::{NOTHING_READ, exit_code_of};
pub(crate) use error::ScanError;
