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
    let mut request = format!("{method} /{path} HTTP/1.1\r\nHost: {server}\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    if !body.is_empty() {
        request += &format!("Content-Length: {}\r\n", body.len());
    }
    request += "\r\n";
    request += body;
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
