//! Runs a child on Unix: signals that are sent to this process go on to it.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitCode};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, getpid, kill_process, waitid};
use signal_hook::low_level::emulate_default_handler;

use super::super::dumps::NoDumps;
use super::end::End;
use super::signals::Forwarding;

/// Runs a command to its end.
pub(super) fn run(
    mut command: Command,
    dumps: &NoDumps,
    forwarding: &Forwarding,
) -> io::Result<End> {
    let mut child = dumps.start(|| command.spawn())?;
    // It holds the child's environment, and with that the token.
    drop(command);
    let pid = Pid::from_child(&child);
    forwarding.to(pid)?;
    wait_for_end(pid, forwarding)?;
    forwarding.end();
    let status = child.wait()?;
    Ok(match (status.signal(), status.code()) {
        (Some(signal), _) => End::Signal(signal),
        (None, code) => End::Code(code.unwrap_or_default()),
    })
}

/// Waits until the child has ended. It is not reaped, so that its id belongs to no other process while signals are sent to it.
fn wait_for_end(pid: Pid, forwarding: &Forwarding) -> io::Result<()> {
    let changes = WaitIdOptions::STOPPED | WaitIdOptions::CONTINUED;
    let end = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    loop {
        let status = match waitid(WaitId::Pid(pid), end | changes) {
            Ok(status) => status,
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
        };
        let Some(status) = status else {
            continue;
        };
        if !status.stopped() && !status.continued() {
            return Ok(());
        }
        // The change has been seen: the next call waits for another one. By now it may be a newer one.
        match waitid(WaitId::Pid(pid), changes | WaitIdOptions::NOHANG) {
            Ok(Some(status)) if status.stopped() => forwarding.child_stopped(),
            Ok(Some(_)) => forwarding.child_continued(),
            Ok(None) | Err(_) => {}
        }
    }
}

/// Ends this process by a signal, as the child was: then a shell at a terminal knows that Ctrl-C ended both.
///
/// The first process of a container cannot be ended by its own signal. It exits with 128 plus the signal, as shells tell it.
pub(super) fn end_by(signal: i32) -> ExitCode {
    if !getpid().is_init() && emulate_default_handler(signal).is_err() {
        // Not a signal that has a name. It has no handler either.
        let signal = Signal::from_named_raw(signal);
        let _ = signal.map(|signal| kill_process(getpid(), signal));
    }
    ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX))
}
