//! What is played, and with what.

use patless_pipeline::model::Pipeline;

use super::groups::Groups;
use super::scope::RunState;
use super::selection::Selection;
use crate::agent::{CancellationToken, Variable};

/// A run: what is played, and with what.
pub(crate) struct Run<'a> {
    /// The pipeline.
    pub(crate) pipeline: &'a Pipeline,
    /// What of it.
    pub(crate) selection: &'a Selection,
    /// The variables of the server and of whoever has queued the run. They win over those of the file.
    pub(crate) variables: Vec<Variable>,
    /// The variable groups.
    pub(crate) groups: &'a Groups,
    /// Cancels the run.
    pub(crate) cancellation: CancellationToken,
}

impl Run<'_> {
    /// Returns whether the run goes on.
    pub(super) fn state(&self) -> RunState {
        if self.cancellation.is_canceled() {
            RunState::Canceled
        } else {
            RunState::Running
        }
    }

    /// Returns what cancels a job that starts now. What still runs after a cancellation runs to its end.
    pub(super) fn token(&self) -> CancellationToken {
        match self.state() {
            RunState::Running => self.cancellation.clone(),
            RunState::Canceled => CancellationToken::new(),
        }
    }

    /// Returns whether the log needs headings, because there is more than one job.
    pub(super) fn has_headings(&self) -> bool {
        !matches!(&*self.pipeline.stages, [stage] if stage.jobs.len() == 1)
    }
}
