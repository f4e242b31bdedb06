//! Why a keeper ends.

use std::fmt;

/// Why a keeper has ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Ending {
    /// It was told to, at the end of the job.
    Told,
    /// Its time was up.
    Until,
    /// The folder that it was given is gone: an agent empties its folder for temporary files when a job ends.
    FolderGone,
    /// The process that runs the job is gone.
    JobGone,
    /// Azure DevOps has said several times that the job's token is no longer good.
    JobTokenOver,
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Told => "it was told to stop",
            Self::Until => "its time was up",
            Self::FolderGone => "its folder is gone, as at the end of a job",
            Self::JobGone => "the agent's process that runs the job is gone",
            Self::JobTokenOver => "Azure DevOps says that the token of the job is no longer good",
        })
    }
}
