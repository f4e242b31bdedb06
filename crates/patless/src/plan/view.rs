//! What the steps are judged by: who looks, and what has been seen before.

use super::asker::{Asker, AskerKind};
use super::known::{Known, Project};
use super::looking::Looking;
use super::step::{Step, StepName};

/// Who looks at the organization, and what is known of it so far.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) looking: Looking<'a>,
    pub(super) asker: Asker,
    pub(super) known: Known,
    /// Why the project is not known, if it is not.
    pub(super) no_project: Option<NoProject>,
    /// Whether there is a service connection.
    pub(super) connection: Presence,
}

/// Whether a service connection is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Presence {
    /// It has been found.
    Found,
    /// There is none.
    Missing,
    /// It is not known which it is, or whether there is one.
    Unknown,
}

/// Why a project is not known.
#[derive(Clone, Debug)]
pub(super) enum NoProject {
    /// None is named.
    Unnamed,
    /// It does not exist, or may not be seen.
    Invisible(String),
}

impl View<'_> {
    /// Whether the identity itself asks.
    pub(super) fn is_itself(&self) -> bool {
        self.asker.kind == AskerKind::Itself
    }

    /// The project, or why a step that needs it cannot be seen.
    pub(super) fn project(&self, name: StepName) -> Result<Project, Step> {
        let why = match (&self.known.project, &self.no_project) {
            (Some(project), _) => return Ok(project.clone()),
            (None, Some(NoProject::Invisible(why))) => why.clone(),
            (None, _) => "no project is named: --project".to_owned(),
        };
        Err(Step::unseen(name, why))
    }

    /// A step that Azure DevOps does not show to whoever asks.
    pub(super) fn hidden(&self, name: StepName, why: &str, whom: &str) -> Step {
        let asker = &self.asker.name;
        Step::unseen(name, format!("{asker} may not see it: {why}; ask {whom}"))
    }
}

/// Whom to ask about a project.
pub(super) const OF_PROJECT: &str = "an administrator of the project";
/// Whom to ask about the users of the organization.
pub(super) const OF_ORGANIZATION: &str = "an administrator of the organization";
