//! The steps on the way from a personal access token to a token, and how far each is.

use super::change::Change;

/// A step, in the order in which they are set up.
#[derive(Debug)]
pub(crate) struct Step {
    /// Which.
    pub(crate) name: StepName,
    /// How far it is.
    pub(crate) state: State,
    /// Values that help, by name.
    pub(crate) values: Vec<(&'static str, String)>,
}

/// The steps.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum StepName {
    Identity,
    Connection,
    FederatedCredential,
    Membership,
    AccessLevel,
    Group,
    Repository,
    Feed,
    Publisher,
    Pipeline,
}

/// How far a step is. The text says more, on one line.
#[derive(Debug)]
pub(crate) enum State {
    /// It is set up.
    There(String),
    /// It is not.
    Missing(String, Change),
    /// Whoever asks may not see it. The change is the one to make if it is missing.
    Unseen(String, Option<Change>),
}

impl StepName {
    /// The name, for people and programs.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Connection => "service connection",
            Self::FederatedCredential => "federated credential",
            Self::Membership => "membership",
            Self::AccessLevel => "access level",
            Self::Group => "group",
            Self::Repository => "repository",
            Self::Feed => "feed",
            Self::Publisher => "publisher",
            Self::Pipeline => "pipeline",
        }
    }

    /// The length of the longest name.
    pub(crate) const WIDTH: usize = Self::FederatedCredential.as_str().len();
}

impl Step {
    /// A step that is set up.
    pub(crate) fn there(name: StepName, text: impl Into<String>) -> Self {
        Self::of(name, State::There(text.into()))
    }

    /// A step that is not set up.
    pub(crate) fn missing(name: StepName, text: impl Into<String>, change: Change) -> Self {
        Self::of(name, State::Missing(text.into(), change))
    }

    /// A step that whoever asks may not see.
    pub(crate) fn unseen(name: StepName, text: impl Into<String>) -> Self {
        Self::of(name, State::Unseen(text.into(), None))
    }

    /// A step in this state.
    pub(crate) fn of(name: StepName, state: State) -> Self {
        let values = Vec::new();
        Self {
            name,
            state,
            values,
        }
    }

    /// What is said of it.
    pub(crate) fn text(&self) -> &str {
        match &self.state {
            State::There(text) | State::Missing(text, _) | State::Unseen(text, _) => text,
        }
    }

    /// The change that it needs, or may need.
    pub(crate) fn change(&self) -> Option<Change> {
        match &self.state {
            State::There(_) => None,
            State::Missing(_, change) => Some(*change),
            State::Unseen(_, change) => *change,
        }
    }

    /// Whether it is certain that it is missing.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self.state, State::Missing(..))
    }

    /// Whether it cannot be seen.
    pub(crate) fn is_unseen(&self) -> bool {
        matches!(self.state, State::Unseen(..))
    }
}
