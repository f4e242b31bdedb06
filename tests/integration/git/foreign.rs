//! A server that is not Azure DevOps, and keeps all that it gets.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What it answers.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    /// That it wants a credential, in either form.
    Challenge,
    /// A repository that anyone may read, with one branch.
    Repository,
}

/// The server. Its thread ends with the test's process.
pub(crate) struct Foreign {
    /// Without a slash at the end.
    pub(crate) url: String,
    got: Arc<Mutex<Vec<u8>>>,
}

impl Foreign {
    pub(crate) fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let got = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&got);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(stream, answer, &kept);
            }
        });
        Self { url, got }
    }

    /// All bytes that it got.
    pub(crate) fn got(&self) -> String {
        String::from_utf8_lossy(&self.got.lock().unwrap()).to_lowercase()
    }

    /// Fails if it got a credential.
    pub(crate) fn assert_got_no_credential(&self) {
        assert!(!self.got().contains("authorization:"), "{}", self.got());
    }
}

/// Reads the head of one request, answers, and closes.
fn serve(mut stream: TcpStream, answer: Answer, kept: &Mutex<Vec<u8>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count > 0) {
        head.push(byte[0]);
    }
    let is_refs = head.starts_with(b"GET ");
    kept.lock().unwrap().extend(&head);
    let text = match answer {
        Answer::Repository if is_refs => {
            let body = advertisement();
            format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            )
        }
        Answer::Repository => {
            "HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
        }
        Answer::Challenge => "HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer\r\n\
             WWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .to_owned(),
    };
    // Whoever asked may be gone.
    let _ = stream.write_all(text.as_bytes());
}

/// One branch, by the protocol of version 0 (gitprotocol-http(5)).
fn advertisement() -> String {
    let line = |text: &str| format!("{:04x}{text}", text.len() + 4);
    let branch = format!("{} refs/heads/main\0ofs-delta\n", "1".repeat(40));
    format!(
        "{}0000{}0000",
        line("# service=git-upload-pack\n"),
        line(&branch)
    )
}
