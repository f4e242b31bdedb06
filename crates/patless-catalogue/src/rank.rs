//! How surely something names a cause.

/// How surely something names a cause: the lowest is the surest. A code comes before a phrase, a phrase before a status.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Rank {
    /// A report of ours gives the address of its section.
    Address,
    /// A report of ours says its summary.
    Summary,
    /// A code of Entra. The number counts those before it in the text.
    Aadsts(usize),
    /// A code of Azure DevOps.
    Code,
    /// A phrase.
    Phrase,
    /// The status of an answer of a server that is known.
    Status,
    /// A status that nobody is known to have given.
    BareStatus,
}
