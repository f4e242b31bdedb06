//! How the agent's verbs tell whoever has started them that the result has been reported.

use std::process::ExitCode;

use clap::Args;

use crate::keeper::AgentProcess;
use crate::task::StepResult;

/// How the agent's verbs signal that the result has been reported to the agent.
#[derive(Debug, Args)]
pub(super) struct Word {
    /// Exits with 93 instead of 0 and 94 instead of 1, as the launcher asks: whatever else it may have started by mistake
    /// would not.
    #[arg(long, hide = true)]
    launched: bool,
}

impl Word {
    /// The process that runs the job. `None` if it is not known: where no launcher has started this one, it is somewhere above.
    pub(super) fn agent(&self) -> Option<AgentProcess> {
        self.launched.then(AgentProcess::of_launcher).flatten()
    }

    /// The exit code for a result.
    pub(super) fn exit_code(&self, result: StepResult) -> ExitCode {
        match (result, self.launched) {
            (StepResult::Fine, false) => ExitCode::SUCCESS,
            (StepResult::Failed, false) => ExitCode::FAILURE,
            (StepResult::Fine, true) => ExitCode::from(TOLD),
            (StepResult::Failed, true) => ExitCode::from(TOLD_FAILED),
        }
    }
}

/// The exit codes that the launcher expects. `task/launch.js` has the same numbers.
///
/// No shell, no runtime and no system ends a process with them on its own: a shell that runs over a damaged program gives
/// 0, 1, 2, 126, 127 or more than 128, and the launcher would take a number of those for our word.
const TOLD: u8 = 93;
const TOLD_FAILED: u8 = 94;
