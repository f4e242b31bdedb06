//! Layer that records each request in the journal, with the status of its response.

use axum::Extension;
use axum::extract::{Request as HttpRequest, State};
use axum::middleware::Next;
use axum::response::Response as HttpResponse;

use crate::journal::{Answerer, RecordedRequest};
use crate::services::delivery::Delivery;
use crate::services::observation;
use crate::services::service::Service;
use crate::services::shared::ConnectionNumber;
use crate::wire::{RefusalBody, Request};

/// Records a request when its response is known, or when it is known that there will be none.
pub(in crate::services) async fn record(
    State(service): State<Service>,
    Extension(ConnectionNumber(connection)): Extension<ConnectionNumber>,
    request: Request,
    http_request: HttpRequest,
    next: Next,
) -> HttpResponse {
    let arrived_at = service.shared.uptime();
    let mut record = RecordedRequest::new(service.name, connection, arrived_at, &request);
    record.time_s = service.clock().now_s();
    record.assertion = observation::assertion(&service, &request);
    record.sender = observation::sender(&service, &request);
    let response = next.run(http_request).await;
    record.answerer = response
        .extensions()
        .get::<Answerer>()
        .copied()
        .unwrap_or_default();
    if let Some(RefusalBody(body)) = response.extensions().get() {
        record.read_code(body);
    }
    record.status = Delivery::of(&response)
        .arrives()
        .then(|| response.status().as_u16());
    service.shared.journal.record(record);
    response
}
