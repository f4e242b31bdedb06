//! The task with `diagnose: true` as a listener of the stages: every stage becomes a check in the job log.

use std::io::{self, Write};

use crate::doctor::{Checks, Diagnosis};
use crate::report::Report;
use crate::sinks::{AgentLog, JobOutput, Masked};
use crate::stages::{Announcer, Event, Listener, Passed};

/// The task while it checks everything on the way.
pub(crate) struct DiagnosingListener<'a, W> {
    log: &'a mut AgentLog<JobOutput<W>>,
    checks: Checks,
}

impl<'a, W: Write> DiagnosingListener<'a, W> {
    pub(crate) fn new(log: &'a mut AgentLog<JobOutput<W>>) -> Self {
        Self {
            log,
            checks: Checks::default(),
        }
    }

    /// Says which federated credential the identity needs, if that is the problem and the error does not say it.
    pub(crate) fn advise(self) -> io::Result<()> {
        let diagnosis = Diagnosis::from(self.checks);
        let Some(failure) = diagnosis.first_failure() else {
            return Ok(());
        };
        let report = Report::of(failure).to_string();
        let credential = diagnosis.federated_credential.as_deref();
        if credential.is_some_and(|it| report.contains(it)) {
            return Ok(());
        }
        let advice = diagnosis.advice_on_credential().unwrap_or_default();
        advice.lines().try_for_each(|line| self.log.line(line))
    }
}

impl<W: Write + Send + 'static> Listener for DiagnosingListener<'_, W> {
    fn announcer(&self) -> Announcer {
        self.log.announcer()
    }

    fn ended(&mut self, event: &Event<'_>) -> io::Result<()> {
        if let Event::Passed(Passed::AccessToken(token)) = event {
            // Its text goes to the agent's list of secrets.
            Masked::by(self.log, token.expose()).map(drop)?;
        }
        let check = self.checks.keep(event).to_string();
        check.lines().try_for_each(|line| self.log.line(line))
    }
}
