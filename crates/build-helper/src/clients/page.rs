//! Sets up what drives a browser on the page of the emulator: Playwright without its browsers, and axe.

use std::path::Path;

use crate::{failure::Failure, folder, npm::Packages, workspace::Workspace};

/// Installs what the lock file pins. The journey runs on the Node.js of the Node.js client, in the system's Chromium.
pub fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.target("clients/page");
    let packages = Packages::of("tests/clients/page");
    let pins = packages.pins()? + include_str!("page.rs");
    folder::set_up(&folder, &pins, || packages.install(&folder))?;
    // Node.js looks for packages beside the script. The pins do not tell of its change.
    for script in ["journey.mjs", "job.mjs"] {
        folder::copy(&Path::new("tests/clients/page").join(script), &folder)?;
    }
    Ok(())
}
