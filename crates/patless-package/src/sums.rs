//! Writes the SHA-256 sums of what was made, in the form that `sha256sum --check` reads.
use std::{fmt::Write, path::Path};

use build_helper::{Failure, folder};
use fs_err as fs;
use sha2::{Digest, Sha256};

/// Sums every file of `folder` itself into `SHA256SUMS`.
pub(crate) fn write(folder: &Path) -> Result<(), Failure> {
    let mut text = String::new();
    for file in folder::files(folder)? {
        let bytes = fs::read(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        text.push_str(&line(&bytes, &name));
    }
    Ok(fs::write(folder.join("SHA256SUMS"), text)?)
}

/// One line of the file.
pub(crate) fn line(bytes: &[u8], name: &str) -> String {
    let mut line = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(line, "{byte:02x}");
    }
    line + "  " + name + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_is_what_sha256sum_writes() {
        assert_eq!(
            line(b"abc", "patless.vsix"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  patless.vsix\n"
        );
    }
}
