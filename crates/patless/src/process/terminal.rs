//! Whether a person at a terminal reads standard output.

use std::io::{self, IsTerminal};

use patless_core::Environment;
use patless_core::variables::TF_BUILD;

use crate::colored::Colors;

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
