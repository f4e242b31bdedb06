//! Watches command lines: what any user of the machine could have seen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Collects the command lines of all processes again and again until it is stopped. Sees them on Linux only.
pub(crate) struct ArgvWatch {
    stopped: Arc<AtomicBool>,
    thread: JoinHandle<String>,
}

impl ArgvWatch {
    pub(crate) fn start() -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stopped);
        let thread = thread::spawn(move || {
            let mut seen = String::new();
            while !flag.load(Ordering::Relaxed) {
                collect(&mut seen);
                thread::sleep(PAUSE);
            }
            seen
        });
        Self { stopped, thread }
    }

    /// Stops, and gives every distinct command line.
    pub(crate) fn stop(self) -> String {
        self.stopped.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

/// Shorter than any process that is watched lives, and long enough that many watches leave the machine to the tests.
const PAUSE: Duration = Duration::from_millis(4);

fn collect(seen: &mut String) {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return;
    };
    for process in processes.flatten() {
        // A process may end while it is being looked at.
        let Ok(bytes) = std::fs::read(process.path().join("cmdline")) else {
            continue;
        };
        let line = String::from_utf8_lossy(&bytes).replace('\0', " ");
        if !line.is_empty() && !seen.contains(&line) {
            seen.push_str(&line);
            seen.push('\n');
        }
    }
}
