//! The files of a package, and the zip that holds them: read, and written so that the same files give the same bytes.
use std::{
    io::{Cursor, Read, Write},
    path::Path,
};

use build_helper::Failure;
use fs_err as fs;
use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter, result::ZipResult, write::SimpleFileOptions,
};

/// One file of a package.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its path in the package, without a slash in front.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

impl Part {
    /// A file whose content is known.
    pub(crate) fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.into(),
        }
    }

    /// What follows the last dot of the name, with the dot and in lower case; empty where there is none.
    pub(crate) fn extension(&self) -> String {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let dot = file.rfind('.');
        dot.map_or_else(String::new, |dot| file[dot..].to_ascii_lowercase())
    }

    /// Whether it is one of our programs.
    pub(crate) fn is_binary(&self) -> bool {
        self.name.starts_with(BINARIES) || self.is_desk_binary()
    }

    /// Whether it is our program under the name that people type, which it does not have in a vsix.
    pub(crate) fn is_desk_binary(&self) -> bool {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        !self.name.starts_with(TASK) && ["patless", "patless.exe"].contains(&file)
    }
}

/// Reads the files of a vsix.
pub(crate) fn unpack(vsix: &Path) -> Result<Vec<Part>, Failure> {
    let file = fs::File::open(vsix)?;
    read(file).map_err(|error| {
        Failure::new(
            format!("{}: {error}", vsix.display()),
            "run `cargo xtask package` again",
        )
    })
}

/// Writes `vsix` anew, with its files in the order of their names and without times, and returns them.
///
/// tfx writes the time of day into each entry. It also loses the right to execute, which is given back here for an agent
/// that unpacks these very bytes; the launcher does not count on it.
pub(crate) fn rewrite(vsix: &Path) -> Result<Vec<Part>, Failure> {
    let broken = |error: zip::result::ZipError| {
        Failure::new(
            format!("{}: {error}", vsix.display()),
            "remove target/package/tfx and run it again",
        )
    };
    let file = fs::File::open(vsix)?;
    let mut parts = read(file).map_err(broken)?;
    parts.sort_by(|one, other| one.name.cmp(&other.name));
    let bytes = to_zip(&parts).map_err(broken)?;
    fs::write(vsix, bytes)?;
    Ok(parts)
}

/// Reads all files of a zip.
pub(crate) fn read(file: impl Read + std::io::Seek) -> ZipResult<Vec<Part>> {
    let mut archive = ZipArchive::new(file)?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name()?.into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        parts.push(Part { name, bytes });
    }
    Ok(parts)
}

/// Packs files into a zip whose bytes depend on them alone.
pub(crate) fn to_zip<'p>(parts: impl IntoIterator<Item = &'p Part>) -> ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let mode = if part.is_binary() { 0o755 } else { 0o644 };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(DateTime::default())
            .unix_permissions(mode);
        writer.start_file(part.name.as_str(), options)?;
        writer.write_all(&part.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The folder of the task in the vsix.
const TASK: &str = "patless/";

/// The folder of the programs in the vsix.
const BINARIES: &str = "patless/bin/";

#[cfg(test)]
mod tests {
    use super::*;

    /// Two files, in the wrong order.
    fn parts() -> Vec<Part> {
        vec![
            Part::new("patless/bin/patless-linux-x64.bin", [7; 3000]),
            Part::new("overview.md", "# Patless\n"),
        ]
    }

    #[test]
    fn rewritten_vsix_is_sorted_and_always_the_same() {
        let temporary = tempfile::tempdir().unwrap();
        let vsix = temporary.path().join("a.vsix");
        fs::write(&vsix, to_zip(&parts()).unwrap()).unwrap();
        let names: Vec<_> = rewrite(&vsix)
            .unwrap()
            .into_iter()
            .map(|part| part.name)
            .collect();
        assert_eq!(names, ["overview.md", "patless/bin/patless-linux-x64.bin"]);
        let once = fs::read(&vsix).unwrap();
        rewrite(&vsix).unwrap();
        assert_eq!(fs::read(&vsix).unwrap(), once);
    }

    #[test]
    fn only_programs_may_be_executed() {
        let bytes = to_zip(&parts()).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut mode = |name: &str| archive.by_name(name).unwrap().unix_mode().unwrap() & 0o777;
        assert_eq!(mode("patless/bin/patless-linux-x64.bin"), 0o755);
        assert_eq!(mode("overview.md"), 0o644);
    }

    #[test]
    fn program_is_known_by_the_name_that_people_type() {
        let is_binary = |name: &str| Part::new(name, "").is_binary();
        assert!(
            is_binary("package/bin/patless") && is_binary("patless-1.0.0-win32-x64/patless.exe")
        );
        assert!(!is_binary("package/bin/patless.js") && !is_binary("patless/patless"));
    }

    #[test]
    fn what_is_no_zip_is_refused() {
        let temporary = tempfile::tempdir().unwrap();
        let vsix = temporary.path().join("a.vsix");
        fs::write(&vsix, "not a zip").unwrap();
        assert!(rewrite(&vsix).is_err());
    }

    #[test]
    fn extension_is_that_of_the_file_alone() {
        assert_eq!(Part::new("a.b/c", "").extension(), "");
        assert_eq!(Part::new("a/b.JSON", "").extension(), ".json");
    }
}
