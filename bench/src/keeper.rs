//! `cargo xtask bench --keeper`: how fast a process that is there for a whole job gives tokens, and what it costs.
mod giver;
mod measured;
mod process;
mod table;

use std::{
    io::Write,
    process::{Command, Stdio},
};

use build_helper::{Failure, say};

use crate::{built::Built, files::Files, lab::Lab, options::Options, setup::Setup, versions};
use giver::{Giver, Kind};
use measured::{Called, MANY, Measured};

/// Requests a round, of many callers and of one.
const REQUESTS: [usize; 2] = [5_000, 1_000];

/// Measures each kind, and tells what came of it.
pub(super) fn tables(
    built: &Built,
    files: &Files,
    options: &Options,
    load: f64,
) -> Result<String, Failure> {
    let setup = &Setup::standard()[0];
    let mut lab = Lab::open(built, files, options.place, setup, 0)?;
    let mut all = Vec::new();
    for kind in Kind::ALL {
        say(&format!("\n{}", kind.title()));
        all.push(measure(kind, built, files, &mut lab, options.runs)?);
    }
    let versions = versions::paragraph(built, &Kind::WAYS, options.runs, options.place, load)?;
    Ok(format!("{versions}\n{}", table::of(&all)))
}

fn measure(
    kind: Kind,
    built: &Built,
    files: &Files,
    lab: &mut Lab,
    runs: usize,
) -> Result<Measured, Failure> {
    lab.counts()?;
    let giver = Giver::start(kind, built, files, lab)?;
    let before = giver.usage();
    // The first one waits for Azure DevOps and Entra.
    call(built, &giver, 1, 1)?;
    let (mut many, mut one) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        many.push(call(built, &giver, MANY, REQUESTS[0])?);
        one.push(call(built, &giver, 1, REQUESTS[1])?);
    }
    let after = giver.usage();
    Ok(Measured {
        kind,
        many,
        one,
        before,
        after,
        requests: 1 + runs * REQUESTS.iter().sum::<usize>(),
        requests_of_its_own: lab.counts()?.requests,
    })
}

/// Has callers ask.
fn call(built: &Built, giver: &Giver, callers: usize, requests: usize) -> Result<Called, Failure> {
    let failure = |what: String| Failure::new(what, "read what it says above");
    let failed = |error: std::io::Error| failure(format!("callers: {error}"));
    let mut child = Command::new(built.own("callers"))
        .arg(giver.target())
        .args([callers.to_string(), requests.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        input
            .write_all(giver.request().as_bytes())
            .map_err(failed)?;
    }
    let output = child.wait_with_output().map_err(failed)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    match numbers.as_slice() {
        [a_second, p50_us, p99_us, _] => Ok(Called {
            a_second: *a_second,
            p50_ms: p50_us / 1000.0,
            p99_ms: p99_us / 1000.0,
        }),
        _ => Err(failure(format!("callers ended with {}", output.status))),
    }
}
