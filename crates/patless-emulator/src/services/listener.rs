//! Owns the accept loop of a service.

use std::convert::Infallible;
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWrite as _;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use serde_json::json;

use super::body::{AnswerBody, BrokenOff};
use super::delivery::{Choice, Delivery, End, Pace};
use super::endpoint::Endpoint;
use super::paced_stream::PacedStream;
use super::pieces::in_pieces;
use super::{ServiceName, State};
use crate::journal::RecordedRequest;
use crate::scenario::{Connect, Cut, DateHeader, Fault, Front};
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
            front: state.front(service),
            delivery: Delivery::default(),
            state: Arc::clone(&state),
        };
        tokio::spawn(connection.serve(stream, tls.clone()));
    }
}

/// Connection of a client.
struct Connection {
    service: ServiceName,
    number: u64,
    front: Front,
    delivery: Delivery,
    state: Arc<State>,
}

impl Connection {
    /// Serves requests until the client leaves. What goes wrong on the way is the client's to see.
    async fn serve(self, stream: TcpStream, tls: TlsAcceptor) {
        match self.front.connect {
            Connect::Reset => {
                let _closed_if_refused = stream.set_zero_linger();
                return;
            }
            Connect::Silent => return pending().await,
            _ => {}
        }
        // Without it, an answer waits for the client's delayed acknowledgement.
        let _slower_if_refused = stream.set_nodelay(true);
        let Ok(stream) = tls.accept(stream).await else {
            return;
        };
        let stream = PacedStream::new(stream, self.delivery.clone());
        let answer = service_fn(|request| Box::pin(self.answer(request)));
        let mut connection = http1::Builder::new()
            .auto_date_header(self.front.date == DateHeader::Sent)
            .serve_connection(TokioIo::new(stream), answer);
        let client_left = poll_fn(|context| connection.poll_without_shutdown(context)).await;
        let stream = connection.into_parts().io.into_inner().into_inner();
        match (self.delivery.choice().end, client_left) {
            (End::Reset, _) => {
                let _closed_if_refused = stream.get_ref().0.set_zero_linger();
            }
            (End::Closed, Ok(())) => shut_down(stream).await,
            (End::Closed, Err(_)) => {}
        }
    }

    /// Answers a request, or fails so that the connection closes.
    async fn answer(
        &self,
        request: hyper::Request<Incoming>,
    ) -> Result<hyper::Response<AnswerBody>, BrokenOff> {
        let (parts, body) = request.into_parts();
        let body = Limited::new(body, BODY_LIMIT_BYTES).collect().await;
        let Ok(body) = body.map(http_body_util::Collected::to_bytes) else {
            return Ok(self.response(Answer::empty(413), Extent::All));
        };
        let request = Request::new(parts, body);
        let mut record = RecordedRequest::new(
            self.service,
            self.number,
            self.state.uptime.elapsed(),
            &request,
        );

        let endpoint = Endpoint::of(self.service, &request);
        let fault = self.state.next_fault(endpoint);
        if fault == Some(Fault::Stall) {
            self.state.journal.record(record);
            return pending().await;
        }
        let normal = || match fault {
            Some(Fault::Reflect { status }) => reflection(status, &request),
            Some(Fault::ReflectPieces { status, disguise }) => {
                in_pieces(status, disguise, &request)
            }
            _ => endpoint.answer(self.service, &self.state, &request),
        };
        let outcome = self.outcome(fault.clone(), normal);
        // An answer whose headers never arrive is none.
        let arrives = !matches!(self.delivery.choice().pace, Pace::Only { .. });
        record.status = outcome
            .as_ref()
            .filter(|_| arrives)
            .map(|it| it.status().as_u16());
        self.state.journal.record(record);
        outcome.ok_or(BrokenOff)
    }

    /// Chooses the response and its delivery. `None` means that the connection ends without one.
    fn outcome(
        &self,
        fault: Option<Fault>,
        normal: impl FnOnce() -> Answer,
    ) -> Option<hyper::Response<AnswerBody>> {
        let mut choice = Choice::default();
        let response = match fault {
            None | Some(Fault::Reflect { .. } | Fault::ReflectPieces { .. }) => {
                Some(self.response(normal(), Extent::All))
            }
            Some(Fault::Respond(canned)) => {
                Some(self.response(Answer::canned(&canned), Extent::All))
            }
            Some(Fault::Truncate {
                response,
                sent_bytes,
            }) => Some(self.response(Answer::canned(&response), Extent::First(sent_bytes))),
            // `Always` is unwrapped by whoever takes it from its queue.
            Some(Fault::CloseBeforeHeaders | Fault::Stall | Fault::Always(_)) => None,
            Some(Fault::Reset(cut)) => {
                choice.end = End::Reset;
                match cut {
                    Cut::BeforeHeaders => None,
                    Cut::DuringHeaders => {
                        choice.pace = Pace::Only {
                            bytes: CUT_HEADERS_BYTES,
                        };
                        Some(self.response(normal(), Extent::All))
                    }
                    Cut::DuringBody => {
                        let answer = normal();
                        let half = answer.body.len() / 2;
                        Some(self.response(answer, Extent::First(half)))
                    }
                }
            }
            Some(Fault::SlowBytes { every_ms }) => {
                let pause = Duration::from_millis(every_ms.max(1));
                choice.pace = Pace::Slow { pause };
                Some(self.response(normal(), Extent::All))
            }
            Some(Fault::HalfBody) => {
                let answer = normal();
                let half = first_bytes(&answer.body, answer.body.len() / 2);
                Some(self.response(answer.body(half), Extent::All))
            }
            Some(Fault::PlainText) => {
                let answer = normal().content_type("text/plain; charset=utf-8");
                Some(self.response(answer, Extent::All))
            }
            Some(Fault::EndlessBody) => {
                let answer = Answer::json_text(200, " ".repeat(ENDLESS_CHUNK_BYTES));
                Some(self.response(answer, Extent::Endless))
            }
            Some(Fault::Redirect) => {
                let elsewhere = format!("{}elsewhere", self.state.urls.vstoken);
                let answer = Answer::empty(307).header("location", &elsewhere);
                Some(self.response(answer, Extent::All))
            }
        };
        self.delivery.choose(choice);
        response
    }

    /// Writes an answer with the service's own date.
    fn response(&self, answer: Answer, extent: Extent) -> hyper::Response<AnswerBody> {
        let length = answer.body.len();
        let answer = match self.front.date {
            DateHeader::Sent if !answer.has_header("date") => {
                answer.header("date", &self.state.clock(self.service).http_date())
            }
            _ => answer,
        };
        let body = answer.body.clone();
        let mut response = hyper::Response::new(match extent {
            Extent::All => AnswerBody::full(body),
            Extent::First(bytes) => AnswerBody::broken_off(first_bytes(&body, bytes)),
            Extent::Endless => AnswerBody::endless(body),
        });
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.into_headers();
        if let Extent::First(_) = extent {
            response
                .headers_mut()
                .insert("content-length", length.into());
        }
        response
    }
}

/// Part of a body that is sent.
#[derive(Clone, Copy)]
enum Extent {
    /// All of it.
    All,
    /// The first bytes, although the header `content-length` tells of all.
    First(usize),
    /// All of it, again and again.
    Endless,
}

/// Ends TLS and TCP in good order.
async fn shut_down(mut stream: TlsStream<TcpStream>) {
    let _client_left = poll_fn(|context| Pin::new(&mut stream).poll_shutdown(context)).await;
}

/// Returns the first bytes of a body, or all if it is shorter.
fn first_bytes(body: &Bytes, length: usize) -> Bytes {
    body.slice(..length.min(body.len()))
}

/// Largest body that is read. Real requests are far smaller.
const BODY_LIMIT_BYTES: usize = 1024 * 1024;
/// Bytes of an answer that is cut in its headers: the status line and a few more.
const CUT_HEADERS_BYTES: usize = 24;
/// Size of a piece of an endless body.
const ENDLESS_CHUNK_BYTES: usize = 16 * 1024;

/// Repeats what a request holds, in the error forms of all services.
fn reflection(status: u16, request: &Request) -> Answer {
    let credential = request.header("authorization").unwrap_or_default();
    let token = credential.rsplit(' ').next().unwrap_or_default();
    let body = String::from_utf8_lossy(&request.body);
    let text = format!("Not understood: {credential} {body}");
    let error = json!({
        "message": text,
        "error": "invalid_request",
        "error_description": format!("AADSTS90013: {text}"),
    });
    let answer = Answer::json(status, &error);
    if token.is_empty() {
        answer
    } else {
        answer.header("activityid", token)
    }
}
