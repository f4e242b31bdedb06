//! What a variable can hold.

use crate::level::Level;
use crate::servers::Server;

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A PAT that is stored somewhere.
    StoredPat,
    /// A mapping of the same step, job or file gives it a value. The mapping is where the PAT comes in, and has its own finding.
    Mapped,
    /// The token of the job.
    JobToken,
    /// A token of Microsoft Entra: the task, the verbs, or az got it.
    Fresh,
    /// A secret of another service.
    Foreign,
    /// Nobody knows.
    Unknown,
}

impl Holds {
    /// Tells whether a sink that only takes PATs of Azure DevOps gets one here: yes, unless something else is known.
    pub(crate) fn may_be_pat(self) -> bool {
        matches!(self, Self::StoredPat | Self::Unknown)
    }

    /// Says how bad it is that this goes to a server. `None`: it is fine, or it has its finding elsewhere.
    pub(crate) fn level_at(self, server: Server) -> Option<Level> {
        match (self, server) {
            (_, Server::Other) => None,
            (Self::StoredPat, _) | (Self::Unknown, Server::AzureDevOps) => Some(Level::Warning),
            (Self::JobToken, _) => Some(Level::Note),
            (Self::Unknown | Self::Mapped | Self::Fresh | Self::Foreign, _) => None,
        }
    }
}
