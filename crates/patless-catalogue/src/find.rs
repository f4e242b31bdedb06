//! The search for the row that names the true cause.

use crate::cause::Cause;
use crate::label::Label;
use crate::observation::{Observation, Origin};
use crate::rank::Rank;
use crate::row::Row;
use crate::rows::{of_answers, rows};
use crate::server::Server;

/// A cause, and the name under which people search for what showed it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// The cause.
    pub cause: Cause,
    /// The code or status. `None` where a phrase showed, or where nobody had to search.
    pub label: Option<Label>,
}

impl Found {
    /// The row of the cause.
    pub fn row(&self) -> &'static Row {
        self.cause.row()
    }
}

impl From<Cause> for Found {
    /// A cause that no code or status led to.
    fn from(cause: Cause) -> Self {
        Self { cause, label: None }
    }
}

impl Observation {
    /// The cause that a server's answer names most surely.
    ///
    /// Where it names none that is known, it is that this server refuses.
    pub fn found(&self) -> Found {
        let server = self.server.unwrap_or(Server::Target);
        let first = all(of_answers(server), self).into_iter().next();
        first.or_else(|| unlisted(self)).unwrap_or_else(|| Found {
            cause: match server {
                Server::Assertion => Cause::AssertionRefused,
                Server::Target => Cause::TargetRefused,
                Server::Token => Cause::RefusalWithoutCode,
            },
            label: self.status.map(Label::Status),
        })
    }
}

/// Finds the rows that a pasted text shows, the surest first.
pub(crate) fn in_text(observed: &Observation) -> Vec<Found> {
    all(rows(), observed)
}

/// Takes a code of Entra or Azure DevOps that has no row of its own.
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

/// Finds those of the rows that show, the surest first.
fn all(rows: impl Iterator<Item = &'static Row>, observed: &Observation) -> Vec<Found> {
    let mut found: Vec<_> = rows
        .filter_map(|row| {
            let showing = row.patterns.iter();
            let showing = showing.filter(|pattern| pattern.shows_in(observed));
            let pattern = showing.min_by_key(|pattern| pattern.rank(observed));
            let told = told(row, observed);
            let rank = match (pattern, told) {
                (Some(pattern), Some(rank)) => rank.min(pattern.rank(observed)),
                (Some(pattern), None) => pattern.rank(observed),
                (None, rank) => rank?,
            };
            let cause = row.cause;
            let label = pattern.and_then(|pattern| pattern.label(observed));
            Some((rank, Found { cause, label }))
        })
        .collect();
    // Stable: among equals, the row that comes first in its table.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Tells how surely a report of ours names the row: by the address of its section, or by its summary. `None` where none
/// does.
fn told(row: &Row, observed: &Observation) -> Option<Rank> {
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
