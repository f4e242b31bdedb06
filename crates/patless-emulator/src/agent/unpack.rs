//! Installation of a packaged task on the agent.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::host::{InstalledTask, TaskProgram};
use super::task_definition::{Handler, TaskDefinition, TaskDefinitionError};
use super::task_folder::TaskFolder;
use super::task_name;

impl InstalledTask {
    /// Copies a task to the agent's task folder. Its handlers run with this Node.
    ///
    /// `package` is the folder of `task.json` and its files. As when the agent unpacks an extension, file modes are
    /// lost, so no file is executable.
    ///
    /// # Errors
    /// Refuses a task without a handler for Node. On Linux and macOS, the agent has no other.
    pub fn unpack(
        package: &Path,
        work_folder: &Path,
        node: &Path,
    ) -> Result<Self, TaskDefinitionError> {
        let contract = package.join("task.json");
        let task = TaskDefinition::load(&contract)?;
        let has_stages = task.main.is_some() || task.pre_job.is_some() || task.post_job.is_some();
        let missing = (!has_stages).then_some("execution");
        if let Some(stage) = task.without_node.or(missing) {
            return Err(TaskDefinitionError::NoNode {
                path: contract,
                stage,
            });
        }
        let folder = task_folder(work_folder, &task);
        copy(package, &folder).map_err(|source| TaskDefinitionError::NotUnpacked {
            path: package.to_owned(),
            source,
        })?;
        let program = |handler: Handler| TaskProgram::new(node, [folder.join(handler.target)]);
        Ok(Self {
            definition: folder.join("task.json"),
            given_name: None,
            pre_job: task.pre_job.map(program),
            program: task.main.map(program),
            post_job: task.post_job.map(program),
        })
    }

    /// Copies somebody else's task, which steps ask for by the name in `given`. Its log says which Node runs it.
    ///
    /// # Errors
    /// As for [`unpack`](Self::unpack), and if the folder has another version than `given` asks for.
    pub fn unpack_given(
        given: &TaskFolder,
        work_folder: &Path,
        node: &Path,
    ) -> Result<Self, TaskDefinitionError> {
        let contract = given.folder.join("task.json");
        let task = TaskDefinition::load(&contract)?;
        if let Some(asked) = &given.version
            && task_name::major_of(asked) != task.major
        {
            return Err(TaskDefinitionError::OtherVersion {
                path: contract,
                version: task.version,
                asked: asked.clone(),
            });
        }
        let handler = [task.main, task.pre_job, task.post_job];
        let handler = handler.into_iter().flatten().next();
        let mut installed = Self::unpack(&given.folder, work_folder, node)?;
        let programs = [
            &mut installed.pre_job,
            &mut installed.program,
            &mut installed.post_job,
        ];
        for program in programs.into_iter().flatten() {
            program.stands_for = handler.as_ref().map(|it| it.name.to_owned());
        }
        installed.given_name = Some(given.name.clone());
        Ok(installed)
    }
}

/// Returns the folder of a task, as the agent names it. Its parts come from the contract, so they stay below the folder.
fn task_folder(work_folder: &Path, task: &TaskDefinition) -> PathBuf {
    let plain = |text: &str| -> String {
        let is_plain = |it: char| it.is_ascii_alphanumeric() || "_-.".contains(it);
        text.chars().filter(|it| is_plain(*it)).collect()
    };
    let name = format!("{}_{}", plain(&task.name), plain(&task.id));
    let version = format!("{}.", plain(&task.version));
    work_folder
        .join("_tasks")
        .join(name)
        .join(version.trim_matches('.'))
}

/// Copies a folder. The copies get the default file mode. A link to a folder is left out: it may lead to what it is in.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy(&source, &target)?;
        } else if source.is_file() {
            fs::write(&target, fs::read(&source)?)?;
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_to_the_folder_itself_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("task");
        fs::create_dir(&from).unwrap();
        fs::write(from.join("index.js"), "x").unwrap();
        symlink(".", from.join("again")).unwrap();
        symlink("index.js", from.join("main.js")).unwrap();
        let to = folder.path().join("copy");
        copy(&from, &to).unwrap();
        assert!(!to.join("again").exists());
        assert_eq!(fs::read(to.join("main.js")).unwrap(), b"x");
    }
}
