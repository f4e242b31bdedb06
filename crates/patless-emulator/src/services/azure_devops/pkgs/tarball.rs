//! Archive of a version of a package.

use std::io;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::published::Published;

/// Packs the two files of a package. The bytes are the same each time.
pub(super) fn make(it: &Published) -> Vec<u8> {
    // Writing to memory does not fail.
    pack(it).unwrap_or_default()
}

fn pack(it: &Published) -> io::Result<Vec<u8>> {
    let manifest = json!({
        "name": it.name,
        "version": it.version,
        "license": "MIT",
        "main": "index.js",
    });
    let script = format!("module.exports = '{} {}';\n", it.name, it.version);
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    for (name, content) in [
        ("package/package.json", manifest.to_string()),
        ("package/index.js", script),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_cksum();
        archive.append_data(&mut header, name, content.as_bytes())?;
    }
    archive.into_inner()?.finish()
}

#[cfg(test)]
mod tests {
    use super::super::published::PUBLISHED;
    use super::*;

    #[test]
    fn bytes_are_the_same_each_time() {
        let [gears, ..] = &PUBLISHED;
        assert!(!make(gears).is_empty());
        assert_eq!(make(gears), make(gears));
    }
}
