//! Default signal handling for steps, even where the emulator's parent ignores signals.
//!
//! A process inherits ignored signals from its parent. `nohup` ignores SIGHUP, and a shell ignores SIGINT and SIGQUIT
//! for background processes. A shell in a step could then not trap SIGINT, and a canceled step would not end.

use std::fs;
use std::sync::Once;
use std::thread;

use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

/// Makes every child process from now on start with the system's default signal handling.
///
/// Installs an empty handler for each signal that this process ignores. For this process, the effect is the same. But
/// when a program starts, the system resets handled signals to their defaults, and leaves ignored signals ignored. Only
/// on Linux can a process find its ignored signals without unsafe code. On other systems, this does nothing.
pub fn start_steps_with_default_signals() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let numbers = ignored(&status);
        // This needs a new thread: the current one may belong to a runtime, and runtimes cannot be nested.
        let handling = thread::spawn(move || handle(&numbers));
        // If no handler can be installed, steps start with the inherited signals.
        drop(handling.join());
    });
}

/// Installs empty handlers. They outlive the runtime.
fn handle(numbers: &[i32]) {
    let Ok(runtime) = runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    let _context = runtime.enter();
    for &number in numbers {
        // Signals that cannot be handled cannot be ignored either.
        drop(signal(SignalKind::from_raw(number)));
    }
}

/// Reads the numbers of the signals that a process ignores, from its `/proc/…/status`.
///
/// SIGPIPE is left out: Rust ignores it in every program, but resets it in every child process.
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

/// The last standard signal. Real-time signals come after it.
const LAST_STANDARD: i32 = 31;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_signals_are_read_without_sigpipe() {
        // Under nohup, in the background of a shell: HUP, INT, QUIT and PIPE.
        let status =
            "SigBlk:\t0000000000000000\nSigIgn:\t0000000000001007\nSigCgt:\t0000000000000000\n";
        assert_eq!(ignored(status), [1, 2, 3]);
    }

    #[test]
    fn unreadable_status_means_that_no_signal_is_ignored() {
        assert!(ignored("").is_empty());
        assert!(ignored("SigIgn:\tnone\n").is_empty());
    }
}
