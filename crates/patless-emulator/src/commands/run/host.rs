//! Host of the job: its environment, its folders and the installed task.

use std::io;
use std::path::{Path, PathBuf};

use crate::agent::{AgentHost, InstalledTask, JobError, TaskProgram};
use crate::cli::RunArgs;
use crate::clock::CLOCK_VARIABLE;
use crate::commands::error::CommandError;
use crate::commands::run::fast_forward::folder_with_sleep;
use crate::commands::run::things;
use crate::emulator::Emulator;
use crate::services::ManagedIdentityHost;
use patless_pipeline::model::{Action, Job, JobKind, Pipeline, Step};

/// Builds the host.
pub(super) fn build(
    args: &RunArgs,
    work_folder: &Path,
    emulator: &Emulator,
) -> Result<AgentHost, CommandError> {
    let ca_file = emulator.ca_file();
    let sources = match &args.sources {
        Some(path) => std::path::absolute(path)?,
        None => std::env::current_dir()?,
    };
    let mut host = AgentHost::new(work_folder, sources);
    host.environment = inherited_environment();
    for folder in args.path.iter().rev() {
        put_first(&std::path::absolute(folder)?, &mut host.environment)?;
    }
    // A stand-in for another client of Entra has to find it.
    host.environment
        .push((AUTHORITY_HOST.to_owned(), emulator.authority_host().into()));
    let clock = emulator.clock_file().display().to_string();
    host.environment.push((CLOCK_VARIABLE.to_owned(), clock));
    if args.fast_forward {
        host.first_in_scripts = Some(folder_with_sleep(work_folder)?);
    }
    // The `.env` file of a self-hosted agent would set these for a company's own CA.
    let trust = CA_VARIABLES.map(|name| (name.to_owned(), ca_file.display().to_string()));
    host.environment.extend(trust);
    // The job's machine has managed identities, as a virtual machine of Azure has.
    let metadata = emulator.managed_identity_environment(ManagedIdentityHost::Imds);
    host.environment.extend(metadata);
    host.version = args.agent_version;
    host.ca_file = Some(ca_file.to_owned());
    Ok(host)
}

/// Puts a folder before those of `PATH`.
fn put_first(folder: &Path, environment: &mut Vec<(String, String)>) -> io::Result<()> {
    let present = environment.iter().position(|(name, _)| name == "PATH");
    let present = present.map_or_else(String::new, |index| environment.remove(index).1);
    let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&present));
    let joined = std::env::join_paths(folders).map_err(io::Error::other)?;
    environment.push(("PATH".to_owned(), joined.to_string_lossy().into_owned()));
    Ok(())
}

/// Finds the Patless task if a step of the pipeline needs it. Installs it if it is packaged.
pub(super) fn find_task(
    args: &RunArgs,
    file: &Path,
    pipeline: &Pipeline,
    work_folder: &Path,
) -> Result<Option<InstalledTask>, CommandError> {
    if !uses_patless(pipeline) {
        return Ok(None);
    }
    if let Some(package) = &args.task_folder {
        let node = things::node(args)?;
        let task = InstalledTask::unpack(package, work_folder, &node).map_err(JobError::from)?;
        return Ok(Some(task));
    }
    let definition = match &args.task_json {
        Some(path) => path.clone(),
        None => match find_above(file) {
            Some(path) => path,
            None => write_built_in_task_json(work_folder)?,
        },
    };
    let program = match &args.patless {
        Some(path) => std::path::absolute(path)?,
        None => beside_this_program().ok_or(CommandError::NotFound(
            "cannot find patless in the folder of this program; specify it with --patless",
        ))?,
    };
    let verb = |verb: &str| TaskProgram::new(&program, [verb]);
    let task = InstalledTask::new(definition, verb("task")).with_post_job(verb("post-job"));
    Ok(Some(task))
}

/// Returns whether a step names the Patless task, alone or with its publisher and extension.
fn uses_patless(pipeline: &Pipeline) -> bool {
    let jobs = pipeline.stages.iter().flat_map(|it| &it.jobs);
    let mut steps = jobs.flat_map(steps_of);
    steps.any(|step| match &step.action {
        Action::Task(task) => {
            let last = task.name.rsplit('.').next().unwrap_or_default();
            last.eq_ignore_ascii_case(TASK) || task.name.eq_ignore_ascii_case(TASK_ID)
        }
        _ => false,
    })
}

/// Lists the steps of a job, with those of all hooks.
pub(super) fn steps_of(job: &Job) -> Vec<&Step> {
    match &job.kind {
        JobKind::Steps(steps) => steps.iter().collect(),
        JobKind::Deployment(deployment) => {
            let hooks = deployment.hooks.iter();
            hooks.flat_map(|it| &it.steps).collect()
        }
        _ => Vec::new(),
    }
}

/// The name of the Patless task.
const TASK: &str = "Patless";
/// Its GUID.
const TASK_ID: &str = "af3c1762-fec0-409a-a94f-e395081883ee";

/// Writes the `task.json` that is built into this program, for a pipeline file outside a clone.
fn write_built_in_task_json(work_folder: &Path) -> io::Result<PathBuf> {
    let path = work_folder.join("task.json");
    std::fs::write(&path, BUILT_IN_TASK_JSON)?;
    Ok(path)
}

const BUILT_IN_TASK_JSON: &str = include_str!("../../../../../task.json");

/// Finds the nearest `task.json` of the Patless task in the folders above a file.
fn find_above(file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    file.ancestors()
        .skip(1)
        .map(|folder| folder.join("task.json"))
        .find(|path| is_of_patless(path))
}

/// Returns whether a file is the `task.json` of the Patless task, and not that of a task that the repository itself has.
fn is_of_patless(path: &Path) -> bool {
    let text = std::fs::read(path).unwrap_or_default();
    let task: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    task.get("name").and_then(|it| it.as_str()) == Some(TASK)
}

/// Finds `patless` in the folder of this program.
fn beside_this_program() -> Option<PathBuf> {
    let name = format!("patless{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::current_exe().ok()?.with_file_name(name);
    path.is_file().then_some(path)
}

/// Reads the variables that a job may inherit: none that belong to another job or another sign-in.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment of the emulator's process"
)]
fn inherited_environment() -> Vec<(String, String)> {
    let present = |name: &&str| Some(((*name).to_owned(), std::env::var(name).ok()?));
    INHERITED.iter().filter_map(present).collect()
}

/// Variable that names the authority host, for stand-ins.
const AUTHORITY_HOST: &str = "PATLESS_EMULATOR_AUTHORITY_HOST";

/// Variables in which common clients look for a certificate authority.
const CA_VARIABLES: [&str; 5] = [
    "SSL_CERT_FILE",
    "CURL_CA_BUNDLE",
    "REQUESTS_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
    "GIT_SSL_CAINFO",
];

/// Variables that programs need in order to run.
const INHERITED: [&str; 21] = [
    "PATH",
    "HOME",
    "USER",
    "SHELL",
    "TMPDIR",
    "LANG",
    "LC_ALL",
    "TZ",
    "SystemRoot",
    "SystemDrive",
    "windir",
    "ComSpec",
    "PATHEXT",
    "TEMP",
    "TMP",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "ProgramData",
    "ProgramFiles",
    "ProgramFiles(x86)",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_task_json_is_that_of_patless() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_built_in_task_json(folder.path()).unwrap();
        let task: serde_json::Value =
            serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(task["name"], TASK);
        assert_eq!(task["id"], TASK_ID);
    }

    #[test]
    fn folder_of_stand_ins_comes_first() {
        let mut environment = vec![
            ("PATH".to_owned(), "/bin".to_owned()),
            ("HOME".to_owned(), "/h".to_owned()),
        ];
        put_first(Path::new("stand-ins"), &mut environment).unwrap();
        let path = environment.iter().find(|(name, _)| name == "PATH").unwrap();
        let folders: Vec<_> = std::env::split_paths(&path.1).collect();
        assert_eq!(folders, [Path::new("stand-ins"), Path::new("/bin")]);
        assert_eq!(environment.len(), 2);
    }

    #[test]
    fn task_json_is_found_in_the_nearest_folder_above() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(find_above(&deep.join("p.yml")), None);
        let task = r#"{"name": "Patless"}"#;
        std::fs::write(folder.path().join("task.json"), task).unwrap();
        let other = r#"{"name": "Other"}"#;
        std::fs::write(folder.path().join("a/task.json"), other).unwrap();
        let found = find_above(&deep.join("p.yml"));
        assert_eq!(found, Some(folder.path().join("task.json")));
    }
}
