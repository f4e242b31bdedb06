//! What was measured of a process that gives tokens.
use super::giver::Kind;
use super::process::Usage;

/// What was measured of one process.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) kind: Kind,
    /// Rounds with many callers.
    pub(super) many: Vec<Called>,
    /// Rounds with one caller.
    pub(super) one: Vec<Called>,
    /// Before anyone asked.
    pub(super) before: Option<Usage>,
    /// After all rounds.
    pub(super) after: Option<Usage>,
    /// How often it was asked.
    pub(super) requests: usize,
    /// How often it asked Azure DevOps and Entra.
    pub(super) requests_of_its_own: u32,
}

/// A round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called {
    pub(super) a_second: f64,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
}

/// How many callers ask at once.
pub(super) const MANY: usize = 100;
