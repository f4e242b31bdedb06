//! The servers of the doors: HTTP/1.1, one request a connection, bounded in time, size and number.
//!
//! A connection that sends nothing costs a place among those that wait, and the one that waits longest loses its own when they
//! are all taken: whoever asks at once is never behind whoever is silent. One request a connection leaves nothing for a second
//! one to be smuggled into. Of the places of those that are answered, only whoever has shown a key holds one for longer than it
//! takes to refuse a request.

mod crowd;

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::net::UnixListener;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::doors::{OnLoopback, OnSocket};
use crate::hand_out::HandOut;
use crate::refusal::Refusal;

use crowd::Crowd;

/// How long the head of a request may take.
const HEAD_LIMIT: Duration = Duration::from_secs(5);
/// How long a connection may take as a whole: an exchange with its retries, and a slow reader.
const CONNECTION_LIMIT: Duration = Duration::from_secs(60);
/// The most that a head may hold, in bytes. hyper takes no less.
const HEAD_LIMIT_BYTES: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// How long to wait when the system lets nobody in, because this process has too many files open.
const PAUSE: Duration = Duration::from_millis(100);

/// What answers the requests of a server.
pub(crate) enum Answers {
    Loopback(OnLoopback),
    Socket(OnSocket),
}

/// A server: what it answers with, and who is there.
struct Server {
    answers: Answers,
    hand_out: Arc<HandOut>,
    crowd: Crowd,
}

/// A connection, of either kind: with one type for both, the code of the HTTP library is in the program once.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Where connections come from.
pub(crate) trait Accept {
    /// Takes the next connection. `None`: one that is not let in.
    async fn next(&self) -> io::Result<Option<Box<dyn Stream>>>;
}

impl Accept for TcpListener {
    async fn next(&self) -> io::Result<Option<Box<dyn Stream>>> {
        let (stream, _) = self.accept().await?;
        Ok(Some(Box::new(stream)))
    }
}

#[cfg(unix)]
impl Accept for UnixListener {
    /// A process of another user is not let in.
    async fn next(&self) -> io::Result<Option<Box<dyn Stream>>> {
        let (stream, _) = self.accept().await?;
        let own = rustix::process::geteuid().as_raw();
        let is_ours = stream.peer_cred().is_ok_and(|peer| peer.uid() == own);
        Ok(is_ours.then(|| Box::new(stream) as Box<dyn Stream>))
    }
}

/// Serves connections, until this is dropped.
pub(crate) async fn serve(
    listener: impl Accept,
    answers: Answers,
    hand_out: Arc<HandOut>,
) -> Infallible {
    let server = Arc::new(Server {
        answers,
        hand_out,
        crowd: Crowd::default(),
    });
    loop {
        match listener.next().await {
            Ok(Some(stream)) => server.take(stream),
            Ok(None) => server.hand_out.count_refusal(),
            Err(error) => server.pause(&error).await,
        }
        if server.crowd.is_large() {
            // Whoever has sent its request is read now, and cannot be the one that has to go.
            tokio::task::yield_now().await;
        }
    }
}

impl Server {
    /// Serves a connection, beside all others.
    fn take(self: &Arc<Self>, stream: Box<dyn Stream>) {
        let server = Arc::clone(self);
        self.crowd.enter(|place| async move {
            let is_last = AtomicBool::new(false);
            let service = service_fn(|request| {
                let (server, place, is_last) = (&server, &place, &is_last);
                async move {
                    let answering = place.begin(&server.crowd);
                    let answer = match &answering {
                        Some(_) => server.answer(request).await,
                        None => Answer::refusal(&busy()),
                    };
                    is_last.store(answer.is_last, Ordering::Relaxed);
                    Ok::<_, Infallible>(answer.into_response())
                }
            });
            let mut builder = http1::Builder::new();
            builder
                .keep_alive(false)
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_LIMIT)
                .max_headers(MOST_HEADERS)
                .max_buf_size(HEAD_LIMIT_BYTES);
            let connection = builder.serve_connection(TokioIo::new(stream), service);
            tokio::select! {
                // What goes wrong with a connection is the caller's own.
                _ = connection => {}
                () = server.hand_out.clock().limit(CONNECTION_LIMIT) => {}
            }
            place.leave(&server.crowd);
            if let Answers::Socket(door) = &server.answers
                && is_last.load(Ordering::Relaxed)
            {
                door.stop();
            }
        });
    }

    async fn answer(&self, request: Request<Incoming>) -> Answer {
        let asked = Asked::new(request);
        let answer = match &self.answers {
            Answers::Loopback(doors) => doors.answer(asked, &self.hand_out).await,
            Answers::Socket(door) => door.answer(&asked, &self.hand_out).await,
        };
        answer.unwrap_or_else(|refusal| {
            self.hand_out.count_refusal();
            Answer::refusal(&refusal)
        })
    }

    async fn pause(&self, error: &io::Error) {
        tracing::debug!("a connection could not be taken: {error}");
        self.hand_out.clock().wait(PAUSE).await;
    }
}

fn busy() -> Refusal {
    Refusal {
        retry_after: Some(Duration::from_secs(1)),
        ..Refusal::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the keeper answers too many requests at once",
        )
    }
}
