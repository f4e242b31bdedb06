//! Owns the accept loop of a service.

use std::convert::Infallible;
use std::future::pending;
use std::sync::Arc;

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::body::{AnswerBody, BrokenOff};
use super::endpoint::Endpoint;
use super::{ServiceName, State};
use crate::journal::RecordedRequest;
use crate::scenario::Fault;
use crate::wire::{Answer, Request};

/// Serves connections until the task is dropped.
pub(super) async fn serve(
    service: ServiceName,
    listener: TcpListener,
    tls: TlsAcceptor,
    state: Arc<State>,
) -> Infallible {
    loop {
        // An accept that fails belongs to one client; the next may be fine.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        let connection = Connection {
            service,
            number: state.next_connection(),
            state: Arc::clone(&state),
        };
        tokio::spawn(connection.serve(stream, tls.clone()));
    }
}

/// Connection of a client.
struct Connection {
    service: ServiceName,
    number: u64,
    state: Arc<State>,
}

impl Connection {
    /// Serves requests until the client leaves. What goes wrong on the way is the client's to see.
    async fn serve(self, stream: TcpStream, tls: TlsAcceptor) {
        // Without it, an answer waits for the client's delayed acknowledgement.
        let _slower_if_refused = stream.set_nodelay(true);
        let Ok(stream) = tls.accept(stream).await else {
            return;
        };
        let answer = service_fn(|request| self.answer(request));
        let _client_left = http1::Builder::new()
            .serve_connection(TokioIo::new(stream), answer)
            .await;
    }

    /// Answers a request, or fails so that the connection closes.
    async fn answer(
        &self,
        request: hyper::Request<Incoming>,
    ) -> Result<hyper::Response<AnswerBody>, BrokenOff> {
        let (parts, body) = request.into_parts();
        let body = Limited::new(body, BODY_LIMIT_BYTES).collect().await;
        let Ok(body) = body.map(http_body_util::Collected::to_bytes) else {
            return Ok(self.response(Answer::empty(413), None));
        };
        let request = Request::new(parts, body);
        let mut record = RecordedRequest::new(self.service, self.number, &request);

        let endpoint = Endpoint::of(self.service, &request);
        let outcome = match self.state.next_fault(endpoint) {
            None => {
                let answer = endpoint.answer(self.service, &self.state, &request);
                Some(self.response(answer, None))
            }
            Some(Fault::Respond(canned)) => Some(self.response(Answer::canned(&canned), None)),
            Some(Fault::Truncate {
                response,
                sent_bytes,
            }) => Some(self.response(Answer::canned(&response), Some(sent_bytes))),
            Some(Fault::CloseBeforeHeaders) => None,
            Some(Fault::Stall) => {
                self.state.journal.record(record);
                return pending().await;
            }
        };
        record.status = outcome.as_ref().map(|it| it.status().as_u16());
        self.state.journal.record(record);
        outcome.ok_or(BrokenOff)
    }

    /// Writes an answer with the service's own date.
    ///
    /// `sent_bytes` is the size after which the body breaks off. `None` means that it does not.
    fn response(&self, answer: Answer, sent_bytes: Option<usize>) -> hyper::Response<AnswerBody> {
        let length = answer.body.len();
        let date = self.state.clock(self.service).http_date();
        let answer = answer.header("date", &date);
        let mut response = hyper::Response::new(match sent_bytes {
            None => AnswerBody::full(answer.body.clone()),
            Some(sent_bytes) => AnswerBody::broken_off(first_bytes(&answer.body, sent_bytes)),
        });
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.into_headers();
        if sent_bytes.is_some() {
            response
                .headers_mut()
                .insert("content-length", length.into());
        }
        response
    }
}

/// Returns the first bytes of a body, or all if it is shorter.
fn first_bytes(body: &Bytes, length: usize) -> Bytes {
    body.slice(..length.min(body.len()))
}

/// Largest body that is read. Real requests are far smaller.
const BODY_LIMIT_BYTES: usize = 1024 * 1024;
