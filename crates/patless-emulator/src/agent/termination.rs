//! Waits for a process to end, and ends it if the job is canceled: by SIGINT, then SIGTERM, then SIGKILL.

use std::io;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use super::cancellation::Cancellation;

/// How a process came to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct End {
    /// Its exit status.
    pub(super) status: ExitStatus,
    /// Whether the job was canceled while it ran.
    pub(super) canceled: bool,
}

/// Waits. Without a wish to cancel, the process runs to its own end.
pub(super) fn wait(child: &mut Child, cancellation: Option<&Cancellation>) -> io::Result<End> {
    let Some(cancellation) = cancellation else {
        return child.wait().map(End::of);
    };
    while !cancellation.is_requested() {
        if let Some(status) = child.try_wait()? {
            return Ok(End::of(status));
        }
        thread::sleep(PAUSE);
    }
    cancel(child).map(|status| End {
        status,
        canceled: true,
    })
}

impl End {
    /// Describes the end of a process that nobody stopped.
    fn of(status: ExitStatus) -> Self {
        Self {
            status,
            canceled: false,
        }
    }
}

/// Asks twice, then insists. Only this process hears it, none that it has started.
fn cancel(child: &mut Child) -> io::Result<ExitStatus> {
    for (signal, patience) in REQUESTS {
        ask(child, signal)?;
        if let Some(status) = wait_for(child, patience)? {
            return Ok(status);
        }
    }
    child.kill()?;
    child.wait()
}

/// Waits for so long at most.
#[expect(
    clippy::disallowed_methods,
    reason = "a real process takes real time, whatever clock the services have"
)]
fn wait_for(child: &mut Child, patience: Duration) -> io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        let status = child.try_wait()?;
        if status.is_some() || started.elapsed() >= patience {
            return Ok(status);
        }
        thread::sleep(PAUSE);
    }
}

/// Sends a signal to a process that nobody has waited for yet, so that its id is still its own.
#[cfg(unix)]
fn ask(child: &Child, signal: Request) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process};
    let signal = match signal {
        Request::Interrupt => Signal::INT,
        Request::Terminate => Signal::TERM,
    };
    Ok(kill_process(Pid::from_child(child), signal)?)
}

/// Other systems have no signals; the emulator sends no Ctrl events.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn ask(_: &Child, _: Request) -> io::Result<()> {
    Ok(())
}

/// What a process is asked.
#[derive(Clone, Copy, Debug)]
enum Request {
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

/// What the agent asks, and how long it waits for the answer (`PROCESS_SIGINT_TIMEOUT`, `PROCESS_SIGTERM_TIMEOUT`).
const REQUESTS: [(Request, Duration); 2] = [
    (Request::Interrupt, Duration::from_millis(7500)),
    (Request::Terminate, Duration::from_millis(2500)),
];

/// How often a process is looked at.
const PAUSE: Duration = Duration::from_millis(4);
