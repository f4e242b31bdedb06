//! Small HTTP client, with TLS and without, which shares no code with the services.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use patless_emulator::Emulator;
use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName};
use serde_json::Value;
use url::Url;

/// Request to send.
pub(crate) struct Request {
    method: &'static str,
    url: Url,
    headers: Vec<String>,
    body: Option<String>,
}

/// Sent request, whose response has not been read.
pub(crate) struct SentRequest(Box<dyn Stream>);

/// Connection to a service.
trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

impl SentRequest {
    /// Waits for the response. `None` means that the connection ended before a complete response.
    pub(crate) fn finish(mut self) -> Option<Response> {
        let mut bytes = Vec::new();
        let ended_well = self.0.read_to_end(&mut bytes).is_ok();
        ended_well.then(|| Response::parse(&bytes)).flatten()
    }

    /// Returns the text that arrived before the connection broke.
    pub(crate) fn broken_text(mut self) -> String {
        let mut bytes = Vec::new();
        assert!(self.0.read_to_end(&mut bytes).is_err());
        String::from_utf8(bytes).unwrap()
    }
}

/// Reason why there is no complete response.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ConnectionError {
    /// The connection was refused.
    Refused,
    /// TLS failed, with the message of the library.
    Tls(String),
    /// The connection was reset after this many bytes.
    Reset(usize),
    /// The connection was closed early, after this many bytes.
    Closed(usize),
    /// Nothing arrived for a while.
    Silent,
    /// The response took too long.
    Slow,
    /// The response was too large.
    Large,
}

/// Response to a request.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn get(url: Url) -> Self {
        Self::with_method("GET", url)
    }

    pub(crate) fn post(url: Url) -> Self {
        Self::with_method("POST", url).body("")
    }

    pub(crate) fn with_method(method: &'static str, url: Url) -> Self {
        Self {
            method,
            url,
            headers: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn header(mut self, line: impl Into<String>) -> Self {
        self.headers.push(line.into());
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header(format!("Authorization: Bearer {token}"))
    }

    pub(crate) fn suppress(self) -> Self {
        self.header("X-TFS-FedAuthRedirect: Suppress")
    }

    pub(crate) fn body(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }

    pub(crate) fn without_length(mut self) -> Self {
        self.body = None;
        self
    }

    /// Sends the request without waiting for the response.
    pub(crate) fn start(self, emulator: &Emulator) -> SentRequest {
        let port = self.url.port().unwrap();
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let mut stream = self.stream(emulator, stream);
        stream.write_all(self.text().as_bytes()).unwrap();
        SentRequest(stream)
    }

    /// Sends the request and reads the response, with short timeouts.
    #[expect(
        clippy::disallowed_methods,
        reason = "the bytes arrive over a real socket, in real time"
    )]
    pub(crate) fn attempt(self, emulator: &Emulator) -> Result<Response, ConnectionError> {
        let stream = TcpStream::connect(("127.0.0.1", self.url.port().unwrap()))
            .map_err(|_| ConnectionError::Refused)?;
        stream.set_read_timeout(Some(SILENCE)).unwrap();
        let mut stream = self.stream(emulator, stream);
        stream
            .write_all(self.text().as_bytes())
            .map_err(|error| broken(&error, 0))?;
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 16 * 1024];
        let started = Instant::now();
        while !is_complete(&bytes) {
            match stream.read(&mut buffer) {
                Ok(0) if bytes.is_empty() => return Err(ConnectionError::Closed(0)),
                Ok(0) => break,
                Ok(count) => bytes.extend_from_slice(&buffer[..count]),
                Err(error) => return Err(broken(&error, bytes.len())),
            }
            if started.elapsed() > SLOWNESS {
                return Err(ConnectionError::Slow);
            }
            if bytes.len() > 1024 * 1024 {
                return Err(ConnectionError::Large);
            }
        }
        Ok(Response::parse(&bytes).unwrap())
    }

    /// Starts TLS, unless the URL is for plain HTTP.
    fn stream(&self, emulator: &Emulator, stream: TcpStream) -> Box<dyn Stream> {
        if self.url.scheme() == "http" {
            Box::new(stream)
        } else {
            Box::new(tls(emulator, stream))
        }
    }

    /// Formats the request.
    fn text(self) -> String {
        let port = self.url.port().unwrap();
        let target = &self.url[url::Position::BeforePath..];
        let mut text = format!("{} {target} HTTP/1.1\r\n", self.method);
        let mut headers = self.headers;
        headers.push(format!("Host: localhost:{port}"));
        headers.push("Connection: close".to_owned());
        if let Some(body) = &self.body {
            headers.push(format!("Content-Length: {}", body.len()));
        }
        text.push_str(&headers.join("\r\n"));
        text.push_str("\r\n\r\n");
        text.push_str(self.body.as_deref().unwrap_or_default());
        text
    }

    /// Sends the request. `None` means that the connection ended before a complete response.
    pub(crate) fn try_send(self, emulator: &Emulator) -> Option<Response> {
        self.start(emulator).finish()
    }

    pub(crate) fn send(self, emulator: &Emulator) -> Response {
        self.try_send(emulator).unwrap()
    }
}

impl Response {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut lines = head.lines();
        Some(Self {
            status: lines.next()?.split(' ').nth(1)?.parse().unwrap(),
            headers: lines.map(ToOwned::to_owned).collect(),
            body: body.to_owned(),
        })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.all_headers(name).first().copied()
    }

    pub(crate) fn all_headers(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter_map(|line| line.split_once(": "))
            .filter(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Classifies an I/O error.
fn broken(error: &io::Error, count: usize) -> ConnectionError {
    match error.kind() {
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => ConnectionError::Reset(count),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => ConnectionError::Silent,
        io::ErrorKind::UnexpectedEof => ConnectionError::Closed(count),
        _ => ConnectionError::Tls(error.to_string()),
    }
}

/// Returns whether the bytes are a response with a body of the declared length.
fn is_complete(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let lengths = head.lines().filter_map(|line| line.split_once(": "));
    let length = lengths
        .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .find_map(|(_, value)| value.parse::<usize>().ok());
    length.is_some_and(|length| body.len() >= length)
}

/// Starts TLS with the emulator's CA.
fn tls(emulator: &Emulator, stream: TcpStream) -> StreamOwned<ClientConnection, TcpStream> {
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(config(emulator), name).unwrap();
    StreamOwned::new(connection, stream)
}

fn config(emulator: &Emulator) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    let certificate = CertificateDer::from_pem_file(emulator.ca_file()).unwrap();
    roots.add(certificate).unwrap();
    let config = ClientConfig::builder_with_provider(aws_lc_rs::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config)
}

/// Maximum pause in a response.
const SILENCE: Duration = Duration::from_millis(400);
/// Maximum duration of a response.
const SLOWNESS: Duration = Duration::from_secs(8);
