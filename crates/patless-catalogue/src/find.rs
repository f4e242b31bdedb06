//! Owns the search for the row that names the true cause.

use crate::observation::Evidence;
use crate::row::Row;
use crate::rows::tables;

/// A row, and the name under which people search for what showed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Found {
    /// The row.
    pub row: &'static Row,
    /// The code or status, such as `AADSTS700213` or `HTTP 404`. `None` where a phrase showed.
    pub label: Option<String>,
}

impl Found {
    /// A row that no code or status led to.
    pub fn unlabeled(row: &'static Row) -> Self {
        Self { row, label: None }
    }
}

/// Finds the row that names the cause most surely. `None` where nothing is known.
pub fn find(evidence: &Evidence) -> Option<Found> {
    all(evidence)
        .into_iter()
        .next()
        .or_else(|| unlisted(evidence))
}

/// Takes a code of Entra or Azure DevOps that has no row of its own.
pub(super) fn unlisted(evidence: &Evidence) -> Option<Found> {
    let entra = evidence.codes().first();
    let (name, label) = match entra {
        Some(code) => ("unlisted-code", format!("AADSTS{code}")),
        None => ("unlisted-azure-devops-code", evidence.azure_devops_code()?),
    };
    let label = Some(label);
    by_name(name).map(|row| Found { row, label })
}

/// Finds every row that shows, the surest first.
pub(super) fn all(evidence: &Evidence) -> Vec<Found> {
    let mut found: Vec<_> = rows()
        .filter_map(|row| {
            let showing = row.signs.iter().filter(|sign| sign.shows_in(evidence));
            let sign = showing.min_by_key(|sign| sign.rank(evidence))?;
            let found = Found {
                row,
                label: sign.label(evidence),
            };
            Some((sign.rank(evidence), found))
        })
        .collect();
    // Stable: among equals, the row that comes first in its table.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Looks a row up by its name.
pub fn by_name(name: &str) -> Option<&'static Row> {
    rows().find(|row| row.name == name)
}

/// Every row. A special case comes before the general one.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    tables().flatten()
}

#[cfg(test)]
mod tests;
