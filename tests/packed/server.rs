//! A server on loopback that has archives, whole or not.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server does with a file.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Sends it.
    Whole(Vec<u8>),
    /// Announces all of it, sends half, and hangs up.
    Half(Vec<u8>),
    /// Sends half without an announcement, so that its end looks like that of the file.
    Cut(Vec<u8>),
}

/// The server. It lasts as long as the tests do.
pub(crate) struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// With one file.
    pub(crate) fn with(name: &str, answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&requests);
        let files = BTreeMap::from([(format!("/files/{name}"), answer)]);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                // A client that hangs up is no concern of the server.
                let _ = serve(&stream.unwrap(), &files, &heard);
            }
        });
        Self { address, requests }
    }

    /// The URL of the folder with the files.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/files", self.address)
    }

    /// The paths that were asked for.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Answers one request.
fn serve(
    mut stream: &TcpStream,
    files: &BTreeMap<String, Answer>,
    requests: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    requests.lock().unwrap().push(path.clone());
    while !line.trim().is_empty() {
        line.clear();
        reader.read_line(&mut line)?;
    }
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    match files.get(&path) {
        None => write!(
            stream,
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        ),
        Some(Answer::Whole(bytes)) => {
            write!(stream, "{head}Content-Length: {}\r\n\r\n", bytes.len())?;
            stream.write_all(bytes)
        }
        Some(Answer::Half(bytes)) => {
            write!(stream, "{head}Content-Length: {}\r\n\r\n", bytes.len())?;
            stream.write_all(&bytes[..bytes.len() / 2])
        }
        Some(Answer::Cut(bytes)) => {
            write!(stream, "{head}\r\n")?;
            stream.write_all(&bytes[..bytes.len() / 2])
        }
    }
}
