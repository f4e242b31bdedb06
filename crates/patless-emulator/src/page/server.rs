//! Server of the page on 127.0.0.1.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use super::router::PageRouter;
use super::state::PageState;

/// Starts the server on a runtime, and returns its port. 0 stands for a free port.
pub(super) fn start(runtime: &Handle, port: u16, state: PageState) -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    let _registers_the_socket = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(listener)?;
    runtime.spawn(serve(listener, PageRouter::new(state, port)));
    Ok(port)
}

/// Serves browsers until the task is dropped.
async fn serve(listener: tokio::net::TcpListener, router: PageRouter) -> Infallible {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        // A failed accept affects only one browser.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            continue;
        };
        let router = router.clone();
        tokio::spawn(async move {
            let respond = service_fn(|request: hyper::Request<Incoming>| {
                let router = router.clone();
                async move { Ok::<_, Infallible>(router.respond(request.map(Body::new)).await) }
            });
            let _browser_left = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_TIMEOUT)
                .serve_connection(TokioIo::new(stream), respond)
                .await;
            drop(place);
        });
    }
}

/// How many connections are served at once.
const MOST_CONNECTIONS: usize = 64;
/// How long a connection may take for the head of a request.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
