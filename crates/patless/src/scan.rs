//! `patless scan`: what it is asked for, what it changes, and how it ends.

mod arguments;
mod ending;
mod error;
mod fixing;
mod known;
mod progress;
mod replace_file;
mod session;
mod settings;
mod written;

pub(crate) use arguments::ScanArgs;
pub(crate) use ending::{NOTHING_READ, exit_code_of};
pub(crate) use error::ScanError;
pub(crate) use fixing::fix;
pub(crate) use known::{take_out_known, write_baseline};
pub(crate) use progress::{Progress, Seen};
pub(crate) use session::Session;
pub(crate) use written::write_findings;
