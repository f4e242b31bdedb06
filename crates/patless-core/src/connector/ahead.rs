//! Owns the connections that are opened before there is a request.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinHandle;
use url::{Origin, Url};

use super::ConnectError;
use super::channel::Channel;
use super::route::Route;

/// Connections that wait for their first request, or will when they are open.
#[derive(Debug, Default)]
pub(super) struct Ahead(Mutex<Vec<(Origin, Opening)>>);

impl Ahead {
    /// Begins to open a connection to the server of `url`.
    pub(super) fn open(&self, route: Arc<Route>, url: &Url) {
        let server = url.clone();
        let opening = tokio::spawn(async move { route.connect(&server).await });
        let mut openings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        openings.push((url.origin(), Opening(opening)));
    }

    /// Takes a connection to the server of `url`, and waits until it is open.
    ///
    /// `None` where there is none, where it could not be opened, and where the server has closed it since: one that is
    /// opened now may do better.
    pub(super) async fn take(&self, url: &Url) -> Option<Channel> {
        let origin = url.origin();
        let opening = {
            let mut openings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let place = openings.iter().position(|(of, _)| *of == origin)?;
            openings.remove(place).1
        };
        let mut channel = opening.end().await?;
        channel.is_quiet().then_some(channel)
    }
}

/// A connection that is being opened. It goes on by itself, until nobody wants it any more.
#[derive(Debug)]
struct Opening(JoinHandle<Result<Channel, ConnectError>>);

impl Opening {
    async fn end(mut self) -> Option<Channel> {
        (&mut self.0).await.ok()?.ok()
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    /// A server, its URL, and a connection to it that is opened ahead.
    async fn opened() -> (TcpListener, Url, Ahead) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let (url, ahead) = (Url::parse(&url).unwrap(), Ahead::default());
        ahead.open(Arc::new(Route::new(None)), &url);
        (listener, url, ahead)
    }

    /// Closes the server's end, and lets the client get to know.
    #[expect(
        clippy::disallowed_methods,
        reason = "what waits is the system, not the code"
    )]
    async fn close(server: TcpStream) {
        drop(server);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }

    #[tokio::test]
    async fn the_connection_that_was_opened_is_taken_once() {
        let (listener, url, ahead) = opened().await;
        let (mut server, _) = listener.accept().await.unwrap();
        let mut channel = ahead.take(&url).await.unwrap();
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
    async fn a_connection_that_could_not_be_opened_is_not_taken() {
        let (listener, url, _) = opened().await;
        drop(listener);
        let ahead = Ahead::default();
        ahead.open(Arc::new(Route::new(None)), &url);
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
