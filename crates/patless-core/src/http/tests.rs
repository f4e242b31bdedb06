//! Tests the client over real sockets: what it sends, what it accepts, and what its errors show.

use futures_util::FutureExt as _;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::TestClock;
use crate::environment::Environment;

const LIMIT: Duration = Duration::from_secs(10);

/// What is sent, and must show nowhere.
const SECRET: &str = "sekret-0123456789abcdef";

async fn client(variables: &[(&str, &str)]) -> HttpClient {
    let environment = Environment::fixed(variables);
    let proxy = ProxySettings::from_environment(&environment).unwrap();
    let tls = Tls::from_environment(&environment, None, proxy.as_ref(), || LIMIT).await;
    let clock = Arc::new(TestClock::at_unix_seconds(0));
    HttpClient::new(proxy, tls.unwrap(), clock).unwrap()
}

async fn server() -> (TcpListener, Url) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "http://{}/path?key={SECRET}",
        listener.local_addr().unwrap()
    );
    (listener, Url::parse(&url).unwrap())
}

async fn post(client: &HttpClient, url: &Url) -> Result<Response, TransportError> {
    let mut authorization = HeaderValue::from_static(SECRET);
    authorization.set_sensitive(true);
    let request = Request {
        method: Method::POST,
        url,
        headers: vec![(reqwest::header::AUTHORIZATION, authorization)],
        body: Zeroizing::new(SECRET.as_bytes().to_vec()),
        sent: &Sent::new(SECRET),
        expected: Expected::Secret,
    };
    client.send(request, LIMIT).await
}

/// Reads a request to the end of its body.
async fn read(server: &mut TcpStream) -> String {
    let mut text = String::new();
    while !text.ends_with(&format!("\r\n\r\n{SECRET}")) {
        let mut bytes = [0; 4096];
        let length = server.read(&mut bytes).await.unwrap();
        assert_ne!(length, 0, "{text}");
        text.push_str(std::str::from_utf8(&bytes[..length]).unwrap());
    }
    text
}

/// Answers one request with `answer` and closes the connection. Gives what was asked, and what came of it.
async fn play(answer: &[u8]) -> (String, Result<Response, TransportError>) {
    let (listener, url) = server().await;
    let client = client(&[]).await;
    let serve = async {
        let (mut server, _) = listener.accept().await.unwrap();
        let asked = read(&mut server).await;
        // The client may have closed the connection after reading enough.
        let _ = server.write_all(answer).await;
        asked
    };
    tokio::join!(serve, post(&client, &url))
}

fn with_length(body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}")
}

fn in_chunks(body: &str) -> String {
    let chunks = body.as_bytes().chunks(4096).map(|chunk| {
        let text = std::str::from_utf8(chunk).unwrap();
        format!("{:x}\r\n{text}\r\n", chunk.len())
    });
    let chunks: String = chunks.collect();
    format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n")
}

#[tokio::test]
async fn a_request_has_what_it_was_given_and_asks_for_no_compression() {
    let (asked, answer) = play(with_length("{}").as_bytes()).await;
    assert_eq!(*answer.unwrap().body, b"{}");
    let path = format!("POST /path?key={SECRET} HTTP/1.1\r\n");
    assert!(asked.starts_with(&path), "{asked}");
    for header in [
        "accept-encoding: identity\r\n",
        "authorization: sekret-0123456789abcdef\r\n",
        "content-length: 23\r\n",
    ] {
        assert_eq!(asked.matches(header).count(), 1, "{asked}");
    }
    assert!(!asked.contains("proxy-"), "{asked}");
}

#[tokio::test]
async fn a_body_of_64_kib_is_taken_and_one_byte_more_is_an_error() {
    let limit = Expected::Secret.limit_bytes();
    assert_eq!(limit, 64 * 1024);
    for write in [with_length, in_chunks] {
        let (_, answer) = play(write(&"x".repeat(limit)).as_bytes()).await;
        assert_eq!(answer.unwrap().body.len(), limit);
        let (_, answer) = play(write(&"x".repeat(limit + 1)).as_bytes()).await;
        let error = answer.err().unwrap();
        assert!(matches!(error, TransportError::TooLarge { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let (listener, _) = server().await;
    let elsewhere = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://{}/\r\nContent-Length: 0\r\n\r\n",
        listener.local_addr().unwrap()
    );
    let (_, answer) = play(elsewhere.as_bytes()).await;
    assert_eq!(answer.unwrap().status.as_u16(), 307);
    assert!(listener.accept().now_or_never().is_none());
}

#[tokio::test]
async fn no_error_shows_more_of_a_url_than_its_host() {
    let mut errors = Vec::new();
    for answer in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
        "SSH-2.0",
    ] {
        errors.push(play(answer.as_bytes()).await.1.err().unwrap());
    }
    let (listener, url) = server().await;
    drop(listener);
    errors.push(post(&client(&[]).await, &url).await.err().unwrap());
    let faults: Vec<_> = errors.iter().map(TransportError::fault).collect();
    assert_eq!(
        faults,
        [Fault::Broken, Fault::Broken, Fault::Other, Fault::Refused].map(Some)
    );
    for error in errors {
        let texts = format!("{error} {error:?}");
        assert!(texts.contains("127.0.0.1:"), "{texts}");
        assert!(
            !texts.contains("sekret") && !texts.contains("/path"),
            "{texts}"
        );
    }
}

#[tokio::test]
async fn what_speaks_no_tls_and_a_name_that_cannot_be_looked_up_are_told_apart() {
    let (listener, mut url) = server().await;
    let client = client(&[]).await;
    url.set_scheme("https").unwrap();
    let serve = async {
        let (mut server, _) = listener.accept().await.unwrap();
        assert_ne!(server.read(&mut [0; 4096]).await.unwrap(), 0);
        server.write_all(b"HTTP/1.1 400 No\r\n\r\n").await.unwrap();
    };
    let (answer, ()) = tokio::join!(post(&client, &url), serve);
    assert_eq!(answer.err().unwrap().fault(), Some(Fault::NotTls));
    // No name server is asked: a label has at most 63 characters (RFC 1035 §2.3.4).
    let url = Url::parse(&format!("http://{}/", "a".repeat(64))).unwrap();
    let error = post(&client, &url).await.err().unwrap();
    assert_eq!(error.fault(), Some(Fault::UnknownHost), "{error}");
}

#[tokio::test]
async fn a_server_that_was_asked_before_gets_no_request_that_opens_a_connection() {
    let (listener, url) = server().await;
    let client = client(&[]).await;
    let serve = async {
        let (mut server, _) = listener.accept().await.unwrap();
        read(&mut server).await;
        server
            .write_all(with_length("{}").as_bytes())
            .await
            .unwrap();
        server
    };
    let (mut server, answer) = tokio::join!(serve, post(&client, &url));
    answer.unwrap();
    client.open_ahead(&url);
    let again = async {
        let asked = read(&mut server).await;
        server
            .write_all(with_length("{}").as_bytes())
            .await
            .unwrap();
        asked
    };
    let (asked, answer) = tokio::join!(again, post(&client, &url));
    answer.unwrap();
    assert!(asked.starts_with("POST"), "{asked}");
}

#[tokio::test]
async fn an_ipv6_address_behind_a_proxy_is_refused_without_a_request() {
    let (listener, _) = server().await;
    let proxy = listener.local_addr().unwrap().to_string();
    let client = client(&[("HTTPS_PROXY", &proxy)]).await;
    let url = Url::parse("https://[2001:db8::1]/").unwrap();
    let error = post(&client, &url).await.err().unwrap();
    assert_eq!(error.fault(), Some(Fault::Unsupported));
    assert!(!error.is_passing());
    assert!(error.to_string().contains("IPv6"), "{error}");
    assert!(listener.accept().now_or_never().is_none());
}
