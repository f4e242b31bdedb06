//! Runs the ways in rotation, at each round-trip time of a setup.
use std::collections::{BTreeMap, btree_map::Entry};

use build_helper::{Failure, say};

use crate::{
    built::Built,
    files::Files,
    lab::Lab,
    measure,
    options::Options,
    place::Place,
    results::{Results, Rounds},
    setup::Setup,
    way::Way,
};

/// Measures one setup.
pub(super) fn run_setup(
    built: &Built,
    files: &Files,
    options: &Options,
    setup: &Setup,
) -> Result<Results, Failure> {
    let (mut rounds, mut system_calls) = (BTreeMap::new(), BTreeMap::new());
    for rtt_ms in round_trip_times(setup, options.place) {
        say(&format!("\n{setup}, {rtt_ms} ms added"));
        let Entry::Vacant(place) = rounds.entry(rtt_ms) else {
            continue;
        };
        let mut lab = Lab::open(built, files, options.place, setup, rtt_ms)?;
        let ways = working(built, files, &mut lab, &options.ways);
        if system_calls.is_empty() {
            for &way in &ways {
                if let Some(calls) = measure::system_calls(built, files, &mut lab, way)? {
                    system_calls.insert(way, calls);
                }
            }
        }
        place.insert(run_rounds(built, files, &mut lab, &ways, options.runs)?);
    }
    Ok(Results {
        setup: setup.clone(),
        rounds,
        system_calls,
    })
}

/// The round-trip times that this place can have, the shortest first.
fn round_trip_times(setup: &Setup, place: Place) -> Vec<u32> {
    let mut times = match place {
        Place::Namespaces => setup.rtts_ms.clone(),
        Place::Outside => vec![0],
    };
    times.sort_unstable();
    times
}

/// Runs each way once, uncounted, and leaves out those that get no token.
fn working(built: &Built, files: &Files, lab: &mut Lab, ways: &[Way]) -> Vec<Way> {
    ways.iter()
        .copied()
        .filter(|&way| match measure::run(built, files, lab, way) {
            Ok(_) => true,
            Err(failure) => {
                say(&format!("left out: {failure}"));
                false
            }
        })
        .collect()
}

/// Runs all ways in each round, and begins each round with another one.
fn run_rounds(
    built: &Built,
    files: &Files,
    lab: &mut Lab,
    ways: &[Way],
    runs: usize,
) -> Result<Rounds, Failure> {
    let mut rounds = Rounds::default();
    let mut order = ways.to_vec();
    for _ in 0..runs {
        for &way in &order {
            let sample = measure::run(built, files, lab, way)?;
            rounds.samples.entry(way).or_default().push(sample);
        }
        if !order.is_empty() {
            order.rotate_left(1);
        }
    }
    Ok(rounds)
}
