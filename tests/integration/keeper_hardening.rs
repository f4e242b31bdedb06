//! The keeper under attack: requests that are refused, callers that are slow or many, what others of the same user can read, and
//! steps that fail or come again. Each runs through [`kept`], which looks for leaks when the test is over.

mod attempts;
mod crowd;
mod day;
mod kept;
mod private;
mod raw;
mod refused;
mod stopped;
mod strangers;
