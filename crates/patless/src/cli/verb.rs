//! The command line: its verbs, and what each of them takes.

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use super::examples::{
    COMPLETIONS_EXAMPLE, EXAMPLE, EXEC_EXAMPLE, GIT_CREDENTIAL_EXAMPLE, GIT_EXAMPLE, PLAN_EXAMPLE,
    SCAN_EXAMPLE, TOKEN_EXAMPLE, WHOAMI_EXAMPLE,
};
use crate::commands::completions::Shell;
use crate::doctor::DoctorArgs;
use crate::exec::ExecArgs;
use crate::git::{GitArgs, GitCredentialArgs};
use crate::keeper::AgentProcess;
use crate::plan::PlanArgs;
use crate::scan::ScanArgs;
use crate::task::{StepResult, TaskArgs};
use crate::token::TokenVerbArgs;
use crate::whoami::WhoamiArgs;

/// Gets short-lived Microsoft Entra access tokens, in an Azure Pipelines job and at a desk.
#[derive(Debug, Parser)]
#[command(name = "patless", version, about, arg_required_else_help = true, after_help = EXAMPLE)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Runs the pipeline task: inputs from `INPUT_…`, tokens into secret variables of the job.
    ///
    /// Started by the agent, or by a script step with the options below. On failure, it reports the reason and the
    /// result `Failed` to the agent, and exits with 1.
    Task {
        #[command(flatten)]
        word: Word,
        #[command(flatten)]
        arguments: TaskArgs,
    },
    /// Runs the task's post-job stage: blanks the variables that its main stage set.
    ///
    /// Started by the agent at the end of the job.
    PostJob(Word),
    /// Keeps tokens fresh for the later steps of a job, until the job is over.
    ///
    /// Started by the task, with the input `keepFresh`. It reads what it is to keep from standard input, as the task writes it, and says
    /// on standard output how it is asked.
    Keep {
        /// Minutes after which it ends in any case. The token of a job ends after about a day.
        #[arg(long, value_name = "MINUTES", default_value_t = 1_440, value_parser = clap::value_parser!(u64).range(1..=2_880))]
        until: u64,
    },
    /// Writes an access token to standard output, for a script.
    #[command(after_help = TOKEN_EXAMPLE)]
    Token(Box<TokenVerbArgs>),
    /// Runs a command with an access token in its environment, and in nothing else.
    #[command(after_help = EXEC_EXAMPLE)]
    Exec(Box<ExecArgs>),
    /// Gives Git an access token for Azure DevOps, as a credential helper (gitcredentials(7)).
    #[command(after_help = GIT_CREDENTIAL_EXAMPLE)]
    GitCredential(Box<GitCredentialArgs>),
    /// Has Git get its tokens for Azure DevOps from Patless, or takes that back.
    #[command(after_help = GIT_EXAMPLE)]
    Git(GitArgs),
    /// Says who the identity is to Azure DevOps, and which of its ids goes where.
    #[command(after_help = WHOAMI_EXAMPLE)]
    Whoami(Box<WhoamiArgs>),
    /// Finds where files use personal access tokens (PATs) of Azure DevOps, and says what to write instead.
    ///
    /// It asks no server and needs no identity.
    #[command(after_help = SCAN_EXAMPLE)]
    Scan(Box<ScanArgs>),
    /// Says what is missing in an organization on the way from a personal access token to a token, and how to set it up.
    ///
    /// It changes nothing: it only reads.
    #[command(after_help = PLAN_EXAMPLE)]
    Plan(Box<PlanArgs>),
    /// Checks every step on the way to a token and on its target, and names the first thing to fix.
    ///
    /// Exit code: 0 nothing to fix, 1 a bug in Patless, 2 the command line is wrong, 3 the setup is wrong, 4 Azure DevOps issues no
    /// assertion, 5 Entra refuses, 6 a server is unavailable.
    Doctor(Box<DoctorArgs>),
    /// Writes the script that a shell needs to complete this command line.
    #[command(after_help = COMPLETIONS_EXAMPLE)]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

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
