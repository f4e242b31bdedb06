//! Reads requests and writes answers, as far as the clients here go: HTTP/1.1, bodies of known length.

use std::io::{self, Read, Write};

/// A request.
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// The headers, as they came, each behind a line break.
    headers: String,
    pub(crate) body: String,
}

impl Request {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.lines().filter_map(|line| line.split_once(':'));
        let (_, value) = headers.find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(value.trim())
    }

    /// The path alone.
    pub(crate) fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(self.target.as_str(), |(path, _)| path)
    }
}

/// An answer, in JSON.
pub(crate) struct Answer {
    status: &'static str,
    body: String,
    kind: Kind,
}

/// What is answered.
#[derive(PartialEq)]
enum Kind {
    /// A token, over which the real server thinks.
    Token,
    /// Anything else.
    Document,
}

impl Answer {
    /// A token.
    pub(crate) fn token(body: String) -> Self {
        Self {
            status: "200 OK",
            body,
            kind: Kind::Token,
        }
    }

    /// A document.
    pub(crate) fn document(body: String) -> Self {
        Self {
            status: "200 OK",
            body,
            kind: Kind::Document,
        }
    }

    /// A refusal.
    pub(crate) fn refusal(status: &'static str, why: &str) -> Self {
        Self {
            status,
            body: format!(r#"{{"error":"invalid_request","error_description":"{why}"}}"#),
            kind: Kind::Document,
        }
    }

    /// Whether it is a token.
    pub(crate) fn is_token(&self) -> bool {
        self.kind == Kind::Token
    }
}

/// Reads a request; what comes behind it stays in `unread`. `None` where the client closed the connection instead.
pub(crate) fn read(stream: &mut impl Read, unread: &mut Vec<u8>) -> io::Result<Option<Request>> {
    let head_length = loop {
        if let Some(at) = unread.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break at + 4;
        }
        if more(stream, unread)? == 0 {
            return Ok(None);
        }
    };
    let head = text(unread.drain(..head_length).collect())?;
    let (line, headers) = head.split_once("\r\n").unwrap_or((&head, ""));
    let mut words = line.split(' ').map(str::to_owned);
    let mut request = Request {
        method: words.next().unwrap_or_default(),
        target: words.next().unwrap_or_default(),
        headers: headers.to_owned(),
        body: String::new(),
    };
    let length = request.header("content-length").map_or(Ok(0), str::parse);
    let length: usize = length.map_err(io::Error::other)?;
    while unread.len() < length {
        if more(stream, unread)? == 0 {
            return Ok(None);
        }
    }
    request.body = text(unread.drain(..length).collect())?;
    Ok(Some(request))
}

/// Writes the answer to a request, with headers of about as many bytes as the real servers send.
pub(crate) fn write(stream: &mut impl Write, request: &Request, answer: &Answer) -> io::Result<()> {
    let body = match request.method.as_str() {
        "HEAD" => "",
        _ => &answer.body,
    };
    let text = format!(
        "HTTP/1.1 {}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n{HEADERS}\r\n{body}",
        answer.status,
        answer.body.len(),
    );
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// Reads what has arrived; 0 where nothing will.
fn more(stream: &mut impl Read, unread: &mut Vec<u8>) -> io::Result<usize> {
    let mut chunk = [0; 16384];
    let length = match stream.read(&mut chunk) {
        // Not every client says goodbye.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => 0,
        length => length?,
    };
    unread.extend_from_slice(&chunk[..length]);
    Ok(length)
}

/// Bytes as text.
fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// What no client here reads.
const HEADERS: &str = "Cache-Control: no-store, no-cache\r\nPragma: no-cache\r\nExpires: -1\r\n\
    Strict-Transport-Security: max-age=31536000; includeSubDomains\r\nX-Content-Type-Options: nosniff\r\n\
    P3P: CP=\"DSP CUR OTPi IND OTRi ONL FIN\"\r\nX-Frame-Options: SAMEORIGIN\r\n\
    x-ms-request-id: 00000000-0000-4000-8000-000000000000\r\nx-ms-srs: 1.P\r\nX-XSS-Protection: 0\r\n\
    ActivityId: 00000000-0000-4000-8000-000000000000\r\nX-VSS-E2EID: 00000000-0000-4000-8000-000000000000\r\n\
    Set-Cookie: slice=bench; path=/; secure; httponly\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_request_waits_for_its_turn() {
        let bytes = b"POST /a?b HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET /c HTTP/1.1\r\n\r\n";
        let mut stream = &bytes[..];
        let mut unread = Vec::new();
        let first = read(&mut stream, &mut unread).unwrap().unwrap();
        assert_eq!((first.path(), first.body.as_str()), ("/a", "hi"));
        assert_eq!(first.header("Content-length"), Some("2"));
        let second = read(&mut stream, &mut unread).unwrap().unwrap();
        assert_eq!((second.method.as_str(), second.path()), ("GET", "/c"));
        assert!(read(&mut stream, &mut unread).unwrap().is_none());
    }
}
