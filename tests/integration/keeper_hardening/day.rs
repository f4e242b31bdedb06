//! A keeper on a clock of its own: a day of callers while servers fail, throttle and restart, and what it gives when there is nothing
//! new to give.

mod clock;
mod kept;

use std::collections::BTreeSet;
use std::time::Duration;

use patless_core::Clock as _;
use patless_emulator::scenario::{CannedResponse, EntraKnobs, Fault, Faults, ResetPoint};
use patless_emulator::services::{azure_devops, entra};
use patless_emulator::{Emulator, RecordedRequest, Scenario};
use patless_keeper::Ending;

use kept::{InProcess, RESOURCES};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(86_400);
const CALLERS: usize = 10_000;
/// How many exchanges a day takes at least for each resource: a token lives for an hour, and is renewed when half of it is over.
const FEWEST: usize = 48;

/// What goes wrong with a server in a day: now and then one request, and now and then all for some time.
fn incidents(random: &mut fastrand::Rng) -> Vec<Fault> {
    // Each resource gets its first token.
    let mut faults = vec![Fault::Nothing; 2 * RESOURCES.len()];
    while faults.len() < 400 {
        faults.extend(vec![Fault::Nothing; random.usize(3..20)]);
        let status = [500, 502, 503][random.usize(..3)];
        let refused = Fault::Respond(CannedResponse::new(status));
        match random.u8(..6) {
            0 => faults.push(refused),
            1 => faults.push(Fault::CloseBeforeHeaders),
            2 => faults.push(Fault::Reset(ResetPoint::BeforeHeaders)),
            3 => {
                let busy = CannedResponse::new(429).header("Retry-After", "7");
                faults.extend(vec![Fault::Respond(busy); random.usize(1..4)]);
            }
            // It restarts: all that is tried meanwhile fails.
            4 => faults.extend(vec![refused; random.usize(8..15)]),
            _ => faults.extend(vec![
                Fault::Reset(ResetPoint::BeforeHeaders);
                random.usize(3..10)
            ]),
        }
    }
    faults
}

#[test]
fn ten_thousand_callers_in_a_day_of_failures_each_get_a_token() {
    fastrand::seed(14);
    let mut random = fastrand::Rng::with_seed(14);
    let faults = Faults::on(entra::TOKEN, incidents(&mut random));
    let faults = faults.and(azure_devops::OIDC_TOKEN, incidents(&mut random));
    let emulator = Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap();
    let keeper = InProcess::open(&emulator, DAY * 2);
    let mut arrivals: Vec<_> = (0..CALLERS - RESOURCES.len())
        .map(|_| Duration::from_secs(random.u64(..DAY.as_secs())))
        .collect();
    arrivals.sort();
    let mut answered = 0;
    let ending = keeper.play(async |keeper| {
        for resource in RESOURCES {
            assert!(keeper.ask(resource).await.unwrap() >= MINUTE * 5);
            answered += 1;
        }
        let mut arrivals = arrivals.as_slice();
        while let Some(first) = arrivals.first() {
            keeper.until(*first).await;
            // Some come alone, and some at once.
            let most = if random.u8(..8) == 0 { 20 } else { 1 };
            let (now, later) = arrivals.split_at(most.min(arrivals.len()));
            let asked = now
                .iter()
                .map(|_| keeper.ask(RESOURCES[random.usize(..RESOURCES.len())]));
            for left in futures_util::future::join_all(asked).await {
                let left = left.unwrap_or_else(|text| panic!("after {first:?}: {text}"));
                assert!(left >= MINUTE * 5, "after {first:?}: {left:?}");
                answered += 1;
            }
            arrivals = later;
        }
    });
    assert!(ending.is_none(), "{ending:?}");
    assert_eq!(answered, CALLERS);
    let requests = emulator.requests();
    let exchanges: Vec<_> = requests.iter().filter(|it| it.scope.is_some()).collect();
    let done = exchanges.iter().filter(|it| it.status == Some(200)).count();
    let fewest = FEWEST * RESOURCES.len();
    assert!(
        done * 10 <= fewest * 11,
        "{done} exchanges, where {fewest} would do"
    );
    assert!(
        done * 10 >= fewest * 8,
        "{done} exchanges: a day was not played"
    );
    let failed = requests.iter().filter(|it| it.status != Some(200)).count();
    assert!(failed > 50, "hardly anything went wrong: {failed} requests");
    let ids: BTreeSet<_> = exchanges
        .iter()
        .map(|it| it.assertion_id.as_ref().unwrap())
        .collect();
    assert_eq!(ids.len(), exchanges.len(), "an assertion was used twice");
}

#[test]
fn what_is_kept_is_given_down_to_five_minutes_while_a_server_is_gone() {
    let mut gone = vec![Fault::Nothing];
    gone.extend(Fault::Respond(CannedResponse::new(503)).always());
    let faults = Faults::on(entra::TOKEN, gone);
    let emulator = Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap();
    InProcess::open(&emulator, DAY).play(async |keeper| {
        keeper.ask(RESOURCES[0]).await.unwrap();
        for (minute, at_least) in [(29, 30), (45, 14), (51, 8), (54, 5)] {
            keeper.until(MINUTE * minute).await;
            let left = keeper.ask(RESOURCES[0]).await.unwrap();
            assert!(left >= MINUTE * at_least, "minute {minute}: {left:?}");
        }
        keeper.until(MINUTE * 56).await;
        let refused = keeper.ask(RESOURCES[0]).await.unwrap_err();
        assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
        assert!(refused.contains("\r\nretry-after: "), "{refused}");
    });
}

#[test]
fn a_token_that_was_refused_is_replaced_or_given_again_where_there_is_no_other() {
    let mut gone = vec![Fault::Nothing; 2];
    gone.extend(Fault::Respond(CannedResponse::new(503)).always());
    let faults = Faults::on(entra::TOKEN, gone);
    let emulator = Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap();
    let done = || {
        let requests = emulator.requests();
        let done = |it: &&RecordedRequest| it.scope.is_some() && it.status == Some(200);
        requests.iter().filter(done).count()
    };
    InProcess::open(&emulator, DAY).play(async |keeper| {
        keeper.ask(RESOURCES[0]).await.unwrap();
        keeper.until(MINUTE * 5).await;
        // The second time, it is of now: another would be refused as well.
        for _ in 0..2 {
            keeper.refuse(RESOURCES[0]).await;
            let left = keeper.ask(RESOURCES[0]).await.unwrap();
            assert!(left >= MINUTE * 59 && done() == 2, "{left:?}");
        }
        keeper.until(MINUTE * 10).await;
        keeper.refuse(RESOURCES[0]).await;
        let left = keeper.ask(RESOURCES[0]).await.unwrap();
        assert!(left <= MINUTE * 55 && done() == 2, "{left:?}");
    });
}

#[test]
fn a_token_that_never_lives_for_long_is_not_asked_for_at_every_call() {
    let scenario = Scenario {
        entra: EntraKnobs {
            access_token_lifetime_s: Some(599),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    };
    let emulator = Emulator::start(scenario).unwrap();
    InProcess::open(&emulator, DAY).play(async |keeper| {
        for second in 0..240 {
            keeper.until(Duration::from_secs(second)).await;
            assert!(keeper.ask(RESOURCES[0]).await.unwrap() >= MINUTE * 5);
        }
    });
    let requests = emulator.requests();
    let exchanges = requests.iter().filter(|it| it.scope.is_some()).count();
    assert!(exchanges <= 2, "{exchanges} exchanges");
}

#[test]
fn a_keeper_ends_when_the_token_of_the_job_has_been_refused_for_some_time() {
    let mut over = vec![Fault::Nothing];
    over.extend(Fault::Respond(CannedResponse::new(401)).always());
    let faults = Faults::on(azure_devops::OIDC_TOKEN, over);
    let emulator = Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap();
    let keeper = InProcess::open(&emulator, DAY);
    let clock = keeper.clock();
    let ending = keeper.play(async |keeper| {
        keeper.ask(RESOURCES[0]).await.unwrap();
        keeper.until(DAY / 2).await;
    });
    assert_eq!(ending, Some(Ending::JobTokenOver));
    let passed = clock.elapsed();
    assert!(passed > MINUTE * 60 && passed < MINUTE * 75, "{passed:?}");
}
