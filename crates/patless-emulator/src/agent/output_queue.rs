//! Queue of the output lines of a process. As on the agent, each batch has stderr before stdout.

use std::io::Read;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::lines::LineSplitter;
use super::termination::End;

/// Stream of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// The queue of one process, which its reader threads, its waiter thread and the step share.
#[derive(Debug)]
pub(super) struct OutputQueue {
    /// The shared state.
    state: Mutex<State>,
    /// Notifies waiting threads of a change.
    changed: Condvar,
}

/// State that the threads of one process share.
#[derive(Debug)]
struct State {
    /// The unread lines of stderr.
    stderr: Vec<String>,
    /// The unread lines of stdout.
    stdout: Vec<String>,
    /// The number of streams that have not ended.
    open_streams: usize,
    /// How the process ended. It is set when nothing waits for the streams anymore.
    finished: Option<End>,
}

/// Lines that the step gets at once.
#[derive(Debug)]
pub(super) struct Batch {
    /// The lines, in the order of dispatch.
    pub(super) lines: Vec<(Stream, String)>,
    /// How the process ended, if this is the last batch.
    pub(super) finished: Option<End>,
}

impl OutputQueue {
    /// Makes a queue for a process with this number of streams.
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

    /// Reads a stream to its end. Runs on a separate thread.
    pub(super) fn read(&self, stream: Stream, mut from: impl Read) {
        let mut splitter = LineSplitter::default();
        let mut buffer = [0; 8192];
        // A read error ends the stream too.
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            self.push(stream, splitter.push(&buffer[..count]));
        }
        self.push(stream, splitter.finish().into_iter().collect());
        self.lock().open_streams -= 1;
        self.changed.notify_all();
    }

    /// Records that the process has ended, and waits for its streams up to a timeout. Its children may hold the streams
    /// open.
    pub(super) fn exited(&self, end: End, timeout: Duration) {
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), timeout, |state| state.open_streams > 0);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.finished = Some(end);
        drop(state);
        self.changed.notify_all();
    }

    /// Waits for lines, or for the end of the process.
    pub(super) fn next(&self) -> Batch {
        let waited = self.changed.wait_while(self.lock(), |state| {
            state.stderr.is_empty() && state.stdout.is_empty() && state.finished.is_none()
        });
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let mut lines = Vec::with_capacity(state.stderr.len() + state.stdout.len());
        lines.extend(state.stderr.drain(..).map(|line| (Stream::Stderr, line)));
        lines.extend(state.stdout.drain(..).map(|line| (Stream::Stdout, line)));
        Batch {
            lines,
            finished: state.finished,
        }
    }

    /// Adds lines. Lines after the end are dropped.
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

    /// Locks the state. It stays valid if another thread panics.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stderr_is_dispatched_before_stdout_in_one_batch() {
        let queue = OutputQueue::new(2);
        queue.read(Stream::Stdout, &b"out 1\nout 2\n"[..]);
        queue.read(Stream::Stderr, &b"err 1\nerr 2"[..]);
        let batch = queue.next();
        let lines: Vec<_> = batch.lines.iter().map(|(_, line)| line).collect();
        assert_eq!(lines, ["err 1", "err 2", "out 1", "out 2"]);
        assert_eq!(batch.lines[1].0, Stream::Stderr);
        assert_eq!(batch.lines[2].0, Stream::Stdout);
        assert_eq!(batch.finished, None);
    }

    #[test]
    fn stream_that_a_child_holds_open_is_abandoned() {
        let queue = OutputQueue::new(1);
        queue.push(Stream::Stdout, vec!["before".to_owned()]);
        queue.exited(End::default(), Duration::ZERO);
        queue.push(Stream::Stdout, vec!["after".to_owned()]);
        let batch = queue.next();
        assert_eq!(batch.lines, [(Stream::Stdout, "before".to_owned())]);
        assert_eq!(batch.finished, Some(End::default()));
    }
}
