//! Moves the clock of an emulator that runs, for tests.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::clock::forward;
use crate::emulator::Emulator;

impl Emulator {
    /// Returns the file that says by how many seconds the clock of all services has been moved.
    ///
    /// A debug build of Patless that has the file in `PATLESS_EMULATOR_CLOCK` follows it.
    pub fn clock_file(&self) -> &Path {
        self.moved().file()
    }

    /// Moves the clock of all services, and of whatever else follows [`clock_file`](Self::clock_file).
    ///
    /// It moves a minute at a time, with a short pause after each, in which whatever looks at the clock can act.
    pub fn forward(&self, by: Duration) -> io::Result<()> {
        forward(self.clock_file(), by)
    }

    /// Moves the clock of all services to `by` ahead of where it was at the start, at once.
    pub fn move_clock_to(&self, by: Duration) -> io::Result<()> {
        self.moved().move_to(by)
    }
}
