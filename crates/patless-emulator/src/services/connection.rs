//! Connection of a client: its requests, and how it ends.

use std::future::{pending, poll_fn};
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response as HttpResponse;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use super::aborted::Aborted;
use super::delivery::{Arrival, CurrentDelivery, Delivery, End};
use super::paced_stream::PacedStream;
use super::routers::Routers;
use super::shared::ConnectionNumber;
use super::transport::{Carrier, shut_down};
use super::{ServiceName, Shared};
use crate::scenario::{ConnectOutcome, DateHeader, FrontEnd};

/// Connection of a client.
pub(super) struct Connection {
    /// Number, counted over all services.
    pub(super) number: ConnectionNumber,
    /// Service that it reached.
    pub(super) name: ServiceName,
    /// Front end of the service when it began.
    pub(super) front_end: FrontEnd,
    /// Tells of each switch of the scenario.
    pub(super) changes: watch::Receiver<Arc<Shared>>,
    /// Delivery of the response that is sent.
    pub(super) delivery: CurrentDelivery,
    /// Routers of the service.
    pub(super) routers: Arc<Routers>,
}

impl Connection {
    /// Serves requests until the client disconnects. Errors are ignored, because the client sees them.
    pub(super) async fn serve(self, stream: TcpStream, tls: Option<TlsAcceptor>) {
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
        match tls {
            None => self.exchange(stream).await,
            Some(tls) => {
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
        let client_left = tokio::select! {
            left = poll_fn(|context| connection.poll_without_shutdown(context)) => left,
            () = self.front_end_changed() => {
                Pin::new(&mut connection).graceful_shutdown();
                poll_fn(|context| connection.poll_without_shutdown(context)).await
            }
        };
        let stream = connection.into_parts().io.into_inner().into_inner();
        match (self.delivery.chosen().end, client_left) {
            (End::Reset, _) => {
                let _closed_if_refused = stream.tcp().set_zero_linger();
            }
            (End::Closed, Ok(())) => shut_down(stream).await,
            (End::Closed, Err(_)) => {}
        }
    }

    /// Waits until the scenario has another front end, which the client meets when it connects anew.
    async fn front_end_changed(&self) {
        let mut changes = self.changes.clone();
        let is_another = |shared: &Arc<Shared>| shared.front_end(self.name) != self.front_end;
        if changes.wait_for(is_another).await.is_err() {
            pending::<()>().await;
        }
    }

    /// Responds to a request. An error closes the connection.
    async fn respond(&self, request: hyper::Request<Incoming>) -> Result<HttpResponse, Aborted> {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(self.number);
        let response = self.routers.now().respond(request).await;
        let delivery = Delivery::of(&response);
        self.delivery.choose(delivery);
        match delivery.arrival {
            Arrival::Sent => Ok(response),
            Arrival::Withheld => Err(Aborted),
            Arrival::Stalled => pending().await,
        }
    }
}
