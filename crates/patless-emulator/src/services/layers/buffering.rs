//! Layer that reads the whole request, so that all later layers and the handler share one [`Request`].

use axum::body::{Body, to_bytes};
use axum::extract::Request as HttpRequest;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response as HttpResponse};

use crate::wire::{Request, Response};

/// Reads the body of a request, or refuses the request if the body is too large.
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

/// Maximum size of a body. Real requests are much smaller.
const BODY_LIMIT_BYTES: usize = 1024 * 1024;
