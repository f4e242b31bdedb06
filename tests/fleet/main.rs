//! Starts a thousand jobs at once where Entra refuses half of their exchanges at first, and draws what it saw.
//!
//! `cargo xtask fleet` runs this with the release binary; docs/FLEET.md says what came of it.

#![expect(clippy::print_stdout, reason = "a program that tells what it saw")]
#![expect(
    clippy::unwrap_used,
    reason = "what is shared with the tests fails by a panic"
)]

mod arrivals;
#[path = "../integration/job_environment.rs"]
mod job_environment;
mod jobs;
mod picture;
mod summary;

use std::io;
use std::path::{Path, PathBuf};

use patless_emulator::scenario::{EntraKnobs, Throttle};
use patless_emulator::{Emulator, Scenario};

use arrivals::Arrivals;
use summary::Summary;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(binary), Some(picture)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("usage: fleet BINARY PICTURE"));
    };
    let (unlimited, _) = run(&binary, Scenario::default())?;
    println!("Entra takes all exchanges:\n{unlimited}");

    let throttle = throttle(&unlimited);
    let scenario = Scenario {
        entra: EntraKnobs {
            throttle: Some(throttle),
            ..EntraKnobs::default()
        },
        ..Scenario::default()
    };
    let (summary, arrivals) = run(&binary, scenario)?;
    println!(
        "Entra takes {} at once and {} a second, and asks the others for {} s:\n{summary}",
        throttle.burst, throttle.per_second, throttle.retry_after_s
    );
    std::fs::write(picture, picture::draw(&arrivals, throttle))?;
    summary.check(&unlimited).map_err(io::Error::other)
}

/// Runs the jobs against an emulator of their own.
fn run(binary: &Path, scenario: Scenario) -> io::Result<(Summary, Arrivals)> {
    let emulator = Emulator::start(scenario)?;
    let served = jobs::run(&emulator, binary, summary::JOBS)?;
    let requests = emulator.requests();
    let arrivals = Arrivals::of(&requests);
    Ok((Summary::of(served, requests.len(), &arrivals), arrivals))
}

/// Makes the limit that refuses half of the first attempts, with as much time for them as they took without one.
fn throttle(unlimited: &Summary) -> Throttle {
    let half = u32::try_from(summary::JOBS / 2).unwrap_or_default();
    let during_start =
        u32::try_from(unlimited.start.as_millis()).unwrap_or_default() * PER_SECOND / 1000;
    Throttle {
        per_second: PER_SECOND,
        burst: half.saturating_sub(during_start).max(PER_SECOND),
        retry_after_s: RETRY_AFTER_S,
    }
}

/// Exchanges that Entra takes each second: enough for all jobs within 20 s of the budget of 30 s.
const PER_SECOND: u32 = 50;
/// Seconds that Entra asks for. The 60 that Microsoft documents are more than the default budget.
const RETRY_AFTER_S: u32 = 5;
