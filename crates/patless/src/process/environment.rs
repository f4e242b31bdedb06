//! Reads the environment of the process. No other file reads all of it.

use patless_core::Environment;

/// Reads the environment of the process, without variables that are not Unicode: the agent sets none.
#[expect(
    clippy::disallowed_methods,
    reason = "the one owner of the process environment"
)]
pub(crate) fn environment() -> Environment {
    Environment::new(
        std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }),
    )
}
