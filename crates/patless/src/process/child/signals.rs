//! Passes signals on to a child.

use std::collections::HashSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::process::{Pid, Signal, getpid, kill_process};
use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGWINCH,
};
use signal_hook::iterator::SignalsInfo;
use signal_hook::iterator::exfiltrator::WithOrigin;
use signal_hook::low_level::siginfo::{Cause, Origin};

/// Signals are collected from the beginning, and passed on once there is a child.
pub(super) struct Forwarding {
    signals: Mutex<Option<SignalsInfo<WithOrigin>>>,
    child: Child,
}

/// The child, shared with the thread that passes signals on.
#[derive(Clone, Default)]
struct Child(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// From its start until it is reaped.
    id: Option<Pid>,
    /// Whether this process was asked to stop, as by Ctrl-Z.
    asked: bool,
    /// Whether the child has stopped.
    stopped: bool,
}

impl Forwarding {
    /// Begins to collect signals. Those that this process was started to ignore stay ignored, and the child ignores them as
    /// well: that is what `nohup` is for.
    pub(super) fn begin() -> io::Result<Self> {
        let ignored = ignored();
        let signals = FORWARDED.iter().filter(|it| !ignored.contains(*it));
        let signals = SignalsInfo::<WithOrigin>::new(signals)?;
        Ok(Self {
            signals: Mutex::new(Some(signals)),
            child: Child::default(),
        })
    }

    /// Passes signals on to this child from now on, and those that came before.
    pub(super) fn to(&self, pid: Pid) -> io::Result<()> {
        self.child.lock().id = Some(pid);
        let signals = self.signals.lock();
        let Some(mut signals) = signals.unwrap_or_else(PoisonError::into_inner).take() else {
            return Ok(());
        };
        let child = self.child.clone();
        let thread = thread::Builder::new().stack_size(STACK_BYTES);
        thread.spawn(move || signals.forever().for_each(|signal| child.pass_on(&signal)))?;
        Ok(())
    }

    /// The child has ended, and its id may soon be that of another process.
    pub(super) fn end(&self) {
        self.child.lock().id = None;
    }

    /// The child has stopped. The shell waits until this process stops as well, if that was asked for.
    pub(super) fn child_stopped(&self) {
        let mut child = self.child.lock();
        child.stopped = true;
        child.stop_as_well();
    }

    /// The child goes on.
    pub(super) fn child_continued(&self) {
        self.child.lock().stopped = false;
    }
}

impl Child {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass_on(&self, origin: &Origin) {
        let Some(signal) = Signal::from_named_raw(origin.signal) else {
            return;
        };
        let mut child = self.lock();
        if !is_from_terminal(origin)
            && let Some(id) = child.id
        {
            // It may have ended in the meantime.
            let _ = kill_process(id, signal);
        }
        if signal == Signal::TSTP {
            child.asked = true;
            child.stop_as_well();
        } else if signal == Signal::CONT {
            child.asked = false;
        }
    }
}

impl State {
    /// Stops this process once both are true, whichever comes first. A child that does not stop, or cannot because no shell
    /// is there to continue it, stops nobody.
    fn stop_as_well(&mut self) {
        if self.asked && self.stopped {
            self.asked = false;
            let _ = kill_process(getpid(), Signal::STOP);
        }
    }
}

/// Whether a terminal sent the signal. It sends Ctrl-C to all processes in the foreground, so the child has it already: many
/// programs take a second one for impatience.
fn is_from_terminal(origin: &Origin) -> bool {
    match origin.cause {
        Cause::Kernel => true,
        Cause::Unknown => cfg!(not(target_os = "linux")),
        _ => false,
    }
}

/// The signals that this process was started to ignore. Only Linux says which.
fn ignored() -> HashSet<i32> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let mask = mask.unwrap_or_default();
    let is_in_mask = |signal: &i32| mask & (1 << (signal - 1)) != 0;
    FORWARDED.iter().copied().filter(is_in_mask).collect()
}

/// Every signal that one process sends another, and that has no other meaning for this one.
const FORWARDED: [i32; 10] = [
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGCONT, SIGTSTP, SIGWINCH,
];

/// Fixed, as that of all our threads.
const STACK_BYTES: usize = 256 * 1024;
