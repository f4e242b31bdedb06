//! Plays the jobs of a run with the agent, each as a job of its own.

use std::io::{self, Write};

use tempfile::TempDir;
use uuid::Uuid;

use super::message;
use crate::agent::{
    AgentHost, JobError, JobMessage, JobOutcome, JobSteps, Variable, check_job, run_job,
};
use crate::cli::QueueVariable;
use crate::emulator::Emulator;
use crate::run::JobRun;
use crate::wire::guid_of;

/// Plays jobs.
pub(super) struct Player<'a> {
    /// The services.
    pub(super) emulator: &'a Emulator,
    /// The machine of all jobs. Its work folder is that of the first one.
    pub(super) host: AgentHost,
    /// The variables that were set when the run was queued.
    pub(super) queued: &'a [QueueVariable],
    /// The time at which the run began.
    pub(super) start_time: String,
    /// How many jobs have been played.
    pub(super) played: usize,
}

impl Player<'_> {
    /// Lists the variables that all jobs have from the server and from whoever has queued the run.
    pub(super) fn variables(&self) -> Vec<Variable> {
        let id = self.emulator.world().job.job_id;
        self.message(id, &[]).variables
    }

    /// Checks a job before the run.
    ///
    /// # Errors
    /// What the agent would refuse.
    pub(super) fn check(&self, steps: &JobSteps) -> Result<(), JobError> {
        let id = self.emulator.world().job.job_id;
        check_job(steps, &self.message(id, &[]), &self.host)
    }

    /// Plays a job.
    ///
    /// # Errors
    /// The agent refuses it, or could not carry it out.
    pub(super) fn play(
        &mut self,
        run: &JobRun,
        out: &mut dyn Write,
    ) -> Result<JobOutcome, JobError> {
        let mut host = self.host.clone();
        host.cancellation = run.cancellation.clone();
        // The first job has the ID that the world knows, and the folder into which tasks were unpacked.
        let is_first = self.played == 0;
        self.played += 1;
        let own_folder = if is_first {
            None
        } else {
            Some(work_folder().map_err(JobError::WorkFolder)?)
        };
        if let Some(folder) = &own_folder {
            folder.path().clone_into(&mut host.work_folder);
        }
        let id = if is_first {
            self.emulator.world().job.job_id
        } else {
            guid_of(&run.identifier)
        };
        let message = self.message(id, &run.variables);
        run_job(&run.steps, &message, &host, out)
    }

    fn message(&self, id: Uuid, of_job: &[Variable]) -> JobMessage {
        let mut more = of_job.to_vec();
        more.push(Variable::public(
            "System.PipelineStartTime",
            &self.start_time,
        ));
        message::build(self.emulator, id, more, self.queued)
    }
}

/// Makes a work folder, which is removed when it is dropped. On Unix, only its owner can look into it: the files of
/// script steps hold secrets.
pub(super) fn work_folder() -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("patless-emulator-work-");
    #[cfg(unix)]
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    #[cfg(unix)]
    builder.permissions(private);
    builder.tempdir()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn nobody_else_can_look_into_a_work_folder() {
        let folder = work_folder().unwrap();
        let mode = folder.path().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
