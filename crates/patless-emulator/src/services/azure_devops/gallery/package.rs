//! Package of an extension: a zip file with a manifest.

use std::io::{Cursor, Read as _};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use zip::ZipArchive;

/// What the manifest of a package says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Package {
    /// Name of the publisher.
    pub(super) publisher: String,
    /// Name of the extension.
    pub(super) name: String,
    /// Version.
    pub(super) version: String,
    /// Display name.
    pub(super) display_name: String,
}

impl Package {
    /// Reads the body of a request. It is the package, or JSON with the package in base64, which `tfx` sends to a host that
    /// is not the real one. `None` means that it is no package.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        if let Ok(Value::Object(fields)) = serde_json::from_slice(body) {
            let encoded = fields.get("extensionManifest")?.as_str()?;
            return Self::unpack(&STANDARD.decode(encoded).ok()?);
        }
        Self::unpack(body)
    }

    /// Reads the manifest of a package.
    fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut manifest = String::new();
        let mut file = archive.by_name("extension.vsixmanifest").ok()?;
        file.read_to_string(&mut manifest).ok()?;
        Self::parse(&manifest)
    }

    /// Reads the text of a manifest.
    fn parse(manifest: &str) -> Option<Self> {
        let identity = between(manifest, "<Identity", ">")?;
        let attribute = |name: &str| between(identity, &format!(" {name}=\""), "\"");
        Some(Self {
            publisher: attribute("Publisher")?.to_owned(),
            name: attribute("Id")?.to_owned(),
            version: attribute("Version")?.to_owned(),
            display_name: between(manifest, "<DisplayName>", "</DisplayName>")?.to_owned(),
        })
    }
}

/// Returns the text between two others.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    let (found, _) = rest.split_once(end)?;
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_names_the_extension() {
        let manifest = r#"<PackageManifest><Metadata>
            <Identity Language="en-US" Id="hello" Version="1.2.3" Publisher="acme"/>
            <DisplayName>Hello</DisplayName></Metadata></PackageManifest>"#;
        let package = Package::parse(manifest).unwrap();
        assert_eq!(
            (package.publisher, package.name, package.version),
            ("acme".to_owned(), "hello".to_owned(), "1.2.3".to_owned()),
        );
    }

    #[test]
    fn body_without_a_package_is_refused() {
        assert_eq!(Package::read(b"hello"), None);
        assert_eq!(Package::read(br#"{"extensionManifest":"aGVsbG8="}"#), None);
    }
}
