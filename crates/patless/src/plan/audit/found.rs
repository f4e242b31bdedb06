//! What the audit found, as data.

use super::unseen::Unseen;
use crate::report::exit_code;
use patless_catalogue::ErrorKind;

/// What an organization holds that still needs a personal access token.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// The organization, by its URL.
    pub(super) organization: String,
    /// How many projects were looked through.
    pub(super) projects: usize,
    /// What needs one, by project.
    pub(super) findings: Vec<Finding>,
    /// What could not be looked at.
    pub(super) unseen: Vec<Unseen>,
    /// What has a secret for servers that are not Azure DevOps.
    pub(super) passed_over: PassedOver,
}

/// How many things were passed over, because they have a secret for another server.
#[derive(Debug, Default)]
pub(super) struct PassedOver {
    pub(super) connections: usize,
    pub(super) hooks: usize,
}

/// Something that needs a personal access token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Finding {
    pub(super) kind: Kind,
    /// The project. `None`: it belongs to the organization.
    pub(super) project: Option<String>,
    /// Other projects that share it.
    pub(super) shared_with: Vec<String>,
    /// Its name.
    pub(super) name: String,
    /// The page on which it can be changed.
    pub(super) url: String,
    /// Why it needs one.
    pub(super) reason: String,
    /// What takes its place.
    pub(super) replacement: &'static str,
}

/// What a finding is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// A service connection.
    Connection,
    /// A variable group as a whole.
    Group,
    /// A variable of a group, which has this name.
    GroupVariable(String),
    /// A variable of a pipeline, which has this name.
    PipelineVariable(String),
    /// A variable of a classic release, which has this name.
    ReleaseVariable(String),
    /// A subscription of a service hook.
    Hook,
}

impl Kind {
    /// The word for it in JSON.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Connection => "serviceConnection",
            Self::Group => "variableGroup",
            Self::GroupVariable(_) => "groupVariable",
            Self::PipelineVariable(_) => "pipelineVariable",
            Self::ReleaseVariable(_) => "releaseVariable",
            Self::Hook => "serviceHook",
        }
    }

    /// The group, the pipeline or the release that has it.
    pub(super) fn within(&self) -> Option<&str> {
        match self {
            Self::GroupVariable(name)
            | Self::PipelineVariable(name)
            | Self::ReleaseVariable(name) => Some(name),
            Self::Connection | Self::Group | Self::Hook => None,
        }
    }
}

impl Audit {
    /// The exit code: 3 something needs a personal access token, 0 nothing does, else that of the first thing which could not
    /// be looked at: then nobody knows.
    pub(crate) fn exit_code(&self) -> u8 {
        if !self.findings.is_empty() {
            return exit_code(ErrorKind::Configuration);
        }
        self.unseen.first().map_or(0, |it| exit_code(it.kind))
    }
}
