//! The progress of the stages: notifies the listener, and ends the stages on a failure.

use std::sync::Arc;

use super::event::{Event, Passed};
use super::listener::{Announcer, Listener};
use super::request::Extent;
use super::stage::Stage;
use super::stopped::{Failures, Stopped};
use crate::failure::Failure;

/// What a stage got, or why it got nothing: its own failure, or that of an earlier stage.
pub(super) type Outcome<T> = Result<T, Arc<Failure>>;

/// The stages so far.
pub(super) struct Progress<'l> {
    listener: &'l mut dyn Listener,
    after_failure: AfterFailure,
    failures: Vec<Arc<Failure>>,
}

/// Whether the other stages run after one has failed.
#[derive(Clone, Copy, Eq, PartialEq)]
enum AfterFailure {
    GoOn,
    Stop,
}

impl<'l> Progress<'l> {
    pub(super) fn new(listener: &'l mut dyn Listener, extent: &Extent) -> Self {
        Self {
            listener,
            after_failure: match extent {
                Extent::Tokens => AfterFailure::Stop,
                Extent::Everything(_) => AfterFailure::GoOn,
            },
            failures: Vec::new(),
        }
    }

    /// Creates the announcer.
    pub(super) fn announcer(&self) -> Announcer {
        self.listener.announcer()
    }

    /// Reports what a stage got.
    pub(super) fn passed(&mut self, passed: Passed<'_>) -> Result<(), Stopped> {
        Ok(self.listener.ended(&Event::Passed(passed))?)
    }

    /// Reports that a stage is skipped.
    pub(super) fn skipped(&mut self, stage: Stage, why: &'static str) -> Result<(), Stopped> {
        Ok(self.listener.ended(&Event::Skipped(stage, why))?)
    }

    /// Reports a failure in a stage that may report more. Call [`Progress::settle`] afterwards.
    pub(super) fn failed(&mut self, stage: Stage, failure: &Arc<Failure>) -> Result<(), Stopped> {
        self.listener.ended(&Event::Failed(stage, failure))?;
        self.failures.push(Arc::clone(failure));
        Ok(())
    }

    /// Ends the stages if something has failed and the rest is not wanted.
    pub(super) fn settle(&mut self) -> Result<(), Stopped> {
        if self.after_failure == AfterFailure::GoOn {
            return Ok(());
        }
        let failures = Failures::of(self.failures.drain(..));
        failures.map_or(Ok(()), |failures| Err(failures.into()))
    }

    /// Reports how a stage ended, with `tell` if it got something, and returns that.
    pub(super) fn judge<T>(
        &mut self,
        stage: Stage,
        result: Result<T, impl Into<Arc<Failure>>>,
        tell: impl FnOnce(&mut Self, &T) -> Result<(), Stopped>,
    ) -> Result<Outcome<T>, Stopped> {
        match result {
            Ok(value) => {
                tell(self, &value)?;
                Ok(Ok(value))
            }
            Err(error) => {
                let failure = error.into();
                self.failed(stage, &failure)?;
                self.settle()?;
                Ok(Err(failure))
            }
        }
    }

    /// Returns the result of all stages, or every failure.
    pub(super) fn end<T>(self, obtained: Outcome<T>) -> Result<T, Stopped> {
        match (Failures::of(self.failures), obtained) {
            (Some(failures), _) => Err(failures.into()),
            (None, obtained) => Ok(obtained?),
        }
    }
}
