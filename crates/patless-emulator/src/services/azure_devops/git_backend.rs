//! Runs the real `git http-backend`, by the Common Gateway Interface (RFC 3875).

use std::io::{self, Write as _};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::thread;

use axum::body::Bytes;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use crate::services::Shared;
use crate::services::git_repository::git;
use crate::wire::{Request, Response};

/// Responds as `git http-backend` does. `path` is within the repository.
pub(super) async fn respond(
    shared: &Arc<Shared>,
    repository: Uuid,
    path: &'static str,
    request: &Request,
) -> Response {
    let (shared, request) = (Arc::clone(shared), request.clone());
    let ran = spawn_blocking(move || run(&shared, repository, path, &request)).await;
    match ran {
        Ok(Ok(output)) => parsed(&output.stdout).unwrap_or_else(|| Response::empty(500)),
        Ok(Err(error)) => Response::text(501, &format!("The emulator needs git here: {error}\n")),
        Err(_) => Response::empty(500),
    }
}

fn run(shared: &Shared, repository: Uuid, path: &str, request: &Request) -> io::Result<Output> {
    let folder = shared.git_repositories.folder(repository)?;
    let mut command = git();
    command
        .arg("http-backend")
        .env("GIT_PROJECT_ROOT", folder)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("PATH_INFO", format!("/{path}"))
        // Whoever comes this far may push.
        .env("REMOTE_USER", "emulator")
        .env("SERVER_PROTOCOL", "HTTP/1.1")
        .env("REQUEST_METHOD", request.method.as_str())
        .env("CONTENT_LENGTH", request.body.len().to_string());
    let query = request
        .target
        .split_once('?')
        .map_or("", |(_, query)| query);
    command.env("QUERY_STRING", query);
    for (header, variable) in [
        ("content-type", "CONTENT_TYPE"),
        ("content-encoding", "HTTP_CONTENT_ENCODING"),
        ("git-protocol", "HTTP_GIT_PROTOCOL"),
    ] {
        if let Some(value) = request.header(header) {
            command.env(variable, value);
        }
    }
    with_input(command, request.body.clone())
}

/// Runs a command to its end. Its input is written by another thread, because it may write before it has read all.
fn with_input(mut command: Command, input: Bytes) -> io::Result<Output> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let stdin = child.stdin.take();
    let writer = thread::spawn(move || {
        // What is not read is not needed.
        let _ = stdin.map(|mut stdin| stdin.write_all(&input));
    });
    let output = child.wait_with_output();
    let _ = writer.join();
    output
}

/// Reads the response of a program (RFC 3875, section 6).
fn parsed(output: &[u8]) -> Option<Response> {
    let end = output.windows(4).position(|it| it == b"\r\n\r\n")?;
    let head = std::str::from_utf8(output.get(..end)?).ok()?;
    let fields: Vec<_> = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect();
    let status = fields.iter().find(|(name, _)| *name == "Status");
    let status = status.and_then(|(_, value)| value.get(..3)?.parse().ok());
    let response = Response::empty(status.unwrap_or(200));
    let response = fields
        .iter()
        .filter(|(name, _)| *name != "Status")
        .fold(response, |it, (name, value)| it.header(name, value));
    Some(response.body(output.get(end + 4..)?.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_headers_and_body_are_read() {
        let response =
            parsed(b"Status: 404 Not Found\r\nContent-Type: text/plain\r\n\r\nno\r\n\r\n").unwrap();
        assert_eq!(response.status, 404);
        assert!(response.has_header("content-type"));
        assert_eq!(response.body, "no\r\n\r\n");
        assert_eq!(parsed(b"Expires: never\r\n\r\n").unwrap().status, 200);
        assert!(parsed(b"no headers").is_none());
    }
}
