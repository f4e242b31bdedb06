//! A request to a door, byte for byte as a program makes it that cannot be had here.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

/// The answer.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) status: u16,
    /// The body as it came.
    pub(super) text: String,
    pub(super) json: Value,
}

/// Sends a request with these headers and this body, behind `Host`.
pub(super) fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Answered {
    let address = url.strip_prefix("http://").unwrap();
    let (server, path) = address.split_once('/').unwrap();
    let mut head = vec![
        format!("{method} /{path} HTTP/1.1"),
        format!("Host: {server}"),
    ];
    head.extend(
        headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    if !body.is_empty() {
        head.push(format!("Content-Length: {}", body.len()));
    }
    let request = head.join("\r\n") + "\r\n\r\n" + body;
    let mut stream = TcpStream::connect(server).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, text) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answered {
        status,
        json: serde_json::from_str(text).unwrap(),
        text: text.to_owned(),
    }
}
