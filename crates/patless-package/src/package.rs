//! Making what ships: binaries, task folder, vsix, npm packages, archives, sums and bill of materials.
use std::path::Path;

use build_helper::{
    Failure, Workspace, folder,
    programs::{self, NPM},
    say,
};
use fs_err as fs;

use crate::{
    binaries, channel::Channel, checks, desk, layout, options::Options, part, sbom, sums, tfx::Tfx,
};

/// Builds what is missing, then makes and checks the vsix of each channel and what is installed at the desk; all of it is
/// under `target/package`.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    programs::ensure(&[NPM])?;
    let folder = workspace.target("package");
    folder::clear(&folder)?;
    let binaries = binaries::collect(workspace, options)?;
    let extension = folder.join("extension");
    layout::assemble(workspace, &extension, &binaries)?;
    let tfx = Tfx::set_up(workspace)?;
    for channel in Channel::ALL {
        let vsix = folder.join(channel.file_name());
        tfx.create(&extension, &vsix, channel)?;
        check(workspace, &vsix, options)?;
    }
    desk::make(workspace, &folder, &binaries, options.completeness())?;
    sbom::write(workspace, &folder.join("patless.cdx.json"))?;
    sums::write(&folder)?;
    [desk::NPM, desk::ARCHIVES]
        .iter()
        .try_for_each(|name| tell(&folder.join(name)))?;
    tell(&folder)
}

/// Builds the binaries alone, under the names that they ship with, into `target/binaries`: what `--binaries` takes.
pub(crate) fn run_binaries(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let folder = workspace.target("binaries");
    folder::clear(&folder)?;
    for binary in binaries::collect(workspace, options)? {
        fs::copy(&binary.file, folder.join(binary.platform.binary))?;
    }
    tell(&folder)
}

/// Brings a vsix into its final form, and refuses it for anything that the checks find.
fn check(workspace: &Workspace, vsix: &Path, options: &Options) -> Result<(), Failure> {
    let parts = part::rewrite(vsix)?;
    let places = checks::places(workspace)?;
    let size = fs::metadata(vsix)?.len();
    let problems = checks::problems(&parts, size, options.completeness(), &places);
    checks::refuse(vsix, &problems)
}

/// Says what was made and what it weighs.
fn tell(folder: &Path) -> Result<(), Failure> {
    for file in folder::files(folder)? {
        say(&format!(
            "{:>10} bytes  {}",
            fs::metadata(&file)?.len(),
            file.display()
        ));
    }
    Ok(())
}
