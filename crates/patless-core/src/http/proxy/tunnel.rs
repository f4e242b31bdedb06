//! Owns CONNECT: has a proxy open a tunnel to a server (RFC 9110 §9.3.6).

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use zeroize::Zeroizing;

use crate::http::USER_AGENT_TEXT;
use crate::secret::Secret;

/// The proxy opened no tunnel.
#[derive(Debug)]
pub(crate) enum TunnelError {
    /// The proxy answered with another status than 2xx.
    Refused {
        /// The status.
        status: u16,
    },
    /// The connection broke.
    Io(io::Error),
    /// The answer is not that of an HTTP proxy.
    NotHttp,
}

/// The most that the head of an answer may hold, in bytes.
const HEAD_LIMIT_BYTES: usize = 16 * 1024;

/// Asks for a tunnel to `server`, given as host and port. What is sent through `stream` afterwards arrives there.
pub(crate) async fn open_tunnel<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut S,
    server: &str,
    authorization: Option<&Secret>,
) -> Result<(), TunnelError> {
    stream
        .write_all(request(server, authorization).as_bytes())
        .await
        .map_err(TunnelError::Io)?;
    stream.flush().await.map_err(TunnelError::Io)?;
    let head = read_head(stream).await?;
    match status(&head) {
        // TLS is begun by us: whoever sends more is no tunnel.
        Some(200..=299) if !head.ends_with(END_OF_HEAD) => Err(TunnelError::NotHttp),
        Some(200..=299) => Ok(()),
        Some(status) => Err(TunnelError::Refused { status }),
        None => Err(TunnelError::NotHttp),
    }
}

fn request(server: &str, authorization: Option<&Secret>) -> Zeroizing<String> {
    let mut parts = vec!["CONNECT ", server, " HTTP/1.1\r\nHost: ", server];
    parts.extend(["\r\nUser-Agent: ", USER_AGENT_TEXT]);
    if let Some(authorization) = authorization {
        // User name and password go to the proxy that they are set for, and nowhere else.
        parts.extend(["\r\nProxy-Authorization: ", authorization.expose()]);
    }
    parts.push("\r\n\r\n");
    // One allocation: a string that grows leaves a copy behind.
    Zeroizing::new(parts.concat())
}

const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// Reads up to the empty line after the headers, and what came with it.
async fn read_head<S: AsyncRead + Unpin>(stream: &mut S) -> Result<Vec<u8>, TunnelError> {
    let mut head = Vec::new();
    while !head.windows(END_OF_HEAD.len()).any(|it| it == END_OF_HEAD) {
        let mut chunk = [0; 1024];
        match stream.read(&mut chunk).await.map_err(TunnelError::Io)? {
            0 if head.is_empty() => {
                return Err(TunnelError::Io(io::ErrorKind::UnexpectedEof.into()));
            }
            0 => return Err(TunnelError::NotHttp),
            length => head.extend_from_slice(&chunk[..length]),
        }
        if head.len() > HEAD_LIMIT_BYTES {
            return Err(TunnelError::NotHttp);
        }
    }
    Ok(head)
}

/// Reads the status from `HTTP/1.1 200 …`. `None` where it is not HTTP.
fn status(head: &[u8]) -> Option<u16> {
    let line = head.split(|&byte| byte == b'\r').next()?;
    let rest = std::str::from_utf8(line).ok()?.strip_prefix("HTTP/1.")?;
    let code = rest.split(' ').nth(1)?;
    let status = code.parse().ok().filter(|_| code.len() == 3)?;
    (100..600).contains(&status).then_some(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays a proxy that answers with `answer`, and gives what it was asked.
    async fn ask(
        answer: &[u8],
        authorization: Option<&Secret>,
    ) -> (Result<(), TunnelError>, String) {
        let (mut ours, mut theirs) = tokio::io::duplex(64 * 1024);
        theirs.write_all(answer).await.unwrap();
        theirs.shutdown().await.unwrap();
        let result = open_tunnel(&mut ours, "dev.azure.com:443", authorization).await;
        drop(ours);
        let mut asked = String::new();
        theirs.read_to_string(&mut asked).await.unwrap();
        (result, asked)
    }

    #[tokio::test]
    async fn a_tunnel_is_asked_for_with_host_port_and_authorization() {
        let secret = Secret::new(Zeroizing::new("Basic c2VrcmV0".to_owned()));
        let (result, asked) = ask(b"HTTP/1.0 200 OK\r\nA: b\r\n\r\n", Some(&secret)).await;
        assert!(result.is_ok());
        let expected = format!(
            "CONNECT dev.azure.com:443 HTTP/1.1\r\nHost: dev.azure.com:443\r\nUser-Agent: {USER_AGENT_TEXT}\r\n\
             Proxy-Authorization: Basic c2VrcmV0\r\n\r\n"
        );
        assert_eq!(asked, expected);
    }

    #[tokio::test]
    async fn another_status_is_a_refusal() {
        for (line, expected) in [("403 Filtered", 403), ("502", 502), ("302 Found", 302)] {
            let answer = format!("HTTP/1.1 {line}\r\n\r\n<html>");
            let (result, asked) = ask(answer.as_bytes(), None).await;
            assert!(!asked.contains("Authorization"));
            let refused =
                matches!(result, Err(TunnelError::Refused { status }) if status == expected);
            assert!(refused, "{line}");
        }
    }

    #[tokio::test]
    async fn what_is_no_answer_of_a_proxy_opens_no_tunnel() {
        let endless = b"HTTP/1.1 200 OK\r\nA: ".repeat(2_000);
        for answer in [
            &b"SSH-2.0-OpenSSH\r\n\r\n"[..],
            b"HTTP/1.1 200",
            b"HTTP/1.1 20 OK\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n\r\nmore",
            b"HTTP/2 200 OK\r\n\r\n",
            b"\x15\x03\x01\0\x02\x02\x46",
            &endless,
        ] {
            let (result, _) = ask(answer, None).await;
            assert!(matches!(result, Err(TunnelError::NotHttp)), "{answer:?}");
        }
        assert!(matches!(ask(b"", None).await.0, Err(TunnelError::Io(_))));
    }
}
