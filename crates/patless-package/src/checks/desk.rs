//! What is installed at the desk must hold its one program and the licenses, and must run nothing to be installed.
use serde_json::Value;

use super::{find::text, programs};
use crate::{completeness::Completeness, json, part::Part, platform::Platform};

/// What is missing, for another platform, or would run at the installation.
pub(super) fn problems(
    parts: &[Part],
    platform: Option<&Platform>,
    completeness: Completeness,
) -> Vec<String> {
    let texts: &[&str] = match platform {
        Some(_) => &["LICENSE.txt", "THIRD-PARTY-NOTICES.txt"],
        None => &["LICENSE.txt"],
    };
    let lost = texts
        .iter()
        .filter(|text| !parts.iter().any(|part| ends_with(part, text)))
        .map(|text| format!("{text}: missing"));
    let mut found: Vec<_> = lost.chain(scripts(parts)).collect();
    let binaries: Vec<_> = parts.iter().filter(|part| part.is_binary()).collect();
    match (platform, binaries.as_slice()) {
        (None, []) => {}
        (Some(platform), [binary]) if ends_with(binary, platform.program()) => {
            found.extend(programs::problem(binary, platform, completeness));
        }
        (_, others) => found.push(format!("{} programs, or not the right one", others.len())),
    }
    found
}

/// The scripts that npm would run when it installs the package.
fn scripts(parts: &[Part]) -> Option<String> {
    let manifest: Value = serde_json::from_str(text(parts, MANIFEST)).unwrap_or_default();
    let mut scripts = json::entries(&manifest["scripts"]);
    let (name, _) = scripts.next()?;
    Some(format!("{MANIFEST}: it has a script, {name}"))
}

/// Whether the file's name, without its folders, is `name`.
fn ends_with(part: &Part, name: &str) -> bool {
    part.name.rsplit('/').next() == Some(name)
}

/// What npm reads of a package.
const MANIFEST: &str = "package/package.json";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::{self, tests::elf};

    /// The package for Linux on AMD64, with this program.
    fn package(program: Vec<u8>) -> Vec<Part> {
        vec![
            Part::new("package/bin/patless", program),
            Part::new("package/LICENSE.txt", "MIT"),
            Part::new("package/THIRD-PARTY-NOTICES.txt", "others"),
            Part::new(MANIFEST, "{}"),
        ]
    }

    /// What the check says of a package for Linux on AMD64.
    fn problems_of(parts: &[Part], completeness: Completeness) -> Vec<String> {
        problems(parts, Some(&platform::ALL[0]), completeness)
    }

    #[test]
    fn package_with_its_program_is_accepted() {
        assert_eq!(
            problems_of(&package(elf(62, 1)), Completeness::All),
            [""; 0]
        );
    }

    #[test]
    fn program_for_another_platform_is_refused() {
        let found = problems_of(&package(elf(183, 1)), Completeness::Partial);
        assert_eq!(found, ["package/bin/patless: it is not for this platform"]);
        let found = problems_of(&package(elf(62, 3)), Completeness::All);
        assert!(
            found.len() == 1 && found[0].contains("not static"),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        for lost in 0..3 {
            let mut parts = package(elf(62, 1));
            parts.remove(lost);
            let found = problems_of(&parts, Completeness::All);
            assert_eq!(found.len(), 1, "{lost}: {found:?}");
        }
    }

    #[test]
    fn script_that_npm_would_run_is_refused() {
        let mut parts = package(elf(62, 1));
        parts[3] = Part::new(MANIFEST, r#"{"scripts":{"postinstall":"node x.js"}}"#);
        let found = problems_of(&parts, Completeness::All);
        assert_eq!(found, [format!("{MANIFEST}: it has a script, postinstall")]);
    }

    #[test]
    fn launcher_with_a_program_is_refused() {
        let found = problems(&package(elf(62, 1)), None, Completeness::All);
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
