//! What the page shows, read from the services that run.

use std::sync::Arc;

use super::cover::Cover;
use super::job_log::JobLog;
use super::shown_job::ShownJob;
use crate::emulator::Emulator;
use crate::services::{Current, Kept, ServiceName, Shared};
use crate::wire::random_text;

/// What the page shows.
#[derive(Clone)]
pub(super) struct PageState {
    /// The scenario, which the page switches.
    pub(super) current: Current,
    /// Requests, tokens and secrets.
    pub(super) kept: Arc<Kept>,
    /// Log of the job.
    pub(super) log: Arc<JobLog>,
    /// Whether there is a log.
    pub(super) job: ShownJob,
    /// Tells this emulator from one that was at the same address before.
    pub(super) instance: Arc<str>,
}

impl PageState {
    /// Reads from an emulator.
    pub(super) fn new(emulator: &Emulator, log: Arc<JobLog>, job: ShownJob) -> Self {
        Self {
            current: emulator.current().clone(),
            kept: Arc::clone(emulator.kept()),
            log,
            job,
            instance: random_text(6).into(),
        }
    }

    /// Covers all secrets so far.
    pub(super) fn cover(&self) -> Cover {
        Cover::new(self.kept.issued.secrets())
    }

    /// Returns the state by which requests go now.
    pub(super) fn shared(&self) -> Arc<Shared> {
        self.current.get()
    }

    /// Returns the time of the clock by which tokens expire, in seconds since 1970.
    pub(super) fn now_s(&self) -> i64 {
        self.shared().clock(ServiceName::AzureDevOps).now_s()
    }
}
