//! Tests connections that are opened in advance, over real sockets.

use std::io::ErrorKind;
use std::time::Duration;

use reqwest::{Client, Method, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::opening::OLDEST;
use super::*;
use crate::TestClock;
use crate::http::builder::{builder, trusting_nobody};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

/// A server, and a client with a connection to it that is begun ahead.
struct Begun {
    listener: TcpListener,
    url: Url,
    client: Client,
    clock: Arc<dyn Clock>,
}

impl Begun {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let clock: Arc<dyn Clock> = Arc::new(TestClock::at_unix_seconds(0));
        let layer = Preconnect::new(Arc::clone(&clock));
        let client = builder(trusting_nobody()).connector_layer(layer).build();
        let this = Self {
            listener,
            url: Url::parse(&url).unwrap(),
            client: client.unwrap(),
            clock,
        };
        this.begin();
        this
    }

    fn begin(&self) {
        let request = Request::new(Method::HEAD, self.url.clone());
        begin(&self.url, || self.client.execute(request));
    }

    async fn accept(&self) -> TcpStream {
        self.listener.accept().await.unwrap().0
    }

    async fn get(&self) -> reqwest::Result<reqwest::Response> {
        let request = Request::new(Method::GET, self.url.clone());
        send(&self.url, self.client.execute(request)).await
    }

    /// Gets an answer over a connection other than the one that was begun.
    async fn assert_answered_over_another_connection(&self) {
        let serve = async { answer(&mut self.accept().await).await };
        let (got, _) = tokio::join!(self.get(), serve);
        assert!(got.unwrap().status().is_success());
    }
}

/// Reads a request, and answers it.
async fn answer(server: &mut TcpStream) -> String {
    let mut bytes = vec![0; 4096];
    let length = server.read(&mut bytes).await.unwrap();
    bytes.truncate(length);
    server.write_all(ANSWER).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Lets each side get to know what the other did.
#[expect(
    clippy::disallowed_methods,
    reason = "what waits is the system, not the code"
)]
async fn pause() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}

#[tokio::test]
async fn the_connection_that_was_begun_is_taken_and_carries_nothing_before() {
    let begun = Begun::new().await;
    let mut server = begun.accept().await;
    pause().await;
    let nothing = server.try_read(&mut [0]).unwrap_err();
    assert_eq!(nothing.kind(), ErrorKind::WouldBlock);
    let (got, asked) = tokio::join!(begun.get(), answer(&mut server));
    assert!(got.unwrap().status().is_success());
    assert!(asked.starts_with("GET / HTTP/1.1\r\n"), "{asked}");
    assert_eq!(asked.matches("HTTP/1.1").count(), 1);
}

#[tokio::test]
async fn a_connection_to_another_server_is_not_taken() {
    let begun = Begun::new().await;
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", other.local_addr().unwrap());
    let url = Url::parse(&url).unwrap();
    let request = Request::new(Method::GET, url.clone());
    let serve = async { answer(&mut other.accept().await.unwrap().0).await };
    let (got, _) = tokio::join!(send(&url, begun.client.execute(request)), serve);
    assert!(got.unwrap().status().is_success());
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_taken() {
    let begun = Begun::new().await;
    drop(begun.accept().await);
    pause().await;
    begun.assert_answered_over_another_connection().await;
}

#[tokio::test]
async fn a_connection_with_an_answer_to_no_request_is_not_taken() {
    let begun = Begun::new().await;
    let mut server = begun.accept().await;
    let early = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    server.write_all(early).await.unwrap();
    pause().await;
    begun.assert_answered_over_another_connection().await;
}

#[tokio::test]
async fn a_failure_is_told_to_whoever_waits_for_the_connection() {
    let begun = Begun::new().await;
    drop(begun.accept().await);
    let Begun { listener, .. } = begun;
    drop(listener);
    let begun = Begun {
        listener: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        ..begun
    };
    begun.begin();
    assert!(begun.get().await.unwrap_err().is_connect());
}

#[tokio::test]
async fn a_failure_before_anybody_waits_is_told_to_nobody() {
    let mut begun = Begun::new().await;
    let address = begun.listener.local_addr().unwrap();
    drop(begun.accept().await);
    // The first one is gone, and the second fails.
    begun.clock.wait(OLDEST + Duration::from_secs(1)).await;
    begun.listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    begun.begin();
    pause().await;
    begun.listener = TcpListener::bind(address).await.unwrap();
    begun.assert_answered_over_another_connection().await;
}

#[tokio::test]
async fn a_connection_that_has_stood_too_long_is_closed_and_not_taken() {
    let begun = Begun::new().await;
    let mut first = begun.accept().await;
    begun.clock.wait(OLDEST + Duration::from_secs(1)).await;
    begun.assert_answered_over_another_connection().await;
    assert_eq!(first.read(&mut [0]).await.unwrap(), 0);
}

#[tokio::test]
async fn a_connection_that_nobody_wants_any_more_is_closed() {
    let Begun {
        listener, client, ..
    } = Begun::new().await;
    let (mut server, _) = listener.accept().await.unwrap();
    drop(client);
    assert_eq!(server.read(&mut [0]).await.unwrap(), 0);
}
