//! Reads the text of one file, and never one outside of its repository.

use std::fs;
use std::path::Path;

use crate::meant::closest;

/// Reads the text of a file below a folder.
pub(super) fn text_of(path: &Path, root: &Path) -> Result<String, String> {
    // A link to a folder elsewhere must not tell what is there, nor what is not.
    // A link that leads nowhere counts as one that leads out.
    let mut above = path.ancestors();
    let nearest = above.find(|it| fs::symlink_metadata(it).is_ok());
    let nearest = nearest.and_then(|it| it.canonicalize().ok());
    let Some(found) = nearest.filter(|it| it.starts_with(root)) else {
        return Err("the file is outside of its repository".into());
    };
    if path.canonicalize().is_err() {
        return Err("there is no such file".into());
    }
    match fs::metadata(&found) {
        Ok(it) if !it.is_file() => return Err("it is no file".into()),
        Ok(it) if it.len() > LARGEST => return Err("the file is larger than 10 MB".into()),
        _ => {}
    }
    let bytes = fs::read(&found).map_err(|error| format!("cannot be read: {error}"))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let line = before.split(|it| *it == b'\n').count();
        format!("the file is not UTF-8 in line {line}")
    })
}

/// Finds a file of the same folder whose name is close, unless the folder is outside of `root`.
pub(super) fn neighbor(path: &Path, root: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    let folder = path.parent()?.canonicalize().ok()?;
    let folder = Some(folder).filter(|it| it.starts_with(root))?;
    let entries = fs::read_dir(folder).ok()?.take(1000);
    let names: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .filter(|it| *it != wanted)
        .collect();
    closest(&wanted, names.iter().map(String::as_str)).map(ToOwned::to_owned)
}

/// In bytes.
const LARGEST: u64 = 10_000_000;
