//! How much an explanation can be relied on.

use std::fmt;

use crate::certainty::Rank;

/// How much an explanation can be relied on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Confidence {
    /// A code, or one of our own reports, decided.
    High,
    /// A phrase decided, which only this failure is known to print.
    Medium,
    /// Only a status, a code that has no explanation yet, or words that say nothing of the cause.
    Low,
}

impl Confidence {
    /// The confidence that a kind of evidence gives.
    pub(crate) const fn of(rank: Rank) -> Self {
        match rank {
            Rank::Address | Rank::Summary | Rank::Code => Self::High,
            Rank::Phrase => Self::Medium,
            Rank::Symptom | Rank::Status | Rank::BareStatus | Rank::Unlisted => Self::Low,
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        })
    }
}
