//! The verbs of a script step and of a desk: `token`, `exec` and `completions`.

mod call;
mod completions;
mod environment;
mod exit_codes;
mod forms;
mod refused;
mod selection;
#[cfg(unix)]
mod signals;
mod unmasked;
