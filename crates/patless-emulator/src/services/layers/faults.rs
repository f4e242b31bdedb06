//! Layer that applies the faults of a route.

use std::future::Future;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request as HttpRequest, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response as HttpResponse};

use crate::journal::Answerer;
use crate::scenario::{Fault, ResetPoint};
use crate::services::broken_body::BrokenBody;
use crate::services::delivery::{Arrival, Delivery, End, Pace};
use crate::services::reflection;
use crate::services::service::Service;
use crate::wire::{Request, Response};

/// Wraps routes, and the layers that they already have, in the faults.
pub(in crate::services) fn wrap(routes: Router<Service>, service: &Service) -> Router<Service> {
    routes.route_layer(from_fn_with_state(service.clone(), play))
}

/// Applies the next fault of a route. Without one, the route responds normally.
async fn play(
    State(service): State<Service>,
    path: MatchedPath,
    request: Request,
    http_request: HttpRequest,
    next: Next,
) -> HttpResponse {
    let normal = next.run(http_request);
    let Some(fault) = service.shared.next_fault(service.name, path.as_str()) else {
        return normal.await;
    };
    if fault == Fault::Nothing {
        return normal.await;
    }
    let mut response = played(&service, fault, &request, normal).await;
    response.extensions_mut().insert(Answerer::Scenario);
    response
}

/// Responds as a fault has it.
async fn played(
    service: &Service,
    fault: Fault,
    request: &Request,
    normal: impl Future<Output = HttpResponse>,
) -> HttpResponse {
    match fault {
        // The caller has responded normally already.
        Fault::Nothing => normal.await,
        Fault::Respond(canned) => Response::canned(&canned).into_response(),
        Fault::Truncate {
            response,
            sent_bytes,
        } => truncated(Response::canned(&response).into_response(), |_| sent_bytes).await,
        Fault::CloseBeforeHeaders => withheld(Arrival::Withheld, End::Closed),
        // The queue has already unwrapped `Always`.
        Fault::Stall | Fault::Always(_) => withheld(Arrival::Stalled, End::Closed),
        Fault::Reset(ResetPoint::BeforeHeaders) => withheld(Arrival::Withheld, End::Reset),
        Fault::Reset(ResetPoint::DuringHeaders) => delivered(
            normal.await,
            Delivery {
                pace: Pace::Only {
                    bytes: CUT_HEADERS_BYTES,
                },
                end: End::Reset,
                ..Delivery::default()
            },
        ),
        Fault::Reset(ResetPoint::DuringBody) => delivered(
            truncated(normal.await, |length| length / 2).await,
            Delivery {
                end: End::Reset,
                ..Delivery::default()
            },
        ),
        Fault::SlowBytes { every_ms } => delivered(
            normal.await,
            Delivery {
                pace: Pace::Slow {
                    pause: Duration::from_millis(every_ms.max(1)),
                },
                ..Delivery::default()
            },
        ),
        Fault::HalfBody => half_as_all(normal.await).await,
        Fault::PlainText => called_plain_text(normal.await),
        Fault::EndlessBody => {
            let piece = Bytes::from(" ".repeat(ENDLESS_CHUNK_BYTES));
            Response::json_text(200, String::new())
                .into_response()
                .map(|_| Body::new(BrokenBody::endless(piece)))
        }
        Fault::Reflect { status } => reflection::whole(status, request).into_response(),
        Fault::ReflectPieces {
            status,
            obfuscation,
        } => reflection::in_pieces(status, obfuscation, request).into_response(),
        Fault::RedirectTo { server } => Response::empty(302)
            .header("location", &format!("{server}{}", request.target))
            .into_response(),
        Fault::Redirect => {
            let elsewhere = format!("{}elsewhere", service.shared.urls.vstoken);
            Response::empty(307)
                .header("location", &elsewhere)
                .into_response()
        }
    }
}

/// Sets the delivery of a response.
fn delivered(mut response: HttpResponse, delivery: Delivery) -> HttpResponse {
    response.extensions_mut().insert(delivery);
    response
}

/// Makes a response that is not sent.
fn withheld(arrival: Arrival, end: End) -> HttpResponse {
    let delivery = Delivery {
        arrival,
        end,
        ..Delivery::default()
    };
    delivered(HttpResponse::default(), delivery)
}

/// Truncates the body of a response after some bytes. The header `content-length` keeps the full length.
async fn truncated(
    response: HttpResponse,
    sent_bytes: impl FnOnce(usize) -> usize,
) -> HttpResponse {
    let (parts, body) = response.into_parts();
    let body = read(body).await;
    let sent = first_bytes(&body, sent_bytes(body.len()));
    HttpResponse::from_parts(parts, Body::new(BrokenBody::truncated(sent, body.len())))
}

/// Replaces the body of a response by its first half, as if it were complete.
async fn half_as_all(response: HttpResponse) -> HttpResponse {
    let (parts, body) = response.into_parts();
    let body = read(body).await;
    let half = first_bytes(&body, body.len() / 2);
    HttpResponse::from_parts(parts, Body::from(half))
}

/// Sets the content type of a response to plain text. The header comes last, as in responses of proxies.
fn called_plain_text(mut response: HttpResponse) -> HttpResponse {
    let mut headers = HeaderMap::new();
    for (name, value) in response.headers() {
        if name != CONTENT_TYPE {
            headers.append(name.clone(), value.clone());
        }
    }
    headers.append(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    *response.headers_mut() = headers;
    response
}

/// Reads the body of a handler's response. It is in memory, so this cannot fail.
async fn read(body: Body) -> Bytes {
    to_bytes(body, usize::MAX).await.unwrap_or_default()
}

/// Returns the first bytes of a body, or the whole body if it is shorter.
fn first_bytes(body: &Bytes, length: usize) -> Bytes {
    body.slice(..length.min(body.len()))
}

/// Bytes of a response that is reset during its headers: the status line and a few more.
const CUT_HEADERS_BYTES: usize = 24;
/// Size of a chunk of an endless body.
const ENDLESS_CHUNK_BYTES: usize = 16 * 1024;
