//! Finds the most likely cause for an observation.

use crate::cause::Cause;
use crate::label::Label;
use crate::observation::{Observation, Origin};
use crate::rank::Rank;
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

impl Observation {
    /// The most certain cause of a server's response.
    ///
    /// If no known cause fits, the result is the general cause for refusals by this server.
    pub fn found(&self) -> Found {
        let server = self.server.unwrap_or(Server::Target);
        let first = all(of_answers(server), self).into_iter().next();
        first.or_else(|| unlisted(self)).unwrap_or_else(|| Found {
            cause: match server {
                Server::Assertion => Cause::AssertionRefused,
                Server::GitHub => Cause::NoGithubAssertion,
                Server::ManagedIdentity => Cause::ManagedIdentityRefused,
                Server::Target => Cause::TargetRefused,
                Server::Token => Cause::RefusalWithoutCode,
            },
            label: self.status.map(Label::Status),
        })
    }
}

/// Finds the causes in a pasted text, the most certain first.
pub(crate) fn in_text(observed: &Observation) -> Vec<Found> {
    all(rows(), observed)
}

/// Finds a code of Entra or Azure DevOps that has no row.
pub(crate) fn unlisted(observed: &Observation) -> Option<Found> {
    if let Some(code) = observed.codes.first() {
        return Some(Found {
            cause: Cause::UnlistedCode,
            label: Some(Label::Aadsts(*code)),
        });
    }
    let code = observed.azure_devops_code()?;
    Some(Found {
        cause: Cause::UnlistedAzureDevopsCode,
        label: Some(Label::AzureDevOps(code)),
    })
}

/// Finds the matching rows, the most certain first.
fn all(rows: impl Iterator<Item = &'static Row>, observed: &Observation) -> Vec<Found> {
    let mut found: Vec<_> = rows
        .filter_map(|row| {
            let matching = row.patterns.iter();
            let matching = matching.filter(|pattern| pattern.matches(observed));
            let pattern = matching.min_by_key(|pattern| pattern.rank(observed));
            let named = named(row, observed);
            let rank = match (pattern, named) {
                (Some(pattern), Some(rank)) => rank.min(pattern.rank(observed)),
                (Some(pattern), None) => pattern.rank(observed),
                (None, rank) => rank?,
            };
            let cause = row.cause;
            let label = pattern.and_then(|pattern| pattern.label(observed));
            Some((rank, Found { cause, label }))
        })
        .collect();
    // The sort is stable: among equals, the first row in the tables wins.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Returns how one of our own reports names the row: by the address of its section, or by its summary. `None` if no
/// report does.
fn named(row: &Row, observed: &Observation) -> Option<Rank> {
    if observed.origin != Origin::Pasted {
        return None;
    }
    if observed.named.contains(&row.cause) {
        return Some(Rank::Address);
    }
    observed.holds(row.summary).then_some(Rank::Summary)
}

#[cfg(test)]
mod tests;
