//! Termination of a process that may not run any longer: by SIGINT, then SIGTERM, then SIGKILL.

use std::io;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::Duration;

use super::limits::{StepLimits, Stop};
use crate::clock::Stopwatch;

/// How a process ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct End {
    /// Its exit status.
    pub(super) status: ExitStatus,
    /// Why it was ended, if it was.
    pub(super) stop: Option<Stop>,
}

/// Waits until the process ends, and ends it if its limits say so.
pub(super) fn wait(child: &mut Child, limits: &StepLimits) -> io::Result<End> {
    let stop = loop {
        if let Some(status) = child.try_wait()? {
            return Ok(End { status, stop: None });
        }
        if let Some(stop) = limits.stop() {
            break stop;
        }
        thread::sleep(POLL_INTERVAL);
    };
    let status = match stop {
        Stop::Canceled | Stop::TimedOut => end(child, limits)?,
        Stop::Killed => kill(child)?,
    };
    let stop = Some(stop);
    Ok(End { status, stop })
}

/// Ends a process: first with signals that it can handle, then by force. Its children get no signal.
fn end(child: &mut Child, limits: &StepLimits) -> io::Result<ExitStatus> {
    for (signal, timeout) in STOP_SIGNALS {
        send(child, signal)?;
        if let Some(status) = wait_at_most(child, limits.pace().of(timeout))? {
            return Ok(status);
        }
    }
    kill(child)
}

/// Ends a process by force.
fn kill(child: &mut Child) -> io::Result<ExitStatus> {
    child.kill()?;
    child.wait()
}

/// Waits until the process ends, or until the timeout.
fn wait_at_most(child: &mut Child, timeout: Duration) -> io::Result<Option<ExitStatus>> {
    let started = Stopwatch::start();
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
