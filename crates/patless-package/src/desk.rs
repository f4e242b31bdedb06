//! Makes what people install at the desk, where there is neither an agent nor Rust.

mod archive;
mod bundle;
mod npm;
mod scripts;
mod texts;
use std::path::Path;

use build_helper::{Failure, Workspace, folder};
use fs_err as fs;

use crate::{binaries::Binary, checks, completeness::Completeness, sums};
use bundle::Bundle;
use texts::Texts;

/// The folder of the npm packages.
pub(crate) const NPM: &str = "npm";

/// The folder of the archives, and of the scripts that install them.
pub(crate) const ARCHIVES: &str = "archives";

/// Makes and checks the npm packages and the archives, in two folders under `package`, each with its sums.
///
/// Programs and texts are those of the vsix, whose `extension` folder is there already.
pub(crate) fn make(
    workspace: &Workspace,
    package: &Path,
    binaries: &[Binary],
    completeness: Completeness,
) -> Result<(), Failure> {
    let texts = Texts::of_extension(&package.join("extension"))?;
    let places = checks::places(workspace)?;
    let finish = |bundle: &Bundle, folder: &Path| -> Result<(), Failure> {
        let file = folder.join(&bundle.file_name);
        fs::write(&file, bundle.to_bytes()?)?;
        let (parts, size) = bundle.read(&file)?;
        let platform = bundle.platform;
        let problems = checks::problems_at_the_desk(&parts, size, platform, completeness, &places);
        checks::refuse(&file, &problems)
    };

    let npm = package.join(NPM);
    folder::clear(&npm)?;
    finish(&npm::launcher(&texts)?, &npm)?;
    let archives = package.join(ARCHIVES);
    folder::clear(&archives)?;
    for binary in binaries {
        let program = fs::read(&binary.file)?;
        finish(&npm::platform(binary.platform, &program, &texts), &npm)?;
        finish(&archive::of(binary.platform, &program, &texts), &archives)?;
    }
    sums::write(&npm)?;
    scripts::write(&archives)?;
    sums::write(&archives)
}
