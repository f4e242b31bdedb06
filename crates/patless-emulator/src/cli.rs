//! Command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::agent::AgentVersion;
use crate::identity_environment::Identity;
use crate::services::ManagedIdentityHost;

/// Emulates Azure DevOps and Microsoft Entra on loopback.
#[derive(Debug, Parser)]
#[command(name = "patless-emulator", version)]
#[non_exhaustive]
pub struct Cli {
    /// Subcommand.
    #[command(subcommand)]
    pub command: Command,
}

/// Subcommand of the command line.
#[derive(Debug, Subcommand)]
#[non_exhaustive]
pub enum Command {
    /// Runs the services until the process is stopped.
    Serve(ServeArgs),
    /// Runs the job of a pipeline file against the services, and prints its log.
    Run(RunArgs),
    /// Moves the clock of the services, and of what Patless has started against them: a debug build of Patless follows it.
    ///
    /// For a step of a job of the emulator, or with the variables that `serve` writes.
    Forward(ForwardArgs),
    /// Lists the scenarios.
    Scenarios,
}

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[non_exhaustive]
pub struct ServeArgs {
    /// File for the variables that a client needs. It is removed at the end.
    #[arg(long, value_name = "FILE")]
    pub env_file: PathBuf,
    /// Scenario to play.
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub scenario: String,
    /// Identity whose variables the file has too. They replace those of the pipeline job and of the host with
    /// the same name.
    #[arg(long, value_enum, value_name = "NAME")]
    pub identity: Option<Identity>,
    /// Adds the variables that a process has on a host with managed identities.
    #[arg(long, value_name = "HOST")]
    pub managed_identity: Option<ManagedIdentityHost>,
    /// Shows requests as they arrive, on a web page of this machine: on this port, or without one on a free port.
    #[arg(long, value_name = "PORT", num_args = 0..=1, default_missing_value = "0")]
    pub page: Option<u16>,
}

/// Arguments of `forward`.
#[derive(Debug, clap::Args)]
#[non_exhaustive]
pub struct ForwardArgs {
    /// How far, in seconds or with a unit: 10800, 180m, 3h, 1d. It takes 25 ms a minute.
    #[arg(value_name = "DURATION", value_parser = parse_duration)]
    pub duration: Duration,
}

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
#[non_exhaustive]
pub struct RunArgs {
    /// Pipeline file with one job.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Scenario to play.
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub scenario: String,
    /// Program of the Patless task. Default: `patless` in the folder of this program.
    #[arg(long, value_name = "PATH")]
    pub patless: Option<PathBuf>,
    /// `task.json` of the Patless task. Default: the nearest one in a folder above the pipeline file, else the one
    /// built into this program.
    #[arg(long, value_name = "PATH")]
    pub task_json: Option<PathBuf>,
    /// Folder of the packaged task, with its `task.json`. The task is unpacked and run with Node, as on a real agent.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["patless", "task_json"])]
    pub task_folder: Option<PathBuf>,
    /// Node for the task of `--task-folder`. Default: `node` in the search path.
    #[arg(long, value_name = "PATH", requires = "task_folder")]
    pub node: Option<PathBuf>,
    /// Folder with the sources. Default: the current folder.
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
    /// Folder whose programs come before those of `PATH`, such as stand-ins for programs that this machine lacks. You can
    /// repeat the option. The first folder comes first.
    #[arg(long, value_name = "DIR")]
    pub path: Vec<PathBuf>,
    /// Version of the emulated agent, such as 4.274.0.
    #[arg(long, value_name = "VERSION", default_value_t)]
    pub agent_version: AgentVersion,
    /// Variable of the job, as if it were set when the run was queued. Replaces a YAML variable of the same name.
    #[arg(long = "variable", value_name = "NAME=VALUE", value_parser = parse_variable)]
    pub variables: Vec<QueueVariable>,
    /// Has `sleep` in script steps move the clock instead of waiting, so that hours take seconds. Linux and macOS only.
    #[arg(long)]
    pub fast_forward: bool,
    /// Shows requests and the log as they arrive, on a web page of this machine. In a terminal, the page stays until you press
    /// Enter.
    #[arg(long)]
    pub page: bool,
}

/// Variable that is set when the run is queued.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueueVariable {
    /// Name. Not empty.
    pub name: String,
    /// Value. It may be empty.
    pub value: String,
}

/// Reads `NAME=VALUE`.
fn parse_variable(text: &str) -> Result<QueueVariable, String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok(QueueVariable {
            name: name.trim().to_owned(),
            value: value.to_owned(),
        }),
        _ => Err("expected NAME=VALUE".to_owned()),
    }
}

/// Reads a number of seconds, minutes, hours or days, as `sleep` takes them.
fn parse_duration(text: &str) -> Result<Duration, String> {
    let unit_s = match text.as_bytes().last() {
        Some(b'd') => 86_400,
        Some(b'h') => 3600,
        Some(b'm') => 60,
        _ => 1,
    };
    let number = text.strip_suffix(['s', 'm', 'h', 'd']).unwrap_or(text);
    let number: u64 = number
        .parse()
        .map_err(|_| "expected a number, such as 10800, 180m or 3h".to_owned())?;
    let seconds = number.checked_mul(unit_s);
    seconds
        .map(Duration::from_secs)
        .ok_or_else(|| "expected less".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_sleep() {
        for (text, seconds) in [
            ("10800", 10_800),
            ("5s", 5),
            ("90m", 5400),
            ("3h", 10_800),
            ("1d", 86_400),
        ] {
            assert_eq!(
                parse_duration(text),
                Ok(Duration::from_secs(seconds)),
                "{text}"
            );
        }
        for text in ["", "h", "1.5", "-1", "1w", "3 h", "999999999999999999d"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
