//! Owns the connections that are opened before there is a request.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use url::{Origin, Url};

use super::ConnectError;
use super::channel::Channel;
use super::route::Route;
use crate::Clock;

/// Connections that wait for their first request, or will when they are open.
#[derive(Debug)]
pub(super) struct Ahead {
    clock: Arc<dyn Clock>,
    openings: Mutex<Vec<Opening>>,
}

/// How long a connection may have stood without a request. Firewalls forget such a one, some after a minute, and tell
/// nobody: the request would go into the void.
const OLDEST: Duration = Duration::from_secs(30);

impl Ahead {
    /// Makes room for connections. None is opened yet.
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            openings: Mutex::default(),
        }
    }

    /// Begins to open a connection to the server of `url`.
    pub(super) fn open(&self, route: Arc<Route>, url: &Url) {
        let server = url.clone();
        let opening = Opening {
            origin: url.origin(),
            begun: self.clock.elapsed(),
            task: tokio::spawn(async move { route.connect(&server).await }),
        };
        let mut openings = self.openings.lock().unwrap_or_else(PoisonError::into_inner);
        openings.push(opening);
    }

    /// Takes a connection to the server of `url`, and waits until it is open, or fails.
    ///
    /// `None` where there is none, where it failed before anybody wanted it, and where it cannot be used any more: one that
    /// is opened now may do better.
    pub(super) async fn take(&self, url: &Url) -> Option<Result<Channel, ConnectError>> {
        let opening = self.remove(&url.origin())?;
        let was_wanted = !opening.task.is_finished();
        match opening.end().await? {
            Ok(channel) => channel.if_quiet().map(Ok),
            Err(error) => was_wanted.then_some(Err(error)),
        }
    }

    /// Removes the first connection to this server that is not too old. Those that are too old are dropped.
    fn remove(&self, origin: &Origin) -> Option<Opening> {
        let now = self.clock.elapsed();
        let mut openings = self.openings.lock().unwrap_or_else(PoisonError::into_inner);
        openings.retain(|opening| now.saturating_sub(opening.begun) <= OLDEST);
        let place = openings.iter().position(|it| it.origin == *origin)?;
        Some(openings.remove(place))
    }
}

/// A connection that is being opened. It goes on by itself, until nobody wants it any more.
#[derive(Debug)]
struct Opening {
    origin: Origin,
    /// When it was begun, on the clock.
    begun: Duration,
    task: JoinHandle<Result<Channel, ConnectError>>,
}

impl Opening {
    /// Waits for its end. `None` where the task did not come to one.
    async fn end(mut self) -> Option<Result<Channel, ConnectError>> {
        (&mut self.task).await.ok()
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::FixedClock;

    /// A connection to the server of `url` that is opened ahead.
    fn opened_to(url: &Url) -> Ahead {
        let ahead = Ahead::new(Arc::new(FixedClock::at_unix_seconds(0)));
        ahead.open(Arc::new(Route::new(None)), url);
        ahead
    }

    /// A server, its URL, and a connection to it that is opened ahead.
    async fn opened() -> (TcpListener, Url, Ahead) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let url = Url::parse(&url).unwrap();
        let ahead = opened_to(&url);
        (listener, url, ahead)
    }

    /// Closes the server's end, and lets the client get to know.
    #[expect(
        clippy::disallowed_methods,
        reason = "what waits is the system, not the code"
    )]
    async fn close(server: TcpStream) {
        drop(server);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    #[tokio::test]
    async fn the_connection_that_was_opened_is_taken_once() {
        let (listener, url, ahead) = opened().await;
        let (mut server, _) = listener.accept().await.unwrap();
        let mut channel = ahead.take(&url).await.unwrap().unwrap();
        channel.write_all(b"hello").await.unwrap();
        drop(channel);
        let mut got = String::new();
        server.read_to_string(&mut got).await.unwrap();
        assert_eq!(got, "hello");
        assert!(ahead.take(&url).await.is_none());
    }

    #[tokio::test]
    async fn a_connection_to_another_server_is_not_taken() {
        let (_listener, url, ahead) = opened().await;
        let other = Url::parse("http://127.0.0.1:1/").unwrap();
        assert!(ahead.take(&other).await.is_none());
        assert!(ahead.take(&url).await.is_some());
    }

    #[tokio::test]
    async fn a_connection_that_the_server_closed_is_not_taken() {
        let (listener, url, ahead) = opened().await;
        close(listener.accept().await.unwrap().0).await;
        assert!(ahead.take(&url).await.is_none());
    }

    #[tokio::test]
    async fn a_connection_with_an_answer_to_no_request_is_not_taken() {
        let (listener, url, ahead) = opened().await;
        let (mut server, _) = listener.accept().await.unwrap();
        server.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        close(server).await;
        assert!(ahead.take(&url).await.is_none());
    }

    #[tokio::test]
    async fn a_failure_is_told_to_whoever_waits_for_the_connection_and_to_nobody_later() {
        let (listener, url, _) = opened().await;
        drop(listener);
        assert!(opened_to(&url).take(&url).await.unwrap().is_err());
        let ahead = opened_to(&url);
        while !ahead.openings.lock().unwrap()[0].task.is_finished() {
            tokio::task::yield_now().await;
        }
        assert!(ahead.take(&url).await.is_none());
    }

    #[tokio::test]
    async fn a_connection_that_has_stood_too_long_is_not_taken() {
        let (_listener, url, ahead) = opened().await;
        ahead.clock.wait(OLDEST + Duration::from_secs(1)).await;
        assert!(ahead.take(&url).await.is_none());
    }

    #[tokio::test]
    async fn a_connection_that_nobody_wants_any_more_is_closed() {
        let (listener, _, ahead) = opened().await;
        let (mut server, _) = listener.accept().await.unwrap();
        drop(ahead);
        assert_eq!(server.read(&mut [0]).await.unwrap(), 0);
    }
}
