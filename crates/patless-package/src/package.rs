//! Making the extension that ships: binaries, task folder, vsix, sums and bill of materials.
use std::path::Path;

use build_helper::{
    Failure, Workspace, folder,
    programs::{self, NPM},
    say,
};
use fs_err as fs;

use crate::{
    binaries, channel::Channel, checks, layout, options::Options, part, sbom, sums, tfx::Tfx,
};

/// Builds what is missing, then makes and checks the vsix of each channel; all of it is under `target/package`.
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
    sbom::write(workspace, &folder.join("patless.cdx.json"))?;
    sums::write(&folder)?;
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
    let places: Vec<_> = workspace
        .places()?
        .iter()
        .map(|place| place.path.display().to_string())
        .collect();
    let size = fs::metadata(vsix)?.len();
    let problems = checks::problems(&parts, size, options.completeness(), &places);
    if problems.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("{}:\n  {}", vsix.display(), problems.join("\n  ")),
        "mend what goes into the package; the files in crates/patless-package/src/checks say why",
    ))
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
