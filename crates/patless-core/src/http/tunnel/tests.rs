//! Tests the errors for a proxy's answers to CONNECT.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::environment::Environment;
use crate::http::builder::trusting_nobody;

const LIMIT: Duration = Duration::from_secs(10);

/// Plays a proxy that answers each request with the next of `answers`, and gives what it was asked and what is said.
async fn ask(user: &str, answers: &[&[u8]]) -> (Vec<String>, TransportError) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let variable = format!("http://{user}{}", listener.local_addr().unwrap());
    let environment = Environment::fixed(&[("HTTPS_PROXY", &variable)]);
    let settings = ProxySettings::from_environment(&environment).unwrap();
    let settings = Arc::new(settings.unwrap());
    let server = Url::parse("https://dev.azure.com/acme?key=sekret").unwrap();
    let tls = trusting_nobody();
    let play = async {
        let mut asked = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut bytes = vec![0; 4096];
            let length = stream.read(&mut bytes).await.unwrap();
            asked.push(String::from_utf8(bytes[..length].to_vec()).unwrap());
            stream.write_all(answer).await.unwrap();
        }
        drop(listener);
        asked
    };
    let request = async {
        let client = builder(tls.clone()).proxy(settings.for_requests());
        let request = Request::new(Method::POST, server.clone());
        let error = client.build().unwrap().execute(request).await.unwrap_err();
        let tunnel = Tunnel {
            settings: &settings,
            proxy: settings.on_the_way_to(&server).unwrap(),
            server: &server,
        };
        tunnel.failure(&error, &tls).await.unwrap()
    };
    let both = async { tokio::join!(play, request) };
    tokio::time::timeout(LIMIT, both).await.unwrap()
}

/// The status that a proxy is said to refuse with.
fn status(failure: &TransportError) -> u16 {
    match failure {
        TransportError::ProxyRefused { status, .. } => *status,
        other => panic!("{other}"),
    }
}

fn reason(failure: &TransportError) -> String {
    match failure {
        TransportError::Proxy { reason, .. } => reason.to_string(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_tunnel_is_asked_for_with_host_port_and_authorization() {
    let answer: &[u8] = b"HTTP/1.1 407 Who\r\n\r\n";
    let (asked, failure) = ask("agent:sekret@", &[answer]).await;
    assert_eq!(status(&failure), 407);
    let lines: Vec<_> = asked[0].split("\r\n").collect();
    assert_eq!(lines[0], "CONNECT dev.azure.com:443 HTTP/1.1");
    let has = |line: &str| lines.iter().any(|it| it.eq_ignore_ascii_case(line));
    assert!(has("Host: dev.azure.com:443"), "{lines:?}");
    assert!(
        has("Proxy-Authorization: Basic YWdlbnQ6c2VrcmV0"),
        "{lines:?}"
    );
    assert!(
        has(&format!("User-Agent: {}", crate::http::USER_AGENT_TEXT)),
        "{lines:?}"
    );
    let texts = format!("{failure} {failure:?}");
    assert!(
        !texts.contains("sekret") && !texts.contains("YWdlbnQ6"),
        "{texts}"
    );
}

#[tokio::test]
async fn a_refusal_is_asked_for_again_in_the_same_words_for_its_status() {
    for (line, expected) in [
        ("403 Filtered", 403),
        ("502 Bad", 502),
        ("401 Who", 401),
        ("302 Found", 302),
    ] {
        let answer = format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n");
        let (asked, failure) = ask("agent:sekret@", &[answer.as_bytes(); 2]).await;
        assert_eq!(status(&failure), expected);
        let mut words = asked.iter().map(|text| {
            let text = text.to_ascii_lowercase();
            let mut lines: Vec<_> = text.split("\r\n").map(ToOwned::to_owned).collect();
            lines.sort();
            lines.retain(|line| !line.starts_with("accept:"));
            lines
        });
        assert_eq!(words.next(), words.next());
    }
}

#[tokio::test]
async fn a_proxy_that_changes_its_mind_is_not_said_to_refuse() {
    let answers: [&[u8]; 2] = [b"HTTP/1.1 503 Busy\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"];
    let (_, failure) = ask("", &answers).await;
    assert!(
        reason(&failure).contains("on the first request"),
        "{failure}"
    );
    assert!(failure.is_passing());
}

#[tokio::test]
async fn what_is_no_answer_of_a_proxy_is_said_to_be_none() {
    let endless = [&b"HTTP/1.1 200 OK\r\n"[..], &b"A: b\r\n".repeat(2_000)].concat();
    let answers: [&[u8]; 4] = [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"\x15\x03\x01\0\x02\x02\x46",
        &endless,
    ];
    for answer in answers {
        let times = if answer.len() > 8192 { 1 } else { 2 };
        let (_, failure) = ask("", &[answer; 2][..times]).await;
        assert_eq!(reason(&failure), not_http().to_string(), "{failure}");
    }
}

#[tokio::test]
async fn a_proxy_that_closes_the_connection_or_is_not_there_cannot_be_used() {
    let (_, failure) = ask("", &[b""]).await;
    assert_eq!(reason(&failure), "unexpected end of file");
    assert_eq!(failure.fault(), Some(Fault::Broken));
    let (_, failure) = ask("", &[]).await;
    assert!(reason(&failure).contains("refused"), "{failure}");
    assert_eq!(failure.fault(), Some(Fault::Refused));
}
