//! Faults: wrong responses that a route gives before it responds normally. A fault is data.

use super::Obfuscation;

/// Wrong response to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Responds normally: for a queue in which only some requests go wrong.
    Nothing,
    /// Responds with this response.
    Respond(CannedResponse),
    /// Responds with this response, but ends the connection after some bytes of its body.
    Truncate {
        /// Response, whose `Content-Length` is that of the full body.
        response: CannedResponse,
        /// Number of body bytes that are sent.
        sent_bytes: usize,
    },
    /// Reads the request, then closes the connection without a response.
    CloseBeforeHeaders,
    /// Reads the request, then never responds.
    Stall,
    /// Responds normally, but resets the connection before the response is complete. The reset is a real TCP RST.
    Reset(ResetPoint),
    /// Responds normally, but one byte at a time, the status line included.
    SlowBytes {
        /// Milliseconds between two bytes.
        every_ms: u64,
    },
    /// Responds normally, but with only the first half of the body, as if it were complete.
    HalfBody,
    /// Responds normally, but with the content type of plain text.
    PlainText,
    /// Responds with status 200 and a chunked body that ends only when the client disconnects.
    EndlessBody,
    /// Refuses with this status, and repeats the request's credential and body in the error and in a header.
    Reflect {
        /// HTTP status code.
        status: u16,
    },
    /// Refuses with this status, and repeats the request's credential or assertion in obfuscated pieces.
    ReflectPieces {
        /// HTTP status code.
        status: u16,
        /// Obfuscation of each piece.
        obfuscation: Obfuscation,
    },
    /// Redirects to another host with status 307, which keeps the method and the body.
    Redirect,
    /// Redirects to the same path of this server with status 302, as Git clients follow it.
    RedirectTo {
        /// Scheme, host and port, such as `https://localhost:4430`.
        server: String,
    },
    /// Affects every request from then on, not only one.
    Always(Box<Fault>),
}

impl Fault {
    /// Makes a queue that never runs empty.
    pub fn always(self) -> Vec<Self> {
        vec![Self::Always(Box::new(self))]
    }
}

/// Point in a response at which the connection is reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetPoint {
    /// Before anything is sent.
    BeforeHeaders,
    /// After the status line and part of the first header.
    DuringHeaders,
    /// After the headers and the first half of the body.
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
