//! Callers that are many, slow or silent: none of them costs an honest one its answer, nor the keeper what it does not have.

use std::io::Write as _;
use std::net::TcpStream;

use patless_emulator::{Emulator, Scenario};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::kept::{DOORS, Kept};
use super::raw;

/// How many files a keeper may have open: those that wait and those that are answered, and its own.
const MOST_FILES: usize = 256 + 256 + 40;
/// How much its memory may grow by, in kB: a few of each connection.
const MOST_GROWTH_KB: u64 = 12 * 1024;

/// Has an honest caller ask a hundred times while others are there.
fn assert_honest_callers_are_answered(kept: &Kept<'_>, mut meanwhile: impl FnMut(usize)) {
    let before_kb = kept.memory_kb();
    for number in 0..100 {
        meanwhile(number);
        kept.ask();
        if let Some(files) = kept.open_files() {
            assert!(files <= MOST_FILES, "{files} files are open");
        }
    }
    let grown_kb = kept.memory_kb().saturating_sub(before_kb);
    assert!(grown_kb <= MOST_GROWTH_KB, "it has grown by {grown_kb} kB");
}

fn play(test: impl FnOnce(&Kept<'_>)) {
    allow_many_files();
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let kept = Kept::open(&emulator, DOORS);
    kept.ask();
    test(&kept);
    let exchanges = emulator.requests();
    let exchanges = exchanges.iter().filter(|it| it.scope.is_some()).count();
    assert_eq!(exchanges, 1, "all get the same token");
}

/// Lets this process have as many files open as the system allows: it is a thousand callers.
fn allow_many_files() {
    let limit = getrlimit(Resource::Nofile);
    let current = limit.maximum;
    setrlimit(Resource::Nofile, Rlimit { current, ..limit }).unwrap();
}

#[test]
fn honest_callers_that_come_all_at_once_are_all_answered() {
    play(|kept| {
        let honest = kept.honest();
        let all: Vec<_> = (0..1_000)
            .map(|_| raw::begin(kept.authority(), &honest))
            .collect();
        for stream in all {
            let reply = raw::end(&stream);
            assert_eq!(reply.status(), Some(200));
        }
    });
}

#[test]
fn a_thousand_silent_connections_cost_an_honest_caller_nothing() {
    play(|kept| {
        let mut silent = Vec::new();
        assert_honest_callers_are_answered(kept, |_| {
            silent.extend((0..10).map(|_| raw::begin(kept.authority(), b"")));
        });
        assert_eq!(silent.len(), 1_000);
    });
}

#[test]
fn callers_that_send_a_letter_at_a_time_cost_an_honest_one_nothing() {
    play(|kept| {
        let honest = kept.honest();
        let mut slow: Vec<TcpStream> = (0..200)
            .map(|_| raw::begin(kept.authority(), b"G"))
            .collect();
        assert_honest_callers_are_answered(kept, |number| {
            for stream in &mut slow {
                // Some have been turned away.
                let _ = stream.write_all(&honest[number + 1..number + 2]);
            }
        });
    });
}

#[test]
fn bodies_that_never_come_cost_an_honest_caller_nothing() {
    play(|kept| {
        // More than are answered at once. They know where the door is, and have no key.
        let request = kept.fill(
            "POST {azd}/token HTTP/1.1|Host: {host}|Content-Length: 100|Expect: 100-continue||{",
        );
        let slow: Vec<_> = (0..400)
            .map(|_| raw::begin(kept.authority(), &raw::lines(&request)))
            .collect();
        assert_honest_callers_are_answered(kept, |_| {});
        drop(slow);
    });
}

#[test]
fn readers_that_never_read_cost_an_honest_caller_nothing() {
    play(|kept| {
        let honest = kept.honest();
        let slow: Vec<_> = (0..400)
            .map(|_| raw::begin(kept.authority(), &honest))
            .collect();
        assert_honest_callers_are_answered(kept, |_| {});
        drop(slow);
    });
}

#[test]
fn callers_that_go_before_the_answer_comes_cost_an_honest_one_nothing() {
    play(|kept| {
        let honest = kept.honest();
        assert_honest_callers_are_answered(kept, |_| {
            for _ in 0..5 {
                raw::abort(kept.authority(), &honest);
                raw::abort(kept.authority(), &honest[..honest.len() / 2]);
            }
        });
    });
}

#[test]
fn a_body_that_never_comes_from_who_has_a_key_is_answered_in_the_end() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let kept = Kept::open(&emulator, "managedIdentity, azd");
    let request = kept.fill(
        "POST {azd}/token HTTP/1.1|Host: {host}|Authorization: Bearer {azdkey}|Content-Length: 100||{",
    );
    let reply = raw::over_loopback(kept.authority(), &raw::lines(&request));
    kept.heard(&reply);
    assert_eq!(reply.status(), Some(200), "{}", reply.text);
    assert!(
        reply.body().contains("did not come in time"),
        "{}",
        reply.text
    );
}

#[test]
fn ten_thousand_answers_cost_no_memory() {
    play(|kept| {
        for _ in 0..500 {
            kept.ask();
        }
        let before_kb = kept.memory_kb();
        for _ in 0..10_000 {
            kept.ask();
        }
        let grown_kb = kept.memory_kb().saturating_sub(before_kb);
        assert!(grown_kb <= 1_024, "it has grown by {grown_kb} kB");
    });
}
