//! Whether a person at a terminal reads standard output.

use std::io::{self, IsTerminal};

use patless_core::Environment;
use patless_core::variables::TF_BUILD;

use crate::colored::Colors;

/// Whether standard output gets colors: a terminal does, unless the user disables them.
///
/// A job log never does, whatever `CLICOLOR_FORCE` says: the agent sets `TF_BUILD` for every process that it starts.
/// Sources: <https://no-color.org>, <https://bixense.com/clicolors/>.
pub(crate) fn colors(environment: &Environment) -> Colors {
    let is_unwanted = environment.variable(&TF_BUILD).is_some() || anstyle_query::no_color();
    let is_fit = || {
        io::stdout().is_terminal()
            && anstyle_query::clicolor() != Some(false)
            && anstyle_query::term_supports_color()
    };
    // The Windows console must be asked to support colors; other terminals need not.
    let is_ready = || anstyle_query::windows::enable_ansi_colors() != Some(false);
    if !is_unwanted && (anstyle_query::clicolor_force() || is_fit() && is_ready()) {
        Colors::On
    } else {
        Colors::Off
    }
}
