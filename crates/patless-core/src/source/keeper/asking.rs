//! Asks the keeper: one HTTP request over its socket.

use std::io;
use std::time::SystemTime;

use hyper::Method;
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::HOST;
use hyper_util::rt::TokioIo;
use zeroize::Zeroizing;

use super::address::Address;
use crate::http::Response;

/// The most that an answer may hold, in bytes.
const LIMIT_BYTES: usize = 64 * 1024;

/// Sends a request, and reads the answer.
pub(super) async fn ask(
    address: &Address,
    method: Method,
    path: &str,
    query: &str,
    sent_at: SystemTime,
) -> io::Result<Response> {
    #[cfg(unix)]
    let (stream, path) = {
        let stream = tokio::net::UnixStream::connect(address.socket()).await?;
        // Whoever listens there is this user, or root.
        let own = rustix::process::geteuid().as_raw();
        let peer = stream.peer_cred()?.uid();
        if peer != own && peer != 0 {
            return Err(io::Error::other("another user listens there"));
        }
        (stream, format!("/{path}?{query}"))
    };
    #[cfg(windows)]
    let (stream, path) = {
        let server = (std::net::Ipv4Addr::LOCALHOST, address.port);
        let stream = tokio::net::TcpStream::connect(server).await?;
        // The key goes to the keeper that wrote it.
        let key = address.key.expose();
        (stream, format!("/{key}/{path}?{query}"))
    };
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(io::Error::other)?;
    let request = hyper::Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, "keeper")
        .body(String::new())
        .map_err(io::Error::other)?;
    let exchange = async {
        let answer = sender.send_request(request).await;
        let answer = answer.map_err(io::Error::other)?;
        let (head, body) = answer.into_parts();
        let body = whole(body).await?;
        Ok(Response::new(head.status, &head.headers, body, sent_at))
    };
    tokio::pin!(connection);
    tokio::select! {
        biased;
        answer = exchange => answer,
        // What is left is in memory.
        Err(error) = &mut connection => Err(io::Error::other(error)),
    }
}

/// Reads the whole body into one buffer: one that grows leaves copies behind.
async fn whole(mut body: Incoming) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut all = Zeroizing::new(Vec::with_capacity(LIMIT_BYTES));
    while !body.is_end_stream() {
        let frame =
            std::future::poll_fn(|context| std::pin::Pin::new(&mut body).poll_frame(context));
        let Some(frame) = frame.await else { break };
        let data = frame.map_err(io::Error::other)?.into_data();
        let data: Bytes = data.unwrap_or_default();
        if all.len() + data.len() > LIMIT_BYTES {
            return Err(io::Error::other("the answer is too large"));
        }
        all.extend_from_slice(&data);
    }
    Ok(all)
}
