//! Asks the person at the terminal to sign in.

use std::io::{self, IsTerminal as _, Write as _};

use patless_core::sources::Prompt;

/// Returns how to ask somebody who sees standard error. `None` if nobody does, as it is no terminal.
pub(crate) fn at_a_terminal() -> Option<Prompt> {
    io::stderr().is_terminal().then(on_standard_error)
}

/// Writes the request on standard error, whoever sees it: standard output is for the token.
pub(crate) fn on_standard_error() -> Prompt {
    Prompt::new(|sign_in| {
        // If nobody can read it, the code expires.
        let _ = writeln!(io::stderr(), "{sign_in}");
    })
}
