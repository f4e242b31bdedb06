//! Requests as bytes, over real connections.

use std::io::{self, Write as _};
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// What came back.
#[derive(Debug)]
pub(super) struct Reply {
    /// Everything, as it came.
    pub(super) text: String,
}

impl Reply {
    /// The status. `None`: the connection was closed without a word.
    pub(super) fn status(&self) -> Option<u16> {
        self.text.split(' ').nth(1)?.parse().ok()
    }

    /// The body.
    pub(super) fn body(&self) -> &str {
        self.text.split_once("\r\n\r\n").map_or("", |it| it.1)
    }

    /// How many answers there are.
    pub(super) fn count(&self) -> usize {
        self.text.matches("HTTP/1.1 ").count()
    }

    /// A field of the body.
    pub(super) fn field(&self, name: &str) -> String {
        let body: serde_json::Value = serde_json::from_str(self.body()).unwrap_or_default();
        body[name].as_str().unwrap_or_default().to_owned()
    }
}

/// Sends bytes to a port of 127.0.0.1, and reads to the end.
pub(super) fn over_loopback(authority: &str, bytes: &[u8]) -> Reply {
    let stream = TcpStream::connect(authority).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    exchange(&stream, &stream, bytes)
}

/// Sends bytes to a socket, and reads to the end.
pub(super) fn over_socket(path: &Path, bytes: &[u8]) -> Reply {
    let stream = UnixStream::connect(path).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    exchange(&stream, &stream, bytes)
}

fn exchange(mut to: impl io::Write, mut from: impl io::Read, bytes: &[u8]) -> Reply {
    // Whoever is refused early may find the connection closed.
    let _ = to.write_all(bytes).and_then(|()| to.flush());
    let mut all = Vec::new();
    match from.read_to_end(&mut all) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("no answer: {error}"),
    }
    Reply {
        text: String::from_utf8(all).unwrap(),
    }
}

/// Connects, sends bytes, and leaves the connection open.
pub(super) fn begin(authority: &str, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(authority).unwrap();
    // It may have been turned away already.
    let _ = stream.write_all(bytes);
    stream
}

/// Reads what comes to the end.
pub(super) fn end(stream: &TcpStream) -> Reply {
    exchange(stream, stream, b"")
}

/// Connects, sends a request, and does not wait for the answer.
pub(super) fn abort(authority: &str, bytes: &[u8]) {
    let stream = begin(authority, bytes);
    let _ = stream.shutdown(Shutdown::Both);
}

/// Nothing takes so long but what never comes.
const PATIENCE: Duration = Duration::from_secs(120);

/// Reads a request as the tables write it: `|` is the end of a line.
pub(super) fn lines(text: &str) -> Vec<u8> {
    text.replace('|', "\r\n").into_bytes()
}
