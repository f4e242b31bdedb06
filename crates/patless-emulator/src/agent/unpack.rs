//! Installation of a packaged task on the agent.

use std::fs;
use std::io;
use std::path::Path;

use super::host::{InstalledTask, TaskProgram};
use super::task_definition::{TaskDefinition, TaskDefinitionError};

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
        let Some(main) = task.main else {
            return Err(TaskDefinitionError::Missing {
                path: contract,
                field: "execution",
            });
        };
        let folder = work_folder
            .join("_tasks")
            .join(format!("{}_{}", task.name, task.id))
            .join(&task.version);
        copy(package, &folder).map_err(|source| TaskDefinitionError::NotUnpacked {
            path: package.to_owned(),
            source,
        })?;
        let handler = |target: &str| TaskProgram::new(node, [folder.join(target)]);
        let installed = Self::new(folder.join("task.json"), handler(&main));
        Ok(match task.post_job {
            Some(target) => installed.with_post_job(handler(&target)),
            None => installed,
        })
    }
}

/// Copies a folder. The copies get the default file mode.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::write(&target, fs::read(&source)?)?;
        }
    }
    Ok(())
}
