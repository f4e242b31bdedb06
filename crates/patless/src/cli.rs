//! Runs the verb that the command line names.

mod examples;
pub(crate) mod expected_args;
mod fit;
pub(crate) mod identity;
pub(crate) mod mask_args;
mod prompt;
pub(crate) mod request_args;
pub(crate) mod script_step;
pub(crate) mod token_args;
mod verb;

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{CommandFactory as _, Parser as _};
use patless_catalogue::ErrorKind;
use patless_core::variables::TF_BUILD;
use patless_scan::Paint;
use tokio::runtime::{Builder, Runtime};
use verb::{Cli, Verb};

use crate::colored::{Colored, Colors};
use crate::commands::completions;
use crate::commands::scan::Stage;
use crate::commands::{
    doctor, exec, git, git_credential, keep, plan, post_job, scan, task, token, whoami,
};
use crate::doctor::DoctorArgs;
use crate::exec::ExecArgs;
use crate::git::{GitCredentialArgs, GitVerb, SetupArgs};
use crate::keeper::AgentProcess;
use crate::logs::{self, Detail};
use crate::plan::PlanArgs;
use crate::process::{
    NoDumps, canceled, colors, environment, forbid_dumps, start_clock, variable_with_command,
};
use crate::report::exit_code;
use crate::scan::{ScanArgs, Seen};
use crate::sinks::{AgentLog, Escaping, JobOutput};
use crate::task::{StepResult, TaskArgs};
use crate::token::TokenVerbArgs;
use crate::whoami::WhoamiArgs;

/// The stack of each thread, in bytes. It is fixed: otherwise the variable `RUST_MIN_STACK` could change it.
const STACK_BYTES: usize = 2 * 1024 * 1024;

/// Runs the command line.
pub fn run() -> ExitCode {
    let dumps = forbid_dumps();
    let Cli { verb } = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse_command_line(&error),
    };
    let Ok(runtime) = Builder::new_current_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build()
    else {
        return ExitCode::from(exit_code(ErrorKind::Internal));
    };
    let verb = match verb {
        Verb::Exec(arguments) => return run_exec(&arguments, runtime, &dumps),
        verb => verb,
    };
    let forbidden = dumps.for_good();
    let told = match verb {
        Verb::Task { word, arguments } => {
            let out = JobOutput::new(io::stdout());
            let told = mention(forbidden, out.clone());
            told.and_then(|()| match variable_with_command() {
                Some(variable) => task::refuse_commands(variable, out),
                None => runtime.block_on(run_task(&arguments, out, word.agent())),
            })
            .map(|told| word.exit_code(told))
        }
        Verb::PostJob(word) => runtime
            .block_on(run_post_job())
            .map(|told| word.exit_code(told)),
        Verb::Keep { until } => runtime.block_on(run_keeper(until)).map(ExitCode::from),
        Verb::Token(arguments) => runtime.block_on(run_token(&arguments)),
        Verb::GitCredential(arguments) => runtime.block_on(run_git_credential(&arguments)),
        Verb::Git(arguments) => match arguments.verb {
            GitVerb::Setup(arguments) => runtime.block_on(run_git_setup(&arguments)),
            GitVerb::Unset => git::unset(&environment(), io::stdout()).map(ExitCode::from),
        },
        Verb::Whoami(arguments) => runtime.block_on(run_whoami(&arguments)),
        Verb::Scan(arguments) => run_scan(&arguments),
        Verb::Plan(arguments) => runtime.block_on(run_plan(*arguments)),
        Verb::Doctor(arguments) => runtime.block_on(run_doctor(&arguments)),
        Verb::Completions { shell } => {
            completions::run(shell, Cli::command(), io::stdout()).map(|()| ExitCode::SUCCESS)
        }
        Verb::Exec(_) => Ok(ExitCode::from(exit_code(ErrorKind::Internal))),
    };
    // Everything has been reported: do not wait for a pending name lookup or file read.
    runtime.shutdown_background();
    // Without standard output, nothing can be reported.
    told.unwrap_or(ExitCode::from(exit_code(ErrorKind::Internal)))
}

/// Notes in the debug log that dumps could not be disabled. The job continues: the machine decides that.
fn mention(forbidden: io::Result<()>, out: JobOutput<io::Stdout>) -> io::Result<()> {
    let Err(error) = forbidden else {
        return Ok(());
    };
    let text = format!("this machine does not let a process disable dumps of its memory: {error}");
    AgentLog::new(out, Escaping::WithPercents).command("task.debug", &[], &text)
}

/// Says what is wrong with the command line, or prints the help that it asks for.
fn refuse_command_line(error: &clap::Error) -> ExitCode {
    let is_help = !error.use_stderr();
    let printed = if is_help {
        error.print()
    } else {
        // It repeats values of the command line, which a variable may have filled: none may be a command to the agent.
        let mut log = AgentLog::new(io::stderr(), Escaping::WithPercents);
        let text = error.render().to_string();
        text.lines().try_for_each(|line| log.line(line))
    };
    let is_exec = std::env::args_os()
        .nth(1)
        .is_some_and(|verb| verb == "exec");
    match printed {
        Ok(()) if is_help => ExitCode::SUCCESS,
        _ if is_exec => ExitCode::from(exec::NO_COMMAND_YET),
        _ => ExitCode::from(exit_code(ErrorKind::Usage)),
    }
}

/// Gets the tokens, then runs the command. A signal before that ends this process like any program.
fn run_exec(arguments: &ExecArgs, runtime: Runtime, dumps: &NoDumps) -> ExitCode {
    let clock = start_clock();
    let prepared = exec::get_tokens(arguments, environment(), Arc::clone(&clock));
    let prepared = runtime.block_on(prepared);
    // The connections are not needed while the command runs.
    runtime.shutdown_background();
    let ended = match prepared {
        Ok(Some(prepared)) => exec::run_command(arguments, prepared, dumps, &*clock),
        Ok(None) | Err(_) => Ok(ExitCode::from(exec::NO_COMMAND_YET)),
    };
    // Without standard error, nothing can be said.
    ended.unwrap_or(ExitCode::from(exec::NO_COMMAND_YET))
}

/// Gets a token. A signal stops it like any program.
async fn run_token(arguments: &TokenVerbArgs) -> io::Result<ExitCode> {
    let clock = start_clock();
    let code = token::run(arguments, environment(), clock, io::stdout()).await?;
    Ok(ExitCode::from(code))
}

/// Answers Git. A signal stops it like any program.
async fn run_git_credential(arguments: &GitCredentialArgs) -> io::Result<ExitCode> {
    let clock = start_clock();
    let (input, out) = (io::stdin(), io::stdout());
    let code = git_credential::run(arguments, environment(), clock, input, out).await?;
    Ok(ExitCode::from(code))
}

/// Sets up Git. A signal stops it like any program.
async fn run_git_setup(arguments: &SetupArgs) -> io::Result<ExitCode> {
    let code = if arguments.header {
        let clock = start_clock();
        git::write_header(arguments, environment(), clock, io::stdout()).await?
    } else {
        // Behind `patless git setup`. clap has taken them for text already.
        let words = std::env::args().skip(3).collect();
        git::set_up(arguments, environment(), words, io::stdout())?
    };
    Ok(ExitCode::from(code))
}

/// Says who the identity is. A signal stops it like any program.
async fn run_whoami(arguments: &WhoamiArgs) -> io::Result<ExitCode> {
    let clock = start_clock();
    let code = whoami::run(arguments, environment(), clock, io::stdout()).await?;
    Ok(ExitCode::from(code))
}

/// Scans files. A signal stops it like any program.
fn run_scan(arguments: &ScanArgs) -> io::Result<ExitCode> {
    let environment = environment();
    let in_job = environment.variable(&TF_BUILD).is_some();
    let stage = Stage {
        out: io::stdout(),
        paint: match colors(&environment) {
            Colors::On => Paint::Colors,
            Colors::Off => Paint::Plain,
        },
        escaping: Escaping::from_environment(&environment),
        seen: if io::stderr().is_terminal() && !in_job {
            Seen::Yes
        } else {
            Seen::No
        },
    };
    scan::run(arguments, io::stdin(), stage).map(ExitCode::from)
}

/// Says what is missing. A signal stops it like any program.
async fn run_plan(arguments: PlanArgs) -> io::Result<ExitCode> {
    let clock = start_clock();
    let code = Box::pin(plan::run(arguments, environment(), clock, io::stdout())).await?;
    Ok(ExitCode::from(code))
}

/// Runs the doctor. A signal stops it like any program: it sets no variables.
async fn run_doctor(arguments: &DoctorArgs) -> io::Result<ExitCode> {
    let _logging = tracing::subscriber::set_default(logs::on_standard_error(Detail::Information));
    let clock = start_clock();
    let environment = environment();
    let out = Colored::new(io::stdout(), colors(&environment));
    doctor::run(arguments, environment, clock, out).await
}

/// Runs the post-job stage. A signal stops it like any program.
async fn run_post_job() -> io::Result<StepResult> {
    let clock = start_clock();
    post_job::run(&environment(), clock, JobOutput::new(io::stdout())).await
}

/// Runs the keeper, apart from whoever has started it: a signal to the step is none to it.
async fn run_keeper(minutes: u64) -> io::Result<u8> {
    #[cfg(unix)]
    let _ = rustix::process::setsid();
    if io::stdin().is_terminal() {
        let mut log = AgentLog::new(io::stderr(), Escaping::WithPercents);
        log.line("error: the task starts the keeper, and writes what to keep to its standard input: see keepFresh in docs/LONG-JOBS.md")?;
        return Ok(exit_code(ErrorKind::Usage));
    }
    let clock = start_clock();
    let life = Duration::from_secs(60 * minutes);
    keep::run(io::stdin(), io::stdout(), clock, life).await
}

/// Runs the task until it ends or the agent cancels it, whichever is first.
///
/// A task that sets variables no longer waits for anything, so it is never stopped halfway through.
async fn run_task(
    arguments: &TaskArgs,
    out: JobOutput<io::Stdout>,
    agent: Option<AgentProcess>,
) -> io::Result<StepResult> {
    let environment = arguments.hand_over(environment());
    let clock = start_clock();
    let escaping = Escaping::from_environment(&environment);
    tokio::select! {
        told = task::run(environment, clock, out.clone(), agent) => told,
        () = canceled() => task::cancel(escaping, out),
    }
}
