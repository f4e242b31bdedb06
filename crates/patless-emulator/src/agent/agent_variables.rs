//! Initial variables of a job: from the server, the agent and the pipeline file.

use super::directories::Directories;
use super::host::AgentHost;
use super::job_message::JobMessage;
use super::job_steps::JobSteps;
use super::text::same_name;
use super::variable::Variable;
use super::variables::Variables;
use crate::wire::random_guid;

/// Makes the ID by which the agent finds the processes of a job. Each job has a new one.
pub(super) fn new_lookup_id() -> String {
    format!("vsts_{}", random_guid())
}

/// The variable with that ID, which every step has in its environment.
pub(super) const LOOKUP_ID: &str = "VSTS_PROCESS_LOOKUP_ID";

/// Returns the variables at the start of a job.
///
/// YAML cannot replace a variable of the server or the agent, but it can add one with another name that maps to the
/// same environment variable. Azure Pipelines does not specify which of them wins. Here the YAML variable wins, because
/// that is the harder case for a task.
pub(super) fn at_start(
    job: &JobSteps,
    message: &JobMessage,
    host: &AgentHost,
    directories: &Directories,
    lookup_id: &str,
) -> Variables {
    let mut all = message.variables.clone();
    all.extend(fixed(job, message, host));
    all.push(Variable::public(LOOKUP_ID, lookup_id));
    all.extend(directories.variables());
    for yaml in &job.variables {
        if !all.iter().any(|known| same_name(&known.name, &yaml.name)) {
            all.push(yaml.clone());
        }
    }
    Variables::new(all)
}

/// Lists the variables with which the agent describes itself.
fn fixed(job: &JobSteps, message: &JobMessage, host: &AgentHost) -> Vec<Variable> {
    let version = host.version.to_string();
    let texts = [
        ("Agent.Id", "1"),
        ("Agent.Name", "patless-emulator"),
        ("Agent.MachineName", "patless-emulator"),
        ("Agent.JobName", &job.display_name),
        ("Agent.OS", OS),
        ("Agent.OSArchitecture", ARCHITECTURE),
        ("Agent.IsSelfHosted", "1"),
        ("Agent.Version", &version),
        (
            "System.TeamFoundationServerUri",
            &message.system_connection.url,
        ),
    ];
    let mut variables: Vec<Variable> = texts
        .into_iter()
        .map(|(name, value)| Variable::public(name, value))
        .collect();
    if let Some(ca_file) = &host.ca_file {
        let path = ca_file.to_string_lossy();
        variables.push(Variable::public("Agent.CAInfo", path));
    }
    variables
}

/// The operating system, as the agent names it.
const OS: &str = if cfg!(windows) {
    "Windows_NT"
} else if cfg!(target_os = "macos") {
    "Darwin"
} else {
    "Linux"
};

/// The processor architecture, as the agent names it.
const ARCHITECTURE: &str = if cfg!(target_arch = "aarch64") {
    "ARM64"
} else {
    "X64"
};
