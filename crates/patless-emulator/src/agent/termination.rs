//! Termination of a process when the job is canceled: by SIGINT, then SIGTERM, then SIGKILL.

use std::io;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use super::cancellation::CancellationToken;

/// How a process ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct End {
    /// Its exit status.
    pub(super) status: ExitStatus,
    /// Whether the job was canceled while it ran.
    pub(super) canceled: bool,
}

/// Waits until the process ends. If the job is canceled, stops the process. Without a token, it is never stopped.
pub(super) fn wait(child: &mut Child, cancellation: Option<&CancellationToken>) -> io::Result<End> {
    let Some(cancellation) = cancellation else {
        return child.wait().map(End::of);
    };
    while !cancellation.is_canceled() {
        if let Some(status) = child.try_wait()? {
            return Ok(End::of(status));
        }
        thread::sleep(POLL_INTERVAL);
    }
    cancel(child).map(|status| End {
        status,
        canceled: true,
    })
}

impl End {
    /// Describes the end of a process that was not stopped.
    fn of(status: ExitStatus) -> Self {
        Self {
            status,
            canceled: false,
        }
    }
}

/// Stops a process: first with signals that it can handle, then by force. Its children get no signal.
fn cancel(child: &mut Child) -> io::Result<ExitStatus> {
    for (signal, timeout) in STOP_SIGNALS {
        send(child, signal)?;
        if let Some(status) = wait_at_most(child, timeout)? {
            return Ok(status);
        }
    }
    child.kill()?;
    child.wait()
}

/// Waits until the process ends, or until the timeout.
#[expect(
    clippy::disallowed_methods,
    reason = "a real process takes real time, whatever clock the services have"
)]
fn wait_at_most(child: &mut Child, timeout: Duration) -> io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        let status = child.try_wait()?;
        if status.is_some() || started.elapsed() >= timeout {
            return Ok(status);
        }
        thread::sleep(POLL_INTERVAL);
    }
}

/// Sends a signal to a process that has not been reaped yet, so its process ID is still valid.
#[cfg(unix)]
fn send(child: &Child, signal: StopSignal) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process};
    let signal = match signal {
        StopSignal::Interrupt => Signal::INT,
        StopSignal::Terminate => Signal::TERM,
    };
    Ok(kill_process(Pid::from_child(child), signal)?)
}

/// Other systems have no signals, and the emulator sends no Ctrl events.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn send(_: &Child, _: StopSignal) -> io::Result<()> {
    Ok(())
}

/// Signal that asks a process to stop.
#[derive(Clone, Copy, Debug)]
enum StopSignal {
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

/// The signals that the agent sends, and how long it waits after each (`PROCESS_SIGINT_TIMEOUT`,
/// `PROCESS_SIGTERM_TIMEOUT`).
const STOP_SIGNALS: [(StopSignal, Duration); 2] = [
    (StopSignal::Interrupt, Duration::from_millis(7500)),
    (StopSignal::Terminate, Duration::from_millis(2500)),
];

/// How often the process is polled.
const POLL_INTERVAL: Duration = Duration::from_millis(4);
