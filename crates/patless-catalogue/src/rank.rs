//! How certainly a piece of evidence identifies a cause.

/// How certainly something identifies a cause, from the most to the least certain: a code comes before a phrase, a phrase
/// before a status.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Rank {
    /// One of our own reports contains the address of its section.
    Address,
    /// One of our own reports contains its summary.
    Summary,
    /// A code of Entra. The number counts the codes before it in the text.
    Aadsts(usize),
    /// A code of Azure DevOps.
    Code,
    /// A phrase.
    Phrase,
    /// The status of a response from a known server.
    Status,
    /// The status of a response from an unknown server.
    BareStatus,
}
