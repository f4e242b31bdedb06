//! How bad a finding is.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// The token of the job is used: nothing is stored. Said only if asked for.
    Note,
    /// No stored PAT, but worth a change: a token of Entra made by hand, the token of the job left behind by a checkout, a name that
    /// only sounds like a PAT.
    Info,
    /// A stored PAT is used.
    Warning,
    /// A PAT itself stands in the file.
    Error,
}

impl Level {
    /// All levels, from the least.
    pub const ALL: [Self; 4] = [Self::Note, Self::Info, Self::Warning, Self::Error];

    /// Returns its name: `note`, `info`, `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
