//! The clock that everything in this process goes by.
//!
//! A release build has the machine's clock and nothing else: no variable, file or flag moves it, and a package with the name of
//! such a variable in it is not made (`patless-package`). A debug build follows the clock of the emulator, where one is named, so
//! that a job of hours is played in seconds.

#[cfg(debug_assertions)]
mod moved;

use std::sync::Arc;

use patless_core::{Clock, SystemClock};

/// Starts the clock of this process.
pub(crate) fn start_clock() -> Arc<dyn Clock> {
    #[cfg(debug_assertions)]
    if let Some(file) = super::environment::emulated_clock() {
        return Arc::new(moved::MovedClock::start(file));
    }
    Arc::new(SystemClock::start())
}
