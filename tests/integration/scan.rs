//! `patless scan`, as people and jobs call it.

mod acme;
mod baseline;
mod checkout;
mod findings;
mod fixes;
mod formats;
mod hostile;
mod samples;
pub(crate) mod sarif;
mod settings;
#[cfg(target_os = "linux")] // script(1) makes the terminal
mod terminal;
