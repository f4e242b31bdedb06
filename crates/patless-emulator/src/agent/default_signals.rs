//! Owns the signals that a step starts with: the system's defaults, however this process was started.
//!
//! A process inherits which signals its parent ignores. `nohup` ignores SIGHUP, and a shell ignores SIGINT and SIGQUIT for
//! what it starts in the background: a shell in a step could then not even trap SIGINT, and a canceled step would not end.

use std::fs;
use std::sync::Once;
use std::thread;

use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

/// Has every process that is started from now on begin with the system's defaults.
///
/// What this process ignores, it handles from now on, by doing nothing. That is the same for itself, but the system sets
/// handled signals back where a program starts, and ignored ones not. Only Linux tells without unsafe code what a process
/// ignores; elsewhere, nothing changes.
pub fn start_steps_with_default_signals() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let numbers = ignored(&status);
        // A thread of its own: the caller's may belong to a runtime, which takes no other into itself.
        let handling = thread::spawn(move || handle(&numbers));
        // Where nobody can listen, the steps start as they would have.
        drop(handling.join());
    });
}

/// Handles signals by doing nothing. The handlers stay when the runtime is gone.
fn handle(numbers: &[i32]) {
    let Ok(runtime) = runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    let _context = runtime.enter();
    for &number in numbers {
        // Those that cannot be handled are ignored by nobody who wants to see his program run.
        drop(signal(SignalKind::from_raw(number)));
    }
}

/// Reads the numbers of the signals that a process ignores, from its `/proc/…/status`.
///
/// SIGPIPE is left out: Rust ignores it in every program, and starts every child without that.
fn ignored(status: &str) -> Vec<i32> {
    let mut lines = status.lines();
    let mask = lines.find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let mask = mask.unwrap_or_default();
    (1..=LAST_STANDARD)
        .filter(|&number| number != PIPE && mask >> (number - 1) & 1 == 1)
        .collect()
}

/// SIGPIPE on Linux.
const PIPE: i32 = 13;

/// The last signal that has a meaning of its own.
const LAST_STANDARD: i32 = 31;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_process_ignores_is_read_without_the_pipe_that_rust_ignores_itself() {
        // nohup, in the background of a shell: HUP, INT, QUIT, and PIPE.
        let status =
            "SigBlk:\t0000000000000000\nSigIgn:\t0000000000001007\nSigCgt:\t0000000000000000\n";
        assert_eq!(ignored(status), [1, 2, 3]);
    }

    #[test]
    fn nothing_is_ignored_where_the_system_does_not_say() {
        assert!(ignored("").is_empty());
        assert!(ignored("SigIgn:\tnone\n").is_empty());
    }
}
