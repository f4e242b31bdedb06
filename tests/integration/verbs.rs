//! The verbs of a script step and of a desk: `token`, `exec`, `whoami` and `completions`.

mod call;
mod completions;
#[cfg(unix)] // its commands are those of Unix
mod environment;
mod exit_codes;
mod failures;
mod forms;
mod identities;
#[cfg(unix)]
mod recipes;
mod refused;
mod selection;
mod set_up;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod signed_in;
mod unmasked;
mod whoami;
#[cfg(windows)]
mod windows;

pub(crate) use call::{Call, Ended, access_tokens, emulator, with_secret};
pub(crate) use set_up::device_code;
#[cfg(unix)]
pub(crate) use signed_in::with_az;
