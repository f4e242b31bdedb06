//! A program that a user has signed in to Azure: where it is, and how it is run.
//!
//! It is started without a shell, in a folder that others cannot write to, with nothing to read. Nothing secret is in its
//! arguments; its whole output is a secret, as an access token is in it.

mod argument;
mod failure;
pub(super) mod issued;
mod path;
mod refusal;
mod running;
#[cfg(test)]
#[cfg(unix)]
pub(super) mod stand_in;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::error::{Broken, NotHere, SourceError};
use super::name::SourceName;
use super::search::Search;
use crate::clock::Clock;
use crate::environment::Variable;
use crate::environment::variables::PATH;
use patless_catalogue::Cause;

pub(super) use argument::Argument;
pub(super) use failure::ToolFailure;
pub(super) use running::Output;
use running::Running;

/// What is known about a program before it is looked for.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) source: SourceName,
    /// Its name, as users type it.
    pub(super) name: &'static str,
    /// The names of its file, in the order in which they are looked for in a folder.
    pub(super) files: &'static [&'static str],
    /// Variables that it is given.
    pub(super) given: &'static [(&'static str, &'static str)],
    /// Secrets of ours that it needs. It is given no other ones.
    pub(super) needs: &'static [&'static Variable],
    /// What it says if nobody is signed in: each names the command for that.
    pub(super) sign_in: &'static [&'static str],
    /// Nobody is signed in.
    pub(super) not_signed_in: Cause,
}

/// A program that was found.
#[derive(Clone, Debug)]
pub(super) struct Tool {
    program: &'static Program,
    path: PathBuf,
    /// The names of the variables that it is not given.
    withheld: Vec<String>,
}

impl Tool {
    /// Looks for a program in the folders of `PATH`. It is not started.
    ///
    /// # Errors
    /// It is not here if there is none. An automatic selection passes it over in a pipeline job, where a printed line may
    /// have changed `PATH`, and where another client was asked for. By its name it is used in a job as well.
    pub(super) fn find(
        search: &Search<'_>,
        program: &'static Program,
    ) -> Result<Self, SourceError> {
        let &Program { source, name, .. } = program;
        let not_here = |reason: String| SourceError::from(NotHere::new(source, reason));
        if search.request.client.is_some() {
            let reason = format!("a client id is given, but who is signed in to {name} decides");
            return Err(if search.is_automatic() {
                not_here(reason)
            } else {
                Broken::new(source, Cause::WrongInput, reason).into()
            });
        }
        let environment = search.environment;
        if search.is_automatic() && environment.is_of_job() {
            return Err(not_here(format!(
                "this is a pipeline job, where a printed line can decide which {name} is run: --source {source} runs it"
            )));
        }
        let folders = environment.variable(&PATH).unwrap_or_default();
        let path = path::find(program.files, folders);
        Ok(Self {
            program,
            path: path.ok_or_else(|| not_here(format!("{name} is not installed")))?,
            withheld: environment.spellings_to_withhold(program.needs),
        })
    }

    /// Runs it to its end, and stops it with all that it started if `limit` passes first.
    pub(super) async fn run(
        &self,
        clock: &dyn Clock,
        arguments: &[Argument],
        limit: Duration,
    ) -> Result<Output, ToolFailure> {
        let name = self.program.name;
        tracing::debug!("running {}", self.path.display());
        let running = Running::start(self.command(arguments));
        let mut running =
            running.map_err(|error| self.failed(&format!("{name} cannot be started: {error}")))?;
        let Some(output) = clock.timeout(limit, running.output()).await else {
            let reason = format!("{name} gave no answer within {} s", limit.as_secs());
            return Err(self.broken(Cause::ToolNotInTime, reason).into());
        };
        output.map_err(|error| self.failed(&format!("{name} gave no answer: {error}")))
    }

    fn command(&self, arguments: &[Argument]) -> Command {
        let mut command = Command::new(&self.path);
        command
            .args(arguments.iter().map(Argument::as_str))
            .envs(self.program.given.iter().copied())
            .current_dir(self.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        for name in &self.withheld {
            command.env_remove(name);
        }
        command
    }

    /// The folder that it runs in: one where nobody but an administrator can plant a file.
    fn folder(&self) -> &Path {
        let root = Path::new("/");
        if cfg!(windows) {
            // Whoever can write there can replace the program itself.
            self.path.parent().unwrap_or(root)
        } else {
            root
        }
    }
}
