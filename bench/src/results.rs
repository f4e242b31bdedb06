//! What was measured in one setup, and what follows from it.
use std::collections::BTreeMap;

use crate::{
    measure::Sample,
    setup::Setup,
    statistics::{self, Spread},
    way::Way,
};

/// The samples of one setup.
#[derive(Debug)]
pub(super) struct Results {
    /// The setup.
    pub(super) setup: Setup,
    /// The rounds at each round-trip time.
    pub(super) rounds: BTreeMap<u32, Rounds>,
    /// The system calls of one run at the shortest round-trip time, where they could be counted.
    pub(super) system_calls: BTreeMap<Way, u64>,
}

/// The samples at one round-trip time; the number of a sample is that of its round.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    /// The samples of each way that got its token.
    pub(super) samples: BTreeMap<Way, Vec<Sample>>,
}

/// What a sample is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    /// The wall time in ms.
    Wall,
    /// The CPU time in ms.
    Cpu,
    /// The peak memory in MiB.
    Peak,
}

impl Measure {
    /// What the sample says of it.
    fn of(self, sample: &Sample) -> f64 {
        match self {
            Self::Wall => sample.wall_ms,
            Self::Cpu => sample.cpu_ms,
            Self::Peak => sample.peak_mib,
        }
    }
}

impl Rounds {
    /// The median, and what it lies between.
    pub(super) fn spread(&self, way: Way, measure: Measure) -> Option<Spread> {
        Spread::of(self.values(way, measure)?)
    }

    /// How many times as much one way takes as another.
    pub(super) fn ratio(&self, way: Way, other: Way, measure: Measure) -> Option<f64> {
        statistics::ratio(self.values(way, measure)?, self.values(other, measure)?)
    }

    /// What one way takes beyond two others, one after the other.
    pub(super) fn added(&self, way: Way, parts: [Way; 2], measure: Measure) -> Option<f64> {
        let [first, second] = parts;
        statistics::added(
            self.values(way, measure)?,
            self.values(first, measure)?,
            self.values(second, measure)?,
        )
    }

    /// One value a round.
    fn values(&self, way: Way, measure: Measure) -> Option<impl Iterator<Item = f64>> {
        let samples = self.samples.get(&way)?;
        Some(samples.iter().map(move |sample| measure.of(sample)))
    }
}

impl Results {
    /// The rounds at the shortest round-trip time.
    pub(super) fn nearest(&self) -> Option<&Rounds> {
        self.rounds.values().next()
    }

    /// The round trips that a way waits for: what one millisecond more of round-trip time adds to its wall time.
    ///
    /// It is taken from the shortest runs: the two were not measured at the same time, and a machine that had more to do the
    /// second time would seem to be further away.
    pub(super) fn round_trips(&self, way: Way) -> Option<f64> {
        let (&near_ms, near) = self.rounds.first_key_value()?;
        let (&far_ms, far) = self.rounds.last_key_value()?;
        if near_ms == far_ms {
            return None;
        }
        let added = far.spread(way, Measure::Wall)?.least - near.spread(way, Measure::Wall)?.least;
        Some(added / f64::from(far_ms - near_ms))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        lab::Counts,
        setup::{Profile, Think},
    };

    /// Results with one sample of this wall time for each way and round-trip time.
    pub(crate) fn results(walls_ms: &[(u32, Way, f64)]) -> Results {
        let mut rounds: BTreeMap<u32, Rounds> = BTreeMap::new();
        for &(rtt_ms, way, wall_ms) in walls_ms {
            let sample = Sample {
                wall_ms,
                cpu_ms: 4.0,
                peak_mib: 6.5,
                counts: Counts {
                    connections: 2,
                    requests: 2,
                    bytes: 20_480,
                },
            };
            let samples = &mut rounds.entry(rtt_ms).or_default().samples;
            samples.entry(way).or_default().push(sample);
        }
        Results {
            setup: Setup {
                profile: Profile::Modern,
                think: Think::default(),
                rtts_ms: rounds.keys().copied().collect(),
            },
            rounds,
            system_calls: BTreeMap::from([(Way::Floor, 120)]),
        }
    }

    #[test]
    fn round_trips_are_the_slope_between_the_shortest_runs() {
        let walls_ms = [(0, 4.0), (0, 90.0), (0, 90.0), (40, 164.0), (40, 165.0)];
        let results = results(&walls_ms.map(|(rtt_ms, wall_ms)| (rtt_ms, Way::Floor, wall_ms)));
        assert!((results.round_trips(Way::Floor).unwrap() - 4.0).abs() < 1e-9);
        assert_eq!(results.round_trips(Way::Node), None);
    }

    #[test]
    fn one_round_trip_time_has_no_slope() {
        assert_eq!(
            results(&[(20, Way::Floor, 84.0)]).round_trips(Way::Floor),
            None
        );
    }
}
