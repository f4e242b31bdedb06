//! The environment of the process. The only file that reads it as a whole.

use patless_core::Environment;

/// Takes the environment of the process. Variables that are not Unicode are left out: the agent sets none.
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
