//! Owns how a packaged task gets onto the disk of the agent, and what of it the agent starts.

use std::fs;
use std::io;
use std::path::Path;

use super::host::{InstalledTask, TaskProgram};
use super::task_definition::{TaskDefinition, TaskDefinitionError};

impl InstalledTask {
    /// Unpacks a task into the folder that the agent has for tasks, and has its handlers run by this Node.
    ///
    /// `package` holds `task.json` and what it names. As when the agent unpacks the archive of an extension, the modes
    /// of the files are lost: none of them is executable.
    ///
    /// # Errors
    /// Refuses a task without a handler for Node: the agent has no other on Linux and macOS.
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

/// Copies a folder; its files get the mode of any new file.
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
