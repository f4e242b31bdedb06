//! Stream of events for the page: what is new since it looked last, as server-sent events.
//!
//! Source: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Bytes, HttpBody};
use hyper::body::Frame;
use serde_json::{Value, json};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::{MissedTickBehavior, interval};

use super::position::Position;
use super::state::PageState;
use super::{request_view, scenario_view, token_view};

/// Body of the stream. It ends when the browser leaves.
pub(super) struct EventBody {
    events: mpsc::Receiver<Bytes>,
    _place: OwnedSemaphorePermit,
}

impl EventBody {
    /// Begins a stream after what the browser has seen.
    pub(super) fn new(state: PageState, seen: Option<&str>, place: OwnedSemaphorePermit) -> Self {
        let (sender, events) = mpsc::channel(WAITING_EVENTS);
        let seen = seen.and_then(|it| Position::parse(it, &state.instance));
        let latest = state.kept.journal.count();
        let skipped = latest.borrow().saturating_sub(MOST_REQUESTS);
        let mut feed = Feed {
            position: seen.unwrap_or(Position {
                requests: skipped,
                lines: 0,
            }),
            state,
            tokens: Value::Null,
            scenario: Value::Null,
            time_offset_s: None,
            beats: 0,
        };
        tokio::spawn(async move { feed.run(&sender).await });
        Self {
            events,
            _place: place,
        }
    }
}

impl HttpBody for EventBody {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let next = self.events.poll_recv(context);
        next.map(|it| it.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// What one browser has got so far.
struct Feed {
    state: PageState,
    position: Position,
    tokens: Value,
    scenario: Value,
    time_offset_s: Option<i64>,
    beats: u32,
}

impl Feed {
    /// Sends what is new, and waits for more, until the browser leaves.
    async fn run(&mut self, sender: &mpsc::Sender<Bytes>) {
        let mut requests = self.state.kept.journal.count();
        let mut lines = self.state.log.count();
        let mut scenarios = self.state.current.subscribe();
        let mut beat = interval(BEAT);
        let mut pause = interval(PAUSE);
        pause.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let hello = json!({ "instance": &*self.state.instance });
        let mut events = vec![self.event("hello", &hello)];
        loop {
            events.extend(self.news());
            for event in events.drain(..) {
                if sender.send(event).await.is_err() {
                    return;
                }
            }
            // Many requests at once become few events.
            pause.tick().await;
            tokio::select! {
                _ = requests.changed() => {}
                _ = lines.changed() => {}
                _ = scenarios.changed() => {}
                _ = beat.tick() => events.extend(self.time()),
                () = sender.closed() => return,
            }
        }
    }

    /// Makes events of what is new.
    fn news(&mut self) -> Vec<Bytes> {
        let mut events = Vec::new();
        let shared = self.state.shared();
        let cover = self.state.cover();
        let scenario = scenario_view::of(&shared.scenario);
        if scenario != self.scenario {
            events.push(self.event("scenario", &scenario));
            self.scenario = scenario;
        }
        let journal = &self.state.kept.journal;
        let requests = journal.requests_from(self.position.requests, MOST_REQUESTS);
        for request in requests {
            self.position.requests += 1;
            let view = request_view::of(self.position.requests, &request, &cover);
            events.push(self.event("request", &view));
        }
        let tokens = Value::from(token_view::of(&shared, &cover));
        if tokens != self.tokens {
            let now_s = self.state.now_s();
            let view = json!({ "now_s": now_s, "tokens": tokens });
            events.push(self.event("tokens", &view));
            self.tokens = tokens;
        }
        let (first, lines) = self.state.log.lines_from(self.position.lines);
        if !lines.is_empty() {
            self.position.lines = first + lines.len();
            let lines: Vec<_> = lines
                .iter()
                .map(|it| cover.text(it, LONGEST_LINE))
                .collect();
            events.push(self.event("log", &json!({ "first": first, "lines": lines })));
        }
        events
    }

    /// Makes an event with the time: when the clock was moved, and now and then so that the browser knows that it is there.
    fn time(&mut self) -> Option<Bytes> {
        let offset_s = self.state.kept.moved.seconds();
        self.beats += 1;
        if self.time_offset_s == Some(offset_s) && !self.beats.is_multiple_of(BEATS_OF_TIME) {
            return None;
        }
        self.time_offset_s = Some(offset_s);
        let now_s = self.state.now_s();
        Some(self.event("time", &json!({ "now_s": now_s })))
    }

    /// Writes an event. JSON text has no line breaks.
    fn event(&self, name: &str, data: &Value) -> Bytes {
        let id = self.position.text(&self.state.instance);
        Bytes::from(format!("event: {name}\nid: {id}\ndata: {data}\n\n"))
    }
}

/// How many events wait for a slow browser.
const WAITING_EVENTS: usize = 64;
/// How many requests the page shows.
pub(super) const MOST_REQUESTS: usize = 1000;
/// Longest line of the log, in characters.
const LONGEST_LINE: usize = 2000;
/// Time between two looks at the clock.
const BEAT: Duration = Duration::from_secs(1);
/// After so many of them, the time is sent in any case.
const BEATS_OF_TIME: u32 = 10;
/// Shortest time between two looks at everything else.
const PAUSE: Duration = Duration::from_millis(100);
