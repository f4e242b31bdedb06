//! Queues the lines of a process and hands them over as the agent does: all of stderr before all of stdout.

use std::io::Read;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::lines::LineSplitter;
use super::termination::End;

/// The stream a line came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// The queues of one process, shared by its readers, its waiter and the step.
#[derive(Debug)]
pub(super) struct OutputQueue {
    /// What they share.
    state: Mutex<State>,
    /// Wakes whoever waits.
    changed: Condvar,
}

/// What the threads of one process share.
#[derive(Debug)]
struct State {
    /// The lines of stderr that nobody has read.
    stderr: Vec<String>,
    /// The lines of stdout that nobody has read.
    stdout: Vec<String>,
    /// How many streams have not ended.
    open_streams: usize,
    /// How the process ended, once nobody waits for its streams any longer.
    finished: Option<End>,
}

/// What the step learns when it wakes up.
#[derive(Debug)]
pub(super) struct Batch {
    /// The lines in the order of dispatch.
    pub(super) lines: Vec<String>,
    /// How the process ended, if this is the last batch.
    pub(super) finished: Option<End>,
}

impl OutputQueue {
    /// Makes queues for a process with so many streams.
    pub(super) fn new(open_streams: usize) -> Self {
        Self {
            state: Mutex::new(State {
                stderr: Vec::new(),
                stdout: Vec::new(),
                open_streams,
                finished: None,
            }),
            changed: Condvar::new(),
        }
    }

    /// Reads a stream to its end; runs on a thread of its own.
    pub(super) fn read(&self, stream: Stream, mut from: impl Read) {
        let mut splitter = LineSplitter::default();
        let mut buffer = [0; 8192];
        // An error of reading ends the stream like its end does.
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            self.push(stream, splitter.push(&buffer[..count]));
        }
        self.push(stream, splitter.finish().into_iter().collect());
        self.lock().open_streams -= 1;
        self.changed.notify_all();
    }

    /// Takes the news that the process has ended and waits a while for its streams; children may hold them.
    pub(super) fn exited(&self, end: End, timeout: Duration) {
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), timeout, |state| state.open_streams > 0);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.finished = Some(end);
        drop(state);
        self.changed.notify_all();
    }

    /// Waits for lines or the end.
    pub(super) fn next(&self) -> Batch {
        let waited = self.changed.wait_while(self.lock(), |state| {
            state.stderr.is_empty() && state.stdout.is_empty() && state.finished.is_none()
        });
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let mut lines = std::mem::take(&mut state.stderr);
        lines.append(&mut state.stdout);
        Batch {
            lines,
            finished: state.finished,
        }
    }

    /// Adds lines; what comes after the end is dropped.
    fn push(&self, stream: Stream, lines: Vec<String>) {
        let mut state = self.lock();
        if lines.is_empty() || state.finished.is_some() {
            return;
        }
        match stream {
            Stream::Stdout => state.stdout.extend(lines),
            Stream::Stderr => state.stderr.extend(lines),
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Locks the state; a panic elsewhere leaves it whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stderr_is_dispatched_before_stdout_in_one_wake_up() {
        let queue = OutputQueue::new(2);
        queue.read(Stream::Stdout, &b"out 1\nout 2\n"[..]);
        queue.read(Stream::Stderr, &b"err 1\nerr 2"[..]);
        let batch = queue.next();
        assert_eq!(batch.lines, ["err 1", "err 2", "out 1", "out 2"]);
        assert_eq!(batch.finished, None);
    }

    #[test]
    fn stream_that_a_child_holds_open_is_given_up() {
        let queue = OutputQueue::new(1);
        queue.push(Stream::Stdout, vec!["before".to_owned()]);
        queue.exited(End::default(), Duration::ZERO);
        queue.push(Stream::Stdout, vec!["after".to_owned()]);
        let batch = queue.next();
        assert_eq!(batch.lines, ["before"]);
        assert_eq!(batch.finished, Some(End::default()));
    }
}
