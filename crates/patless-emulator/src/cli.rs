//! Owns the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::agent::AgentVersion;

/// Emulates Azure DevOps and Microsoft Entra on loopback.
#[derive(Debug, Parser)]
#[command(name = "patless-emulator", version)]
#[non_exhaustive]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Verb of the command line.
#[derive(Debug, Subcommand)]
#[non_exhaustive]
pub enum Command {
    /// Runs the services until the process is told to stop.
    Serve(ServeArgs),
    /// Plays the job of a pipeline file and prints its log.
    Run(RunArgs),
    /// Lists the scenarios.
    Scenarios,
}

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
#[non_exhaustive]
pub struct ServeArgs {
    /// File to write the variables to that a client needs. Removed at the end.
    #[arg(long, value_name = "FILE")]
    pub env_file: PathBuf,
    /// Scenario to play.
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub scenario: String,
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
    /// Program of the Patless task. Default: the `patless` beside this program.
    #[arg(long, value_name = "PATH")]
    pub patless: Option<PathBuf>,
    /// Contract of the Patless task. Default: the `task.json` nearest above the pipeline file, else
    /// that of this version.
    #[arg(long, value_name = "PATH")]
    pub task_json: Option<PathBuf>,
    /// Task as it is packaged: a folder with `task.json`. It is unpacked and run through Node, as on a real agent.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["patless", "task_json"])]
    pub task_folder: Option<PathBuf>,
    /// Node that runs the task of `--task-folder`. Default: the `node` on the search path.
    #[arg(long, value_name = "PATH", requires = "task_folder")]
    pub node: Option<PathBuf>,
    /// Version of the agent to play, such as 4.274.0. Default: the newest that is known.
    #[arg(long, value_name = "VERSION", default_value_t)]
    pub agent_version: AgentVersion,
    /// Variable of the job, as if given at queue time. Replaces a YAML variable of the same name.
    #[arg(long = "variable", value_name = "NAME=VALUE", value_parser = parse_variable)]
    pub variables: Vec<QueueVariable>,
}

/// Variable that is given at queue time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueueVariable {
    /// Name, not empty.
    pub name: String,
    /// Value, perhaps empty.
    pub value: String,
}

/// Reads `NAME=VALUE`.
fn parse_variable(text: &str) -> Result<QueueVariable, String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok(QueueVariable {
            name: name.trim().to_owned(),
            value: value.to_owned(),
        }),
        _ => Err("write NAME=VALUE".to_owned()),
    }
}
