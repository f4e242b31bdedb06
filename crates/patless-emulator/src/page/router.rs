//! Routes of the page, and the headers with which a browser keeps strangers out.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Response as HttpResponse};
use axum::routing::{get, post};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;
use url::form_urlencoded;

use super::events::{EventBody, MOST_REQUESTS};
use super::shown_job::ShownJob;
use super::state::PageState;
use super::{guard, request_view, scenario_view};
use crate::scenario::Scenario;
use crate::wire::Response;

/// Router of the page.
#[derive(Clone)]
pub(super) struct PageRouter {
    router: Router,
    port: u16,
}

/// State of the routes.
#[derive(Clone)]
struct Routes {
    state: PageState,
    streams: Arc<Semaphore>,
}

impl PageRouter {
    /// Makes the router of the page on a port.
    pub(super) fn new(state: PageState, port: u16) -> Self {
        let router = Router::new()
            .route("/", get(index))
            .route("/page.css", get(|| async { file("text/css", CSS) }))
            .route(
                "/page.js",
                get(|| async { file("text/javascript", SCRIPT) }),
            )
            .route("/icon.svg", get(|| async { file("image/svg+xml", ICON) }))
            .route("/events", get(events))
            .route("/requests.txt", get(requests_as_text))
            .route("/scenario", post(play_scenario))
            .fallback(|| async { Response::text(404, "There is nothing here.\n") })
            .with_state(Routes {
                state,
                streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            });
        Self { router, port }
    }

    /// Responds to a request.
    pub(super) async fn respond(&self, request: Request) -> HttpResponse {
        let mut response = if guard::is_host(request.headers(), self.port) {
            let Ok(response) = self.router.clone().oneshot(request).await;
            response
        } else {
            Response::text(403, WRONG_HOST).into_response()
        };
        for (name, value) in HEADERS {
            let value = HeaderValue::from_static(value);
            response.headers_mut().insert(*name, value);
        }
        response
    }
}

/// Responds with the page.
async fn index(State(Routes { state, .. }): State<Routes>) -> Response {
    let shared = state.shared();
    let scenario = scenario_view::of(&shared.scenario);
    let summary = scenario["summary"].as_str().unwrap_or_default();
    let log = match state.job {
        ShownJob::Log => "",
        ShownJob::None => " hidden",
    };
    let page = PAGE
        .replace("{{options}}", &scenario_view::options(&shared.scenario))
        .replace("{{summary}}", &escaped(summary))
        .replace("{{log}}", log);
    Response::html(200, &page)
}

/// Responds with the stream of events.
async fn events(State(routes): State<Routes>, headers: HeaderMap) -> HttpResponse {
    let Ok(place) = routes.streams.try_acquire_owned() else {
        return Response::text(503, "Too many pages are open.\n").into_response();
    };
    let seen = headers.get("last-event-id").and_then(|it| it.to_str().ok());
    let body = Body::new(EventBody::new(routes.state, seen, place));
    let mut response = HttpResponse::new(body);
    let content_type = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

/// Responds with the last requests as text, for browsers without JavaScript.
async fn requests_as_text(State(Routes { state, .. }): State<Routes>) -> Response {
    let cover = state.cover();
    let journal = &state.kept.journal;
    let skipped = journal.count().borrow().saturating_sub(MOST_REQUESTS);
    let requests = journal.requests_from(skipped, MOST_REQUESTS);
    let lines: String = requests
        .iter()
        .enumerate()
        .map(|(index, it)| request_view::line(skipped + index + 1, it, &cover))
        .collect();
    let text = if lines.is_empty() {
        "No requests yet.\n"
    } else {
        &lines
    };
    Response::text(200, text)
}

/// Switches the scenario.
async fn play_scenario(State(Routes { state, .. }): State<Routes>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !guard::is_from_page(&parts.headers) {
        return Response::text(403, WRONG_ORIGIN);
    }
    let Ok(body) = to_bytes(body, LONGEST_FORM_BYTES).await else {
        return Response::text(413, "The form is too long.\n");
    };
    let mut fields = form_urlencoded::parse(&body);
    let name = fields.find_map(|(name, value)| (name == "scenario").then_some(value));
    let Some(scenario) = name.and_then(|it| Scenario::named(&it)) else {
        return Response::text(400, "No scenario has this name.\n");
    };
    let current = state.current.clone();
    let switch = tokio::task::spawn_blocking(move || current.play(scenario));
    if switch.await.is_err() {
        return Response::text(500, "The scenario was not switched.\n");
    }
    let is_script = parts.headers.get(ACCEPT).is_some_and(|it| it == JSON);
    if is_script {
        return Response::json(200, &scenario_view::of(&state.shared().scenario));
    }
    Response::empty(303).header("location", "/")
}

/// Responds with a file of the page.
fn file(media_type: &str, content: &str) -> Response {
    Response::text(200, content).content_type(&format!("{media_type}; charset=utf-8"))
}

/// Writes a text of ours for HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

const PAGE: &str = include_str!("index.html");
const CSS: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const ICON: &str = include_str!("icon.svg");

const JSON: &str = "application/json";

/// Headers of every answer. The referrer policy is not the strictest one, because that one takes the origin from a form.
const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

const WRONG_HOST: &str =
    "This page is only for this machine: open it at the address that patless-emulator printed.\n";
const WRONG_ORIGIN: &str =
    "Only the page itself may do this: send its address in the header Origin.\n";

/// How many pages can be open at once.
const MOST_STREAMS: usize = 16;
/// Longest form. A name has some 50 characters.
const LONGEST_FORM_BYTES: usize = 1024;
