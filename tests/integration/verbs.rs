//! The verbs of a script step and of a desk: `token`, `exec`, `whoami` and `completions`.

mod call;
mod completions;
#[cfg(unix)] // its commands are those of Unix
mod environment;
mod exit_codes;
mod forms;
mod identities;
mod refused;
mod selection;
#[cfg(unix)]
mod signals;
mod unmasked;
mod whoami;
#[cfg(windows)]
mod windows;
