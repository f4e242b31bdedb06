//! One file that holds others, such as an archive, whose bytes depend on what it holds alone.
use std::{
    io::{self, Read},
    path::Path,
};

use build_helper::Failure;
use flate2::{Compression, GzBuilder, read::GzDecoder};
use fs_err as fs;
use tar::{Archive, Builder, EntryType, Header};

use crate::{
    part::{self, Part},
    platform::Platform,
};

/// An archive or an npm package, before it is written.
#[derive(Debug)]
pub(super) struct Bundle {
    /// The name of the file.
    pub(super) file_name: String,
    /// How it is packed.
    pub(super) form: Form,
    /// What its program is for; `None` where it holds none.
    pub(super) platform: Option<&'static Platform>,
    /// What it holds.
    pub(super) parts: Vec<Part>,
}

/// A kind of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A tarball, compressed with gzip.
    TarGz,
    /// A zip.
    Zip,
}

impl Bundle {
    /// The bytes of the file: its parts in the order of their names, without times and owners.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut parts: Vec<_> = self.parts.iter().collect();
        parts.sort_by(|one, other| one.name.cmp(&other.name));
        match self.form {
            Form::TarGz => to_tar_gz(&parts).map_err(Failure::from),
            Form::Zip => part::to_zip(parts).map_err(|error| self.broken(&error.to_string())),
        }
    }

    /// Reads the written file: what it holds, and how many bytes it has.
    pub(super) fn read(&self, file: &Path) -> Result<(Vec<Part>, u64), Failure> {
        let size = fs::metadata(file)?.len();
        let open = fs::File::open(file)?;
        let parts = match self.form {
            Form::TarGz => read_tar_gz(open)?,
            Form::Zip => part::read(open).map_err(|error| self.broken(&error.to_string()))?,
        };
        Ok((parts, size))
    }

    /// The library for archives refuses something.
    fn broken(&self, how: &str) -> Failure {
        Failure::new(
            format!("{}: {how}", self.file_name),
            "run `cargo xtask package` again",
        )
    }
}

/// Packs files into a compressed tarball.
fn to_tar_gz(parts: &[&Part]) -> io::Result<Vec<u8>> {
    let gzip = GzBuilder::new()
        .mtime(0)
        .operating_system(UNKNOWN_SYSTEM)
        .write(Vec::new(), Compression::best());
    let mut builder = Builder::new(gzip);
    for part in parts {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_size(part.bytes.len() as u64);
        header.set_mode(if part.is_binary() { 0o755 } else { 0o644 });
        header.set_mtime(TIME);
        header.set_uid(0);
        header.set_gid(0);
        builder.append_data(&mut header, &part.name, part.bytes.as_slice())?;
    }
    builder.into_inner()?.finish()
}

/// Reads the files of a compressed tarball.
fn read_tar_gz(file: impl Read) -> io::Result<Vec<Part>> {
    let mut archive = Archive::new(GzDecoder::new(file));
    let mut parts = Vec::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        parts.push(Part { name, bytes });
    }
    Ok(parts)
}

/// The time of each file, in Unix seconds: 1 January 1980, as in a zip without times. GNU tar warns of 1970.
const TIME: u64 = 315_532_800;

/// What gzip calls a system that is not told (RFC 1952, 2.3.1).
const UNKNOWN_SYSTEM: u8 = 255;

#[cfg(test)]
mod tests {
    use super::*;

    /// A bundle of a program and a text, in the wrong order.
    fn bundle(form: Form) -> Bundle {
        Bundle {
            file_name: "a".to_owned(),
            form,
            platform: None,
            parts: vec![
                Part::new("package/bin/patless", [7; 3000]),
                Part::new("package/LICENSE.txt", "MIT"),
            ],
        }
    }

    #[test]
    fn what_was_written_is_read_again_in_order() {
        for form in [Form::TarGz, Form::Zip] {
            let temporary = tempfile::tempdir().unwrap();
            let file = temporary.path().join("a");
            let bundle = bundle(form);
            fs::write(&file, bundle.to_bytes().unwrap()).unwrap();
            let (parts, _) = bundle.read(&file).unwrap();
            let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
            assert_eq!(names, ["package/LICENSE.txt", "package/bin/patless"]);
            assert_eq!(parts[1].bytes, [7; 3000]);
        }
    }

    #[test]
    fn same_parts_give_the_same_bytes_in_any_order() {
        for form in [Form::TarGz, Form::Zip] {
            let once = bundle(form).to_bytes().unwrap();
            let mut other = bundle(form);
            other.parts.reverse();
            assert_eq!(other.to_bytes().unwrap(), once);
        }
    }

    #[test]
    fn tarball_tells_neither_owner_nor_time_and_lets_the_program_run() {
        let bytes = bundle(Form::TarGz).to_bytes().unwrap();
        let mut archive = Archive::new(GzDecoder::new(bytes.as_slice()));
        let modes: Vec<_> = archive
            .entries()
            .unwrap()
            .map(|entry| {
                let header = entry.unwrap().header().clone();
                assert_eq!(header.mtime().unwrap(), TIME);
                assert_eq!([header.uid().unwrap(), header.gid().unwrap()], [0, 0]);
                header.mode().unwrap()
            })
            .collect();
        assert_eq!(modes, [0o644, 0o755]);
        assert_eq!(bytes[4..8], [0; 4], "the time in gzip's header");
    }
}
