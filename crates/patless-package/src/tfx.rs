//! Runs Microsoft's own packer, tfx, pinned and installed under the target folder.
use std::path::{Path, PathBuf};

use build_helper::{Failure, Workspace, clients, step};

use crate::channel::Channel;

/// The packer, ready to run.
#[derive(Debug)]
pub(crate) struct Tfx {
    /// Its start file, which Node.js runs.
    script: PathBuf,
}

impl Tfx {
    /// Installs what the lock file pins; does nothing where it did not change.
    pub(crate) fn set_up(workspace: &Workspace) -> Result<Self, Failure> {
        let script = clients::tfx::set_up(workspace)?;
        Ok(Self { script })
    }

    /// Packs the folder `extension` into `vsix`.
    pub(crate) fn create(
        &self,
        extension: &Path,
        vsix: &Path,
        channel: Channel,
    ) -> Result<(), Failure> {
        let mut command = step::command("node", "--no-deprecation");
        command
            .arg(&self.script)
            .args(["extension", "create", "--no-prompt", "--no-color"])
            .args(["--manifest-globs", "vss-extension.json", "--root"])
            .arg(extension)
            .arg("--output-path")
            .arg(vsix);
        if let Some(overrides) = channel.overrides() {
            command.arg("--overrides-file").arg(overrides);
        }
        step::run(&mut command, "mend what tfx says above")?;
        if vsix.is_file() {
            return Ok(());
        }
        Err(Failure::new(
            format!("tfx made no {}", vsix.display()),
            "mend what tfx says above",
        ))
    }
}
