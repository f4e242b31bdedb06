//! The page beside a job: its address, and how long it stays.

use std::io::{self, IsTerminal as _, Write};
use std::thread;
use std::time::Duration;

use crate::agent::CancellationToken;
use crate::commands::error::CommandError;
use crate::emulator::Emulator;
use crate::page::{Page, ShownJob};

/// Opens the page, and tells its address before the log begins.
pub(super) fn open(emulator: &Emulator, out: &mut dyn Write) -> Result<Page, CommandError> {
    let page = Page::open(emulator, 0, ShownJob::Log)
        .map_err(|error| CommandError::Page { port: 0, error })?;
    writeln!(out, "patless-emulator: page at {}", page.url())?;
    out.flush()?;
    Ok(page)
}

/// Keeps the page open until somebody presses Enter or stops this process. Where nobody can, it ends with the job.
pub(super) fn stay(stop: &CancellationToken, out: &mut dyn Write) -> io::Result<()> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(());
    }
    writeln!(out, "The page stays open until you press Enter.")?;
    out.flush()?;
    let entered = stop.clone();
    thread::spawn(move || {
        // A terminal that is gone ends the wait too.
        let _read_or_gone = io::stdin().read_line(&mut String::new());
        entered.cancel();
    });
    while !stop.is_canceled() {
        thread::sleep(PAUSE);
    }
    Ok(())
}

/// Time between two looks at the token.
const PAUSE: Duration = Duration::from_millis(50);
