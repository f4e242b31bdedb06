//! Watches the memory of a process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// Reads the kernel's high-water mark of a process until it is stopped; the last look before its end has it.
pub(crate) struct MemoryWatch {
    stopped: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl MemoryWatch {
    pub(crate) fn start(process: u32) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stopped);
        let thread = thread::spawn(move || {
            let status = format!("/proc/{process}/status");
            let mut peak_kb = 0;
            while !flag.load(Ordering::Relaxed) {
                peak_kb = high_water_mark_kb(&status).unwrap_or(peak_kb);
                thread::yield_now();
            }
            peak_kb
        });
        Self { stopped, thread }
    }

    /// Stops, and gives the peak in kB.
    pub(crate) fn stop(self) -> u64 {
        self.stopped.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

fn high_water_mark_kb(status: &str) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    value.trim().strip_suffix(" kB")?.parse().ok()
}
