//! Finds the settings file of a scan.

use std::path::{Path, PathBuf};

use patless_scan::{Place, SettingsFile};

use super::arguments::ScanArgs;
use super::error::ScanError;

/// Reads the settings file: the one that is named, that of the one folder that is scanned, or that of the working folder.
///
/// The patterns of the second begin in that folder, those of the others in the working folder.
pub(super) fn settings(arguments: &ScanArgs, place: &Place) -> Result<SettingsFile, ScanError> {
    if arguments.no_config {
        return Ok(SettingsFile::default());
    }
    if let Some(file) = &arguments.config {
        return read(file, "");
    }
    if let [folder] = &*place.paths {
        let file = folder.join(SettingsFile::NAME);
        if is_no_link(&file) {
            let shown = PathBuf::from(place.shown(&file));
            return read(&shown, &place.shown(folder));
        }
    }
    let file = PathBuf::from(SettingsFile::NAME);
    if is_no_link(&file) {
        return read(&file, "");
    }
    Ok(SettingsFile::default())
}

/// Tells whether a file is there, and no link: in a pull request, a link may lead to anything on the machine.
fn is_no_link(file: &Path) -> bool {
    std::fs::symlink_metadata(file).is_ok_and(|it| it.is_file())
}

fn read(file: &Path, base: &str) -> Result<SettingsFile, ScanError> {
    let text = std::fs::read_to_string(file).map_err(|reason| ScanError::Read {
        file: file.to_owned(),
        reason,
    })?;
    SettingsFile::parse(&text, base).map_err(|reason| ScanError::Settings {
        file: file.to_owned(),
        reason,
    })
}
