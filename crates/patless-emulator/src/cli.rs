//! Command line.

mod check;
mod values;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

pub use check::CheckArgs;
pub use values::QueueVariable;
use values::{parse_folder, parse_pair, parse_variable};

use crate::agent::{AgentVersion, TaskFolder};
use crate::identity_environment::Identity;
use crate::scenario::MoreConnection;
use crate::services::ManagedIdentityHost;
use crate::world::ConnectionScheme;

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
    /// Compiles pipeline files as Azure Pipelines does, and tells what is wrong with them. Nothing runs.
    ///
    /// Exit code 0: it takes all of them. 1: it refuses one.
    Check(CheckArgs),
    /// Runs pipeline files against the services, and prints their logs.
    Run(Box<RunArgs>),
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
    /// Adds the variables with which the real Azure CLI, `az`, takes the emulator for its cloud: `AZURE_CONFIG_DIR`, with
    /// nobody signed in, and `REQUESTS_CA_BUNDLE`.
    #[arg(long)]
    pub azure_cli: bool,
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
    /// Pipeline files. They run one after another, each with services of its own.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Stage to run. The others are left out, and count as succeeded. You can repeat the option.
    #[arg(long = "stage", value_name = "NAME")]
    pub stages: Vec<String>,
    /// Job to run, in any stage. The others are left out, and count as succeeded. You can repeat the option.
    #[arg(long = "job", value_name = "NAME")]
    pub jobs: Vec<String>,
    /// Parameter of the pipeline. A value that is no text is YAML. You can repeat the option.
    #[arg(long = "parameter", value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub parameters: Vec<(String, String)>,
    /// YAML or JSON file with a variable group: `{name: NAME, variables: {a: x, b: {value: y, isSecret: true}}}`. You can
    /// repeat the option.
    #[arg(long = "group", value_name = "FILE")]
    pub groups: Vec<PathBuf>,
    /// Folder of the repository, where paths of templates that begin with `/` begin. Default: the nearest one above the
    /// file with `.git`, else the current folder if the file is below it, else that of the file.
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    /// Folder of another repository, with its alias under `resources` or its name there, for templates and `checkout`. You
    /// can repeat the option.
    #[arg(long = "repository", value_name = "NAME=FOLDER", value_parser = parse_folder)]
    pub repositories: Vec<(String, PathBuf)>,
    /// Service connection that the world has besides its own, to Azure Resource Manager, with the application of the
    /// connection `renovate`. SCHEME is workloadIdentityFederation (the default), servicePrincipal or
    /// managedServiceIdentity. You can repeat the option.
    #[arg(long = "connection", value_name = "NAME[=SCHEME]", value_parser = parse_connection)]
    pub connections: Vec<MoreConnection>,
    /// Refuses a pipeline with anything that is not played, instead of leaving it out.
    #[arg(long)]
    pub strict: bool,
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
    /// Folder of a task of somebody else, with its `task.json`, for the steps that name the task. It runs with Node. You can
    /// repeat the option.
    #[arg(long = "task", value_name = "NAME[@VERSION]=FOLDER")]
    pub tasks: Vec<TaskFolder>,
    /// Node for the tasks of `--task-folder` and `--task`. Default: `node` in the search path.
    #[arg(long, value_name = "PATH")]
    pub node: Option<PathBuf>,
    /// Folder that keeps the artifacts of the run, one folder for each. Default: they are removed at the end.
    #[arg(long, value_name = "FOLDER")]
    pub artifacts: Option<PathBuf>,
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

/// Reads a service connection.
fn parse_connection(text: &str) -> Result<MoreConnection, String> {
    let (name, scheme) = text.split_once('=').unwrap_or((text, ""));
    let schemes = [
        ConnectionScheme::WorkloadIdentityFederation,
        ConnectionScheme::ServicePrincipal,
        ConnectionScheme::ManagedServiceIdentity,
    ];
    let is_it = |it: &ConnectionScheme| scheme.eq_ignore_ascii_case(it.as_str());
    let scheme = match scheme {
        "" => Some(ConnectionScheme::WorkloadIdentityFederation),
        _ => schemes.into_iter().find(is_it),
    };
    let name = name.trim().to_owned();
    match scheme {
        Some(scheme) if !name.is_empty() => Ok(MoreConnection { name, scheme }),
        _ => Err(
            "expected NAME or NAME=SCHEME, with the scheme workloadIdentityFederation, servicePrincipal or \
             managedServiceIdentity"
                .to_owned(),
        ),
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
