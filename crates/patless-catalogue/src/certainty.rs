//! How certainly a piece of evidence identifies a cause.

use crate::place::Place;

/// How certainly something identifies a cause, from the most to the least certain.
///
/// The kind of evidence counts first. Among equals, an error that the agent marked comes before others, and the first
/// error in the text before later ones, which are often only its symptoms.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Certainty {
    pub(crate) rank: Rank,
    pub(crate) place: Place,
    /// How many codes of Entra come before this one in the text. Other evidence comes after all of them.
    codes_before: usize,
}

impl Certainty {
    /// Returns whether it stands in an error that the agent marked.
    pub(crate) fn is_marked(self) -> bool {
        !self.place.is_unmarked
    }

    /// Returns whether one of our own reports names the cause.
    pub(crate) fn is_of_report(self) -> bool {
        matches!(self.rank, Rank::Address | Rank::Summary)
    }

    /// The same for words that only say that something failed before.
    pub(crate) fn of_symptom(self) -> Self {
        Self {
            rank: Rank::Symptom,
            ..self
        }
    }

    /// Evidence other than a code of Entra.
    pub(crate) const fn of(rank: Rank, place: Place) -> Self {
        Self {
            rank,
            place,
            codes_before: usize::MAX,
        }
    }

    /// A code of Entra.
    pub(crate) const fn of_code(place: Place, codes_before: usize) -> Self {
        Self {
            rank: Rank::Code,
            place,
            codes_before,
        }
    }
}

/// The kind of evidence: a code comes before a phrase, a phrase before a status.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Rank {
    /// One of our own reports contains the address of its section.
    Address,
    /// One of our own reports contains its summary.
    Summary,
    /// A code of Entra or Azure DevOps.
    Code,
    /// A phrase.
    Phrase,
    /// A phrase that only says that something failed before.
    Symptom,
    /// The status of a response from a known server.
    Status,
    /// The status of a response from an unknown server.
    BareStatus,
    /// A code without a row.
    Unlisted,
}
