//! Many jobs at once, where Entra takes only some of their exchanges: all get their access tokens, with few requests.
//!
//! `cargo xtask fleet` plays a thousand of them: docs/FLEET.md. That no two waits are the same, `retry/wait.rs` of the
//! library shows on a clock of its own; here, real time passes.

use std::time::Duration;

use patless_emulator::scenario::{EntraKnobs, Throttle};
use patless_emulator::{Emulator, Scenario};

use crate::arrivals::{Arrivals, counts};
use crate::step::Step;

const JOBS: usize = 100;

#[test]
fn jobs_that_entra_throttles_together_are_all_served_with_few_requests() {
    let emulator = Emulator::start(Scenario {
        entra: EntraKnobs {
            throttle: Some(Throttle {
                per_second: 5,
                burst: 40,
                retry_after_s: 4,
            }),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let ended = Step::new(&emulator).run_in_jobs(JOBS);
    let lines = ended.stdout.lines();
    let variables = lines.filter(|line| line.starts_with("##vso[task.setvariable variable=TOKEN;"));
    assert_eq!(variables.count(), JOBS);

    let arrivals = Arrivals::of(&ended.requests);
    let requests = ended.requests.len();
    let refused = arrivals.first().filter(|it| it.is_refused).count();
    let retries = counts(arrivals.retries().map(|it| it.at), SLOT);
    let seen = format!("{refused} refused at first, {requests} requests, retries: {retries:?}");
    assert_eq!(arrivals.first().count(), JOBS, "{seen}");
    // Or nothing would be shown.
    assert!(refused >= JOBS / 5, "{seen}");
    let fullest = retries.iter().max().unwrap();
    assert!(fullest * 2 <= arrivals.retries().count(), "{seen}");
    assert!(requests <= 3 * JOBS, "{seen}");
}

/// Were all to come back when they are asked to, one slot would hold nearly all of them.
const SLOT: Duration = Duration::from_millis(500);
