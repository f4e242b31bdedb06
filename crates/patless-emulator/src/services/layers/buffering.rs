//! Layer that reads a request to its end, so that everything behind it sees the same [`Request`].

use axum::body::{Body, to_bytes};
use axum::extract::Request as HttpRequest;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response as HttpResponse};

use crate::wire::{Request, Response};

/// Reads a request, or refuses one that is too large.
pub(in crate::services) async fn buffer(request: HttpRequest, next: Next) -> HttpResponse {
    let (mut parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT_BYTES).await else {
        return Response::empty(413).into_response();
    };
    let request = Request::new(&parts, body.clone());
    parts.extensions.insert(request);
    next.run(HttpRequest::from_parts(parts, Body::from(body)))
        .await
}

/// Largest body that is read. Real requests are far smaller.
const BODY_LIMIT_BYTES: usize = 1024 * 1024;
