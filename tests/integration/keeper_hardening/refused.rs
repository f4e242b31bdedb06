//! Requests that the keeper refuses, as bytes over real connections, each with its answer.
//!
//! In the tables, `|` ends a line, and `{…}` stands for what the keeper has told its job: see [`Kept::fill`].

mod at_doors;
mod on_the_wire;

use patless_emulator::{Emulator, Scenario};

use super::kept::{DOORS, Kept};
use super::raw::{self, Reply};

/// A request: what it is about, its bytes, the status of its answer (0: closed without a word), and a part of the message.
type Row = (&'static str, &'static str, u16, &'static str);

/// The field of a resource that is allowed.
const R: &str = "resource=499b84ac-1321-427f-aa17-267ca6975798";

/// Sends each request of a table to the doors on loopback.
fn assert_refused(kept: &Kept<'_>, rows: &[Row]) {
    for (what, request, status, message) in rows {
        let request = kept.fill(&request.replace("{R}", R));
        let reply = raw::over_loopback(kept.authority(), &raw::lines(&request));
        assert_is(kept, &reply, what, *status, message);
    }
}

fn assert_is(kept: &Kept<'_>, reply: &Reply, what: &str, status: u16, message: &str) {
    kept.heard(reply);
    let found = reply.status().unwrap_or_default();
    assert_eq!(found, status, "{what}: {}", reply.text);
    assert!(reply.count() <= 1, "{what}: {}", reply.text);
    assert!(
        reply.text.contains(message),
        "{what}: it says {}",
        reply.text
    );
}

/// Opens a keeper with all doors, has the test run, and sees that an honest caller is still answered.
fn play(test: impl FnOnce(&Kept<'_>)) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let kept = Kept::open(&emulator, DOORS);
    test(&kept);
    let before = emulator.requests().len();
    assert!(before <= 2, "a refused request cost {before} requests");
    kept.ask();
}
