//! Faults: wrong answers that a route gives before it answers normally. A fault is data.

use super::Obfuscation;

/// Wrong answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answers with this response.
    Respond(CannedResponse),
    /// Answers with this response, but ends the connection after some bytes of its body.
    Truncate {
        /// Response whose `Content-Length` is told in full.
        response: CannedResponse,
        /// Number of body bytes that are sent.
        sent_bytes: usize,
    },
    /// Reads the request, then closes the connection without an answer.
    CloseBeforeHeaders,
    /// Reads the request, then never answers.
    Stall,
    /// Answers normally, but resets the connection on the way. The reset is a real one, a TCP segment with RST.
    Reset(ResetPoint),
    /// Answers normally, but one byte at a time, the status line included.
    SlowBytes {
        /// Milliseconds between two bytes.
        every_ms: u64,
    },
    /// Answers normally, but with the first half of the body as if it were all of it.
    HalfBody,
    /// Answers normally, but calls the body plain text.
    PlainText,
    /// Answers with status 200 and a chunked body that ends when the client leaves.
    EndlessBody,
    /// Refuses with this status, and repeats the request's credential and body in the error and in a header.
    Reflect {
        /// HTTP status code.
        status: u16,
    },
    /// Refuses with this status, and repeats the request's credential or assertion in pieces, each in a disguise.
    ReflectPieces {
        /// HTTP status code.
        status: u16,
        /// Way in which each piece is written.
        obfuscation: Obfuscation,
    },
    /// Redirects to another host, with status 307, so that method and body would go along.
    Redirect,
    /// Meets every request from then on, not one only.
    Always(Box<Fault>),
}

impl Fault {
    /// Makes a queue that never ends.
    pub fn always(self) -> Vec<Self> {
        vec![Self::Always(Box::new(self))]
    }
}

/// Place in an answer at which its connection is reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetPoint {
    /// Nothing was sent.
    BeforeHeaders,
    /// The status line and a part of the first header were sent.
    DuringHeaders,
    /// The headers and the first half of the body were sent.
    DuringBody,
}

/// Response that does not depend on the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CannedResponse {
    /// HTTP status code.
    pub status: u16,
    /// Header names and values.
    pub headers: Vec<CannedHeader>,
    /// Body.
    pub body: Vec<u8>,
}

/// Header of a canned response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CannedHeader {
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

impl CannedResponse {
    /// Starts a response without headers and without a body.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Starts a response with a body of JSON text, which need not be valid.
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status)
            .header("Content-Type", "application/json; charset=utf-8")
            .body(body)
    }

    /// Starts a response with a body of HTML.
    pub fn html(status: u16, body: &str) -> Self {
        Self::new(status)
            .header("Content-Type", "text/html; charset=utf-8")
            .body(body)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push(CannedHeader {
            name: name.to_owned(),
            value: value.to_owned(),
        });
        self
    }

    /// Replaces the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }
}
