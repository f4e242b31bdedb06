//! Log of the job for the page: a copy of what `run` prints, with the masks of the agent.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// The last lines of the log.
#[derive(Debug, Default)]
pub(super) struct JobLog {
    content: Mutex<Content>,
    count: watch::Sender<usize>,
}

/// Content of [`JobLog`].
#[derive(Debug, Default)]
struct Content {
    lines: VecDeque<String>,
    /// Their length.
    bytes: usize,
    /// Number of lines that were dropped because there are newer ones.
    dropped: usize,
}

impl JobLog {
    /// Copies the lines from this one on, with the number of the first of them. Lines are counted from 0.
    pub(super) fn lines_from(&self, number: usize) -> (usize, Vec<String>) {
        let content = self.lock();
        let first = number.max(content.dropped);
        let skipped = first - content.dropped;
        (first, content.lines.iter().skip(skipped).cloned().collect())
    }

    /// Tells how many lines there were.
    pub(super) fn count(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    /// Adds lines.
    fn add(&self, lines: impl IntoIterator<Item = String>) {
        let mut content = self.lock();
        for line in lines {
            content.bytes += line.len();
            content.lines.push_back(line);
        }
        while content.lines.len() > MOST_LINES || content.bytes > MOST_BYTES {
            let Some(line) = content.lines.pop_front() else {
                break;
            };
            content.bytes -= line.len();
            content.dropped += 1;
        }
        self.count
            .send_replace(content.dropped + content.lines.len());
    }

    /// Locks the content. It stays valid if another thread panics.
    fn lock(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Output that the page shows too.
pub struct PageLog<'a> {
    log: Arc<JobLog>,
    out: &'a mut dyn Write,
    /// Bytes of a line whose end has not been written.
    begun: Vec<u8>,
}

impl<'a> PageLog<'a> {
    /// Wraps an output.
    pub(super) fn new(log: Arc<JobLog>, out: &'a mut dyn Write) -> Self {
        Self {
            log,
            out,
            begun: Vec::new(),
        }
    }
}

impl Write for PageLog<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.begun.extend(bytes.iter().take(written));
        if let Some(end) = self.begun.iter().rposition(|it| *it == b'\n') {
            let rest = self.begun.split_off(end + 1);
            let complete = std::mem::replace(&mut self.begun, rest);
            let text = String::from_utf8_lossy(&complete);
            self.log.add(text.lines().map(ToOwned::to_owned));
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl std::fmt::Debug for PageLog<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("PageLog").finish_non_exhaustive()
    }
}

/// How many lines the page keeps.
const MOST_LINES: usize = 5000;
/// How long these are, at most. A line of a job can be of any length.
const MOST_BYTES: usize = 16 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_copied_when_they_are_complete() {
        let log = Arc::new(JobLog::default());
        let mut out = Vec::new();
        let mut page = PageLog::new(Arc::clone(&log), &mut out);
        page.write_all(b"one\ntw").unwrap();
        assert_eq!(log.lines_from(0), (0, vec!["one".to_owned()]));
        page.write_all(b"o\nthree\n").unwrap();
        assert_eq!(
            log.lines_from(1),
            (1, vec!["two".to_owned(), "three".to_owned()])
        );
        assert_eq!(out, b"one\ntwo\nthree\n");
    }

    #[test]
    fn old_lines_are_dropped_and_keep_their_numbers() {
        let log = JobLog::default();
        log.add((0..MOST_LINES + 2).map(|it| it.to_string()));
        let (first, lines) = log.lines_from(0);
        assert_eq!((first, lines.len()), (2, MOST_LINES));
        assert_eq!(lines[0], "2");
        assert_eq!(*log.count().borrow(), MOST_LINES + 2);
    }

    #[test]
    fn long_lines_are_dropped_before_they_fill_the_memory() {
        let log = JobLog::default();
        log.add((0..20).map(|_| "x".repeat(MOST_BYTES / 10)));
        assert_eq!(log.lines_from(0).1.len(), 10);
        log.add(["x".repeat(MOST_BYTES + 1)]);
        assert_eq!(log.lines_from(0).1.len(), 0);
        log.add(["last".to_owned()]);
        assert_eq!(log.lines_from(0), (21, vec!["last".to_owned()]));
    }
}
