//! Finds the most likely cause for an observation.

use crate::cause::Cause;
use crate::certainty::{Certainty, Rank};
use crate::label::Label;
use crate::observation::{Observation, Origin};
use crate::place::Place;
use crate::row::Row;
use crate::rows::{of_answers, rows};
use crate::server::Server;

/// A cause, and the code or status that led to it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// The cause.
    pub cause: Cause,
    /// The code or status. `None` if a phrase led to the cause, or if no search was needed.
    pub label: Option<Label>,
}

impl Found {
    /// The row of the cause.
    pub fn row(&self) -> &'static Row {
        self.cause.row()
    }
}

impl From<Cause> for Found {
    /// A cause without a code or status.
    fn from(cause: Cause) -> Self {
        Self { cause, label: None }
    }
}

/// A cause that may be the one, and what speaks for it.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) found: Found,
    pub(crate) certainty: Certainty,
    /// The codes and words that decided.
    pub(crate) evidence: Vec<String>,
}

impl Observation {
    /// The most certain cause of a server's response.
    ///
    /// If no known cause fits, the result is the general cause for refusals by this server.
    pub fn found(&self) -> Found {
        let server = self.server.unwrap_or(Server::Target);
        let mut candidates = all(of_answers(server), self).into_iter();
        let first = candidates.next().or_else(|| unlisted(self));
        let general = || Found {
            cause: match server {
                Server::Assertion => Cause::AssertionRefused,
                Server::GitHub => Cause::NoGithubAssertion,
                Server::ManagedIdentity => Cause::ManagedIdentityRefused,
                Server::Target => Cause::TargetRefused,
                Server::Token => Cause::RefusalWithoutCode,
            },
            label: self.status.map(Label::Status),
        };
        first.map_or_else(general, |first| first.found)
    }
}

/// Finds the causes in a pasted text, the most certain first.
pub(crate) fn in_text(observed: &Observation) -> Vec<Candidate> {
    all(rows(), observed)
}

/// Finds a code of Entra or Azure DevOps that has no row.
pub(crate) fn unlisted(observed: &Observation) -> Option<Candidate> {
    let (cause, label, place) = match (observed.codes.first(), observed.azure_devops_code()) {
        (Some((code, place)), _) => (Cause::UnlistedCode, Label::Aadsts(*code), *place),
        (None, Some(code)) => (
            Cause::UnlistedAzureDevopsCode,
            Label::AzureDevOps(code),
            Place::NONE,
        ),
        (None, None) => return None,
    };
    Some(Candidate {
        evidence: vec![label.to_string()],
        found: Found {
            cause,
            label: Some(label),
        },
        certainty: Certainty::of(Rank::Unlisted, place),
    })
}

/// Finds the matching rows, the most certain first.
fn all(rows: impl Iterator<Item = &'static Row>, observed: &Observation) -> Vec<Candidate> {
    let mut candidates: Vec<_> = rows.filter_map(|row| matched(row, observed)).collect();
    // The sort is stable: among equals, the first row in the tables wins.
    candidates.sort_by_key(|candidate| candidate.certainty);
    candidates
}

/// Matches one row: by its patterns, or by one of our own reports that names it. The more certain counts.
fn matched(row: &Row, observed: &Observation) -> Option<Candidate> {
    let patterns = row.patterns.iter();
    let patterns = patterns.filter(|pattern| pattern.matches(observed));
    let pattern = patterns.min_by_key(|pattern| pattern.certainty(observed));
    let named = named(row, observed);
    let by_pattern = pattern.map(|pattern| pattern.certainty(observed));
    let certainty = by_pattern.into_iter().chain(named).min()?;
    let certainty = match certainty.rank {
        Rank::Phrase if row.cause.is_symptom() => certainty.of_symptom(),
        _ => certainty,
    };
    let mut evidence = Vec::new();
    match pattern {
        Some(pattern) if named.is_none_or(|named| by_pattern < Some(named)) => {
            pattern.add_evidence(observed, &mut evidence);
        }
        _ => evidence.push(row.summary.to_owned()),
    }
    Some(Candidate {
        found: Found {
            cause: row.cause,
            label: pattern.and_then(|pattern| pattern.label(observed)),
        },
        certainty,
        evidence,
    })
}

/// Returns how one of our own reports names the row: by the address of its section, or by its summary. `None` if no
/// report does.
fn named(row: &Row, observed: &Observation) -> Option<Certainty> {
    if observed.origin != Origin::Pasted {
        return None;
    }
    let rank = if observed.named.contains(&row.cause) {
        Rank::Address
    } else if observed.holds(row.summary) {
        Rank::Summary
    } else {
        return None;
    };
    let place = observed.place(row.summary).unwrap_or(Place::NONE);
    Some(Certainty::of(rank, place))
}

#[cfg(test)]
mod tests;
