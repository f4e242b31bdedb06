//! Reads the environment of the process. No other file does.
#![expect(
    clippy::disallowed_methods,
    reason = "the one owner of the process environment"
)]

use std::ffi::OsString;

use patless_core::Environment;
use zeroize::Zeroizing;

/// Reads the environment of the process, without variables that are not Unicode: the agent sets none.
pub(crate) fn environment() -> Environment {
    Environment::new(
        std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }),
    )
}

/// Lists the names of all variables of the process that are Unicode: those that a child would inherit.
pub(crate) fn variable_names() -> Vec<String> {
    let names = std::env::vars_os().map(|(name, _)| name.into_string());
    names.filter_map(Result::ok).collect()
}

/// The variables that a process of ours needs which outlives the step: those by which the agent finds it at the end of the job, and
/// those without which a program does not start on Windows.
pub(crate) fn variables_of_a_daemon() -> Vec<(&'static str, OsString)> {
    let present = |name: &&'static str| Some((*name, std::env::var_os(name)?));
    OF_A_DAEMON.iter().filter_map(present).collect()
}

const OF_A_DAEMON: &[&str] = &[
    "VSTS_PROCESS_LOOKUP_ID",
    "SystemRoot",
    "SystemDrive",
    #[cfg(debug_assertions)]
    EMULATED_CLOCK,
];

/// The variable with the file of the emulator's clock. No release build has its name in it.
#[cfg(debug_assertions)]
const EMULATED_CLOCK: &str = "PATLESS_EMULATOR_CLOCK";

/// The file of the emulator's clock. `None` if there is none, as outside of tests.
#[cfg(debug_assertions)]
pub(super) fn emulated_clock() -> Option<std::path::PathBuf> {
    std::env::var_os(EMULATED_CLOCK).map(Into::into)
}

/// Reads one variable that the user named, which may hold a token. What is not Unicode becomes U+FFFD, which no token has.
pub(crate) fn variable(name: &str) -> Option<Zeroizing<String>> {
    let value = std::env::var_os(name)?;
    let text = value.into_string();
    Some(Zeroizing::new(text.unwrap_or_else(|value| {
        value.to_string_lossy().into_owned()
    })))
}

/// Reads a variable that says where programs are.
pub(super) fn variable_of_programs(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}
