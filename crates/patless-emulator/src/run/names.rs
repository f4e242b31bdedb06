//! Variables that name a job, its stage and its place in the run.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/build/variables>. A job that runs once is called `__default`
//! below its phase, which has the name of the file.

use crate::agent::Variable;

/// The names of a job, as the server gives them to the agent.
#[derive(Clone, Debug, Default)]
pub(super) struct Names<'a> {
    /// The stage.
    pub(super) stage: &'a str,
    /// Its heading.
    pub(super) stage_display_name: &'a str,
    /// The job in the file.
    pub(super) phase: &'a str,
    /// Its heading.
    pub(super) phase_display_name: &'a str,
    /// The leg, the slice or the hook. None: the job runs once.
    pub(super) job: Option<&'a str>,
    /// Its heading.
    pub(super) job_display_name: &'a str,
    /// Its number among the runs of the job, from 1.
    pub(super) position: usize,
    /// How many these are.
    pub(super) total: usize,
}

impl Names<'_> {
    /// Returns what tells this job from all others of the run.
    pub(super) fn identifier(&self) -> String {
        let job = self.job.unwrap_or(ONCE);
        if self.stage == UNNAMED_STAGE {
            format!("{}.{job}", self.phase)
        } else {
            format!("{}.{}.{job}", self.stage, self.phase)
        }
    }

    /// Lists the variables.
    pub(super) fn variables(&self) -> Vec<Variable> {
        [
            ("System.StageName", self.stage.to_owned()),
            (
                "System.StageDisplayName",
                self.stage_display_name.to_owned(),
            ),
            ("System.StageAttempt", "1".to_owned()),
            ("System.PhaseName", self.phase.to_owned()),
            (
                "System.PhaseDisplayName",
                self.phase_display_name.to_owned(),
            ),
            ("System.PhaseAttempt", "1".to_owned()),
            ("System.JobName", self.job.unwrap_or(ONCE).to_owned()),
            ("System.JobDisplayName", self.job_display_name.to_owned()),
            ("System.JobAttempt", "1".to_owned()),
            ("System.JobIdentifier", self.identifier()),
            ("System.JobPositionInPhase", self.position.to_string()),
            ("System.TotalJobsInPhase", self.total.to_string()),
        ]
        .map(|(name, value)| Variable::public(name, value))
        .into()
    }
}

/// The name of a job that runs once.
const ONCE: &str = "__default";
/// The name of the stage of a file without stages.
pub(super) const UNNAMED_STAGE: &str = "__default";
