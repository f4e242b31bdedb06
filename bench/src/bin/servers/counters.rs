//! Counts connections, requests and bytes of all servers together.

use std::{
    fmt,
    io::{self, Read, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

/// What was counted.
#[derive(Default)]
pub(crate) struct Counters {
    connections: AtomicU64,
    requests: AtomicU64,
    /// In both directions, as TLS has them: without the headers of TCP and IP.
    bytes: AtomicU64,
    /// How many connections are still open.
    open: AtomicU64,
}

impl Counters {
    /// Counts a request.
    pub(crate) fn count_request(&self) {
        self.requests.fetch_add(1, Relaxed);
    }

    /// Takes the counts, once the last connection is closed, and begins anew.
    pub(crate) fn take(&self) -> Counts {
        for _ in 0..LONGEST_CLOSE_MS {
            if self.open.load(Relaxed) == 0 {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        Counts {
            connections: self.connections.swap(0, Relaxed),
            requests: self.requests.swap(0, Relaxed),
            bytes: self.bytes.swap(0, Relaxed),
        }
    }
}

/// The time that the last segments of a client, which has ended, need to arrive.
const LONGEST_CLOSE_MS: u32 = 2000;

/// What was counted in some time.
pub(crate) struct Counts {
    connections: u64,
    requests: u64,
    bytes: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.connections, self.requests, self.bytes)
    }
}

/// A connection whose bytes are counted.
pub(crate) struct Counted<S> {
    stream: S,
    counters: Arc<Counters>,
}

impl<S> Counted<S> {
    /// Counts the connection, and from now on its bytes.
    pub(crate) fn new(stream: S, counters: Arc<Counters>) -> Self {
        counters.connections.fetch_add(1, Relaxed);
        counters.open.fetch_add(1, Relaxed);
        Self { stream, counters }
    }

    /// The connection.
    pub(crate) fn get_ref(&self) -> &S {
        &self.stream
    }

    /// Counts bytes.
    fn counted(&self, length: usize) -> usize {
        self.counters.bytes.fetch_add(length as u64, Relaxed);
        length
    }
}

impl<S> Drop for Counted<S> {
    fn drop(&mut self) {
        self.counters.open.fetch_sub(1, Relaxed);
    }
}

impl<S: Read> Read for Counted<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.stream.read(buffer)?;
        Ok(self.counted(length))
    }
}

impl<S: Write> Write for Counted<S> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let length = self.stream.write(buffer)?;
        Ok(self.counted(length))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_taken_once() {
        let counters = Arc::new(Counters::default());
        let mut stream = Counted::new(io::Cursor::new(vec![0; 10]), Arc::clone(&counters));
        stream.read_exact(&mut [0; 6]).unwrap();
        counters.count_request();
        drop(stream);
        assert_eq!(counters.take().to_string(), "1 1 6");
        assert_eq!(counters.take().to_string(), "0 0 0");
    }
}
