//! Layer that adds the `Date` header, with the time of the service's clock.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::DATE;
use axum::middleware::Next;
use axum::response::Response as HttpResponse;

use crate::scenario::DateHeader;
use crate::services::service::Service;

/// Adds the header to a response without one, unless the front end omits it.
pub(in crate::services) async fn add(
    State(service): State<Service>,
    request: Request,
    next: Next,
) -> HttpResponse {
    let mut response = next.run(request).await;
    let is_sent = service.front_end().date == DateHeader::Sent;
    if is_sent
        && !response.headers().contains_key(DATE)
        && let Ok(date) = HeaderValue::from_str(&service.clock().http_date())
    {
        response.headers_mut().insert(DATE, date);
    }
    response
}
