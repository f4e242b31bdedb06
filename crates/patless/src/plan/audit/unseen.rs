//! What the audit could not look at, and why.

use patless_catalogue::ErrorKind;
use patless_core::errors::TargetError;

/// A list that could not be read.
#[derive(Clone, Debug)]
pub(super) struct Unseen {
    /// The project. `None`: the list is that of the organization.
    pub(super) project: Option<String>,
    /// What it lists.
    pub(super) list: List,
    /// Why, in one line.
    pub(super) reason: String,
    /// The kind of the cause.
    pub(super) kind: ErrorKind,
}

/// What a list lists.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum List {
    /// The one project that was asked for.
    Project,
    Connections,
    Groups,
    Pipelines,
    Releases,
    Hooks,
}

impl List {
    /// The word for it in JSON.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Connections => "serviceConnections",
            Self::Groups => "variableGroups",
            Self::Pipelines => "pipelines",
            Self::Releases => "releases",
            Self::Hooks => "serviceHooks",
        }
    }

    /// What people call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Project => "the project",
            Self::Connections => "service connections",
            Self::Groups => "variable groups",
            Self::Pipelines => "variables of pipelines",
            Self::Releases => "variables of releases",
            Self::Hooks => "service hooks",
        }
    }
}

impl Unseen {
    /// Azure DevOps did not give the list.
    pub(super) fn failed(project: Option<&str>, list: List, error: &TargetError) -> Self {
        let cause = error.cause();
        let said = error
            .refusal()
            .map_or_else(|| error.to_string(), ToString::to_string);
        Self {
            project: project.map(str::to_owned),
            list,
            reason: format!("{}: {said}", cause.row().summary),
            kind: cause.kind(),
        }
    }

    /// The list was not asked for, because Azure DevOps could not give another one.
    pub(super) fn not_asked(project: Option<&str>, list: List) -> Self {
        Self {
            project: project.map(str::to_owned),
            list,
            reason: "not asked, because Azure DevOps was unavailable".to_owned(),
            kind: ErrorKind::Unavailable,
        }
    }

    /// No project that the identity may see has this name.
    pub(super) fn no_project(name: &str) -> Self {
        Self {
            project: Some(name.to_owned()),
            list: List::Project,
            reason: "there is no such project, or this identity may not see it".to_owned(),
            kind: ErrorKind::Configuration,
        }
    }
}
