//! What a node of a pipeline is by its place in it: where `variables` and templates have a meaning.

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The whole file.
    Root,
    /// A list of stages.
    Stages,
    /// A stage.
    Stage,
    /// A list of jobs.
    Jobs,
    /// A job.
    Job,
    /// A list of steps.
    Steps,
    /// `strategy` of a job, and what is below it: the hooks of a deployment have steps.
    Strategy,
    /// A list or a mapping of variables.
    Variables,
    /// Anything else.
    Any,
}

impl Shape {
    /// Returns what the value of a key is.
    pub(super) fn child(self, key: &str) -> Self {
        match (self, key) {
            (Self::Root, "stages") => Self::Stages,
            (Self::Root | Self::Stage, "jobs" | "phases") => Self::Jobs,
            (Self::Root | Self::Job | Self::Strategy, "steps") => Self::Steps,
            (Self::Root | Self::Job, "strategy") | (Self::Strategy, _) => Self::Strategy,
            (Self::Root | Self::Stage | Self::Job, "variables") => Self::Variables,
            _ => Self::Any,
        }
    }

    /// Returns what a parameter of a type holds. None: nothing that has templates.
    pub(super) fn of_type(name: &str) -> Option<Self> {
        match name {
            "stageList" => Some(Self::Stages),
            "stage" => Some(Self::Stage),
            "jobList" | "deploymentList" => Some(Self::Jobs),
            "job" | "deployment" => Some(Self::Job),
            "stepList" => Some(Self::Steps),
            _ => None,
        }
    }

    /// Returns what an item of this list is.
    pub(super) fn item(self) -> Self {
        match self {
            Self::Stages => Self::Stage,
            Self::Jobs => Self::Job,
            _ => Self::Any,
        }
    }

    /// Returns whether it has variables of its own.
    pub(super) fn has_variables(self) -> bool {
        matches!(self, Self::Root | Self::Stage | Self::Job)
    }

    /// Returns the key that a template for this list has. None: there are no templates for it.
    pub(super) fn key(self) -> Option<&'static str> {
        match self {
            Self::Stages => Some("stages"),
            Self::Jobs => Some("jobs"),
            Self::Steps => Some("steps"),
            Self::Variables => Some("variables"),
            _ => None,
        }
    }

    /// Returns in which order a key is expanded: resources name the repositories of templates, and variables are seen by
    /// all the rest.
    pub(super) fn order(self, key: &str) -> usize {
        match key {
            "resources" if self == Self::Root => 0,
            "variables" if self.has_variables() => 1,
            _ => 2,
        }
    }
}
