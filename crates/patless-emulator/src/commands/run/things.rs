//! What the machine of a run has because somebody has given it: tasks, repositories, and a folder for artifacts.

use std::io;
use std::path::{Path, PathBuf};

use patless_pipeline::means_repository;
use patless_pipeline::model::Pipeline;

use crate::agent::{AgentHost, InstalledTask, JobError, LocalRepository, Missing, Pace};
use crate::cli::RunArgs;
use crate::commands::error::CommandError;
use crate::emulator::Emulator;

/// Adds them to the host.
pub(super) fn add(
    args: &RunArgs,
    pipeline: &Pipeline,
    emulator: &Emulator,
    host: &mut AgentHost,
) -> Result<(), CommandError> {
    for given in &args.tasks {
        let node = node(args)?;
        let task = InstalledTask::unpack_given(given, &host.work_folder, &node);
        host.tasks.push(task.map_err(JobError::from)?);
    }
    host.repositories = repositories(&args.repositories, pipeline)?;
    let uri = &emulator.world().job.repository_uri;
    let name = uri.rsplit('/').next().unwrap_or(uri);
    name.clone_into(&mut host.sources_name);
    if let Some(folder) = &args.artifacts {
        host.artifacts_folder = std::path::absolute(folder)?;
    }
    if args.strict {
        host.missing = Missing::Refused;
    }
    if args.fast_forward {
        host.pace = Pace::real().with_moved_clock(emulator.clock_file());
    }
    Ok(())
}

/// Returns the Node that runs tasks.
pub(super) fn node(args: &RunArgs) -> io::Result<PathBuf> {
    match &args.node {
        // The job runs in another folder.
        Some(path) => std::path::absolute(path),
        None => Ok(PathBuf::from("node")),
    }
}

/// Pairs the folders of repositories with alias and name.
fn repositories(
    given: &[(String, PathBuf)],
    pipeline: &Pipeline,
) -> io::Result<Vec<LocalRepository>> {
    let both_names = |(given, folder): &(String, PathBuf)| {
        let mut known = pipeline.repositories.iter();
        let known = known.find(|it| means_repository(given, &it.alias, &it.name));
        let (alias, name) = known.map_or((given, given), |it| (&it.alias, &it.name));
        let folder = std::path::absolute(Path::new(folder))?;
        Ok(LocalRepository::new(alias, name, folder))
    };
    given.iter().map(both_names).collect()
}

#[cfg(test)]
mod tests {
    use patless_pipeline::{Faults, read, yaml};

    use super::*;

    #[test]
    fn a_repository_is_given_by_each_of_its_names() {
        let text = "resources:\n  repositories:\n  - {repository: tools, type: git, name: acme/build-tools}\nsteps: []\n";
        let mut faults = Faults::default();
        let node = yaml::read(&"p.yml".into(), text, &mut faults).unwrap();
        let pipeline = read(&node, &mut faults).unwrap();
        for (given, alias, name) in [
            ("TOOLS", "tools", "acme/build-tools"),
            ("acme/build-tools", "tools", "acme/build-tools"),
            ("build-tools", "tools", "acme/build-tools"),
            ("other", "other", "other"),
        ] {
            let pairs = [(given.to_owned(), PathBuf::from("x"))];
            let found = repositories(&pairs, &pipeline).unwrap();
            assert_eq!((&*found[0].alias, &*found[0].name), (alias, name));
            assert!(found[0].folder.is_absolute());
        }
    }
}
