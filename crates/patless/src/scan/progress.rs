//! How far a long scan is, on one line of a terminal.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::arguments::ScanArgs;

/// Counts files, and shows the number where somebody waits for it.
#[derive(Debug)]
pub(crate) struct Progress {
    files: Arc<AtomicUsize>,
    /// The thread that shows it, and what ends it. `None`: nothing is shown.
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

/// What a person sees. A job and a file see nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// At a terminal.
    Yes,
    No,
}

impl Progress {
    /// Begins to count.
    pub(crate) fn begin(arguments: &ScanArgs, seen: Seen) -> Self {
        let files = Arc::new(AtomicUsize::new(0));
        let wanted = seen == Seen::Yes && !arguments.no_progress && !arguments.quiet;
        let shown = wanted.then(|| {
            let (end, ended) = channel::<()>();
            let files = Arc::clone(&files);
            let show = move || {
                let mut wait = BEFORE_FIRST;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    let count = files.load(Ordering::Relaxed);
                    say(&format!("{START_OF_LINE}{count} files read"));
                    wait = BETWEEN;
                }
                if wait == BETWEEN {
                    say(START_OF_LINE);
                }
            };
            (end, std::thread::spawn(show))
        });
        Self { files, shown }
    }

    /// Counts a file.
    pub(crate) fn count(&self) {
        self.files.fetch_add(1, Ordering::Relaxed);
    }

    /// Wipes the line.
    pub(crate) fn end(self) {
        if let Some((end, thread)) = self.shown {
            drop(end);
            // It only shows something.
            let _ = thread.join();
        }
    }
}

fn say(text: &str) {
    let mut terminal = io::stderr();
    // Whoever does not see it loses nothing.
    let _ = terminal.write_all(text.as_bytes());
    let _ = terminal.flush();
}

/// Goes to the start of the line, and clears it.
const START_OF_LINE: &str = "\r\u{1b}[2K";

/// A scan that is shorter shows nothing.
const BEFORE_FIRST: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(100);
