//! What belongs to the process: its environment and its signals. Everybody else is handed values.

mod commands;
mod dumps;

use std::io::{self, IsTerminal};

use patless_core::Environment;
use patless_core::variables::TF_BUILD;

use crate::colored::Colors;
pub(crate) use commands::variable_with_command;
pub(crate) use dumps::forbid_dumps;

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

/// Tells whether standard output gets colors: a terminal does, unless its user does not want any.
///
/// The log of a job never does, whatever `CLICOLOR_FORCE` says: the agent sets `TF_BUILD` in all that it starts.
/// Sources: <https://no-color.org>, <https://bixense.com/clicolors/>.
pub(crate) fn colors(environment: &Environment) -> Colors {
    let is_unwanted = environment.variable(&TF_BUILD).is_some() || anstyle_query::no_color();
    let is_fit = || {
        io::stdout().is_terminal()
            && anstyle_query::clicolor() != Some(false)
            && anstyle_query::term_supports_color()
    };
    // A console of Windows takes colors once it is asked to; elsewhere, nobody needs to ask.
    let is_ready = || anstyle_query::windows::enable_ansi_colors() != Some(false);
    if !is_unwanted && (anstyle_query::clicolor_force() || is_fit() && is_ready()) {
        Colors::On
    } else {
        Colors::Off
    }
}

/// Waits until the process is asked to stop: SIGINT or SIGTERM, as the agent cancels a step.
///
/// Where the system lets nobody listen, it waits for ever, and the system's own way of stopping a process remains.
#[cfg(unix)]
pub(crate) async fn canceled() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok((mut interrupt, mut terminate)) = signal(SignalKind::interrupt())
        .and_then(|first| Ok((first, signal(SignalKind::terminate())?)))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

/// Waits until the process is asked to stop: Ctrl-C or Ctrl-Break, as the agent cancels a step.
#[cfg(windows)]
pub(crate) async fn canceled() {
    use tokio::signal::windows::{ctrl_break, ctrl_c};
    let Ok((mut interrupt, mut terminate)) = ctrl_c().and_then(|first| Ok((first, ctrl_break()?)))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
