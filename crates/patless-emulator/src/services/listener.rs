//! Accept loop of a service, which also carries out faults at the socket.

use std::convert::Infallible;
use std::future::{pending, poll_fn};

use axum::body::Body;
use axum::response::Response as HttpResponse;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use super::aborted::Aborted;
use super::delivery::{Arrival, CurrentDelivery, Delivery, End};
use super::paced_stream::PacedStream;
use super::router::ReadyRouter;
use super::service::Service;
use super::shared::ConnectionNumber;
use super::transport::{Carrier, Transport, shut_down};
use crate::scenario::{ConnectOutcome, DateHeader, FrontEnd};

/// Serves connections until the task is dropped.
pub(super) async fn serve(
    service: Service,
    listener: TcpListener,
    transport: Transport,
) -> Infallible {
    let router = ReadyRouter::new(&service);
    loop {
        // A failed accept affects only one client.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        let connection = Connection {
            number: service.shared.next_connection(),
            front_end: service.front_end(),
            delivery: CurrentDelivery::default(),
            router: router.clone(),
        };
        tokio::spawn(connection.serve(stream, transport.clone()));
    }
}

/// Connection of a client.
struct Connection {
    number: ConnectionNumber,
    front_end: FrontEnd,
    delivery: CurrentDelivery,
    router: ReadyRouter,
}

impl Connection {
    /// Serves requests until the client disconnects. Errors are ignored, because the client sees them.
    async fn serve(self, stream: TcpStream, transport: Transport) {
        match self.front_end.connect {
            ConnectOutcome::Reset => {
                let _closed_if_refused = stream.set_zero_linger();
                return;
            }
            ConnectOutcome::Silent => return pending().await,
            _ => {}
        }
        // Otherwise, a response can wait for the client's delayed acknowledgment.
        let _slower_if_refused = stream.set_nodelay(true);
        match transport {
            Transport::Plain => self.exchange(stream).await,
            Transport::Tls(tls) => {
                if let Ok(stream) = tls.accept(stream).await {
                    self.exchange(stream).await;
                }
            }
        }
    }

    /// Reads requests and responds to them, until one of the two sides ends the connection.
    async fn exchange(&self, stream: impl Carrier) {
        let stream = PacedStream::new(stream, self.delivery.clone());
        let respond = service_fn(|request| Box::pin(self.respond(request)));
        let mut connection = http1::Builder::new()
            .auto_date_header(self.front_end.date == DateHeader::Sent)
            .serve_connection(TokioIo::new(stream), respond);
        let client_left = poll_fn(|context| connection.poll_without_shutdown(context)).await;
        let stream = connection.into_parts().io.into_inner().into_inner();
        match (self.delivery.chosen().end, client_left) {
            (End::Reset, _) => {
                let _closed_if_refused = stream.tcp().set_zero_linger();
            }
            (End::Closed, Ok(())) => shut_down(stream).await,
            (End::Closed, Err(_)) => {}
        }
    }

    /// Responds to a request. An error closes the connection.
    async fn respond(&self, request: hyper::Request<Incoming>) -> Result<HttpResponse, Aborted> {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(self.number);
        let response = self.router.respond(request).await;
        let delivery = Delivery::of(&response);
        self.delivery.choose(delivery);
        match delivery.arrival {
            Arrival::Sent => Ok(response),
            Arrival::Withheld => Err(Aborted),
            Arrival::Stalled => pending().await,
        }
    }
}
