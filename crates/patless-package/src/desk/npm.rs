//! What the npm packages hold: the launcher's, and one for each platform.
use std::{fmt::Write, path::Path};

use build_helper::{Failure, VERSION, folder};
use fs_err as fs;
use serde_json::{Map, Value, json};

use super::{
    bundle::{Bundle, Form},
    texts::Texts,
};
use crate::{
    part::Part,
    platform::{self, Platform},
};

/// The package `patless`: the launcher, which starts the program of a platform's package.
pub(super) fn launcher(texts: &Texts) -> Result<Bundle, Failure> {
    let programs: Map<_, _> = platform::ALL
        .iter()
        .map(|platform| (name(platform), VERSION.into()))
        .collect();
    let manifest = manifest(
        "patless",
        json!({
            "description": "Short-lived Microsoft Entra access tokens instead of personal access tokens (PATs).",
            "keywords": ["azure-devops", "azure-pipelines", "entra", "oidc", "token", "pat"],
            "bin": { "patless": "bin/patless.js" },
            "engines": { "node": ">=16" },
            "optionalDependencies": programs,
        }),
    );
    let mut parts = vec![manifest, texts.license(ROOT)];
    for source in ["", "bin", "lib"] {
        for file in folder::files(&Path::new(SOURCE).join(source))? {
            let name = file.strip_prefix(SOURCE).unwrap_or(&file);
            // npm's paths have slashes on every system.
            let name = name.to_string_lossy().replace('\\', "/");
            parts.push(Part::new(&format!("{ROOT}/{name}"), fs::read(&file)?));
        }
    }
    Ok(Bundle {
        file_name: format!("patless-{VERSION}.tgz"),
        form: Form::TarGz,
        platform: None,
        parts,
    })
}

/// The package of one platform: the program, with what the launcher compares it with. npm installs it where it fits.
pub(super) fn platform(platform: &'static Platform, program: &[u8], texts: &Texts) -> Bundle {
    let (os, cpu) = platform.name().split_once('-').unwrap_or_default();
    // Windows on Arm runs programs for x64.
    let cpus = if platform.is_windows() {
        vec![cpu, "arm64"]
    } else {
        vec![cpu]
    };
    let manifest = manifest(
        &name(platform),
        json!({
            "description": format!("The program of the package patless, for {}.", platform.name()),
            "os": [os],
            "cpu": cpus,
            "program": { "bytes": program.len(), "head": head(program) },
        }),
    );
    let program = Part::new(&format!("{ROOT}/bin/{}", platform.program()), program);
    Bundle {
        file_name: format!("patless-{}-{VERSION}.tgz", platform.name()),
        form: Form::TarGz,
        platform: Some(platform),
        parts: [manifest, program]
            .into_iter()
            .chain(texts.all(ROOT))
            .collect(),
    }
}

/// The name of a platform's package; desk/npm/lib/program.js has the same.
fn name(platform: &Platform) -> String {
    format!("@patless/{}", platform.name())
}

/// `package.json`: what all packages say, and what is `own` to one. None has a script.
fn manifest(name: &str, own: Value) -> Part {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let mut manifest = json!({
        "name": name,
        "version": VERSION,
        "license": env!("CARGO_PKG_LICENSE"),
        "homepage": format!("{repository}#readme"),
        "bugs": format!("{repository}/issues"),
        // npm compares it with where a package with provenance comes from.
        "repository": { "type": "git", "url": format!("git+{repository}.git") },
        // A package with a scope is private by default.
        "publishConfig": { "access": "public" },
    });
    if let (Value::Object(manifest), Value::Object(own)) = (&mut manifest, own) {
        manifest.extend(own);
    }
    Part::new(&format!("{ROOT}/package.json"), format!("{manifest:#}\n"))
}

/// The first bytes of a program, in hexadecimal: enough to tell it from a text and from a program for another system.
fn head(program: &[u8]) -> String {
    let mut text = String::new();
    for byte in &program[..program.len().min(HEAD_BYTES)] {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The folder in a tarball of npm.
const ROOT: &str = "package";

/// The launcher's sources.
const SOURCE: &str = "desk/npm";

/// How much of a program the launcher compares, in bytes: the header of an ELF file.
const HEAD_BYTES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    /// The `package.json` of a platform.
    fn manifest_of(platform: &'static Platform) -> Value {
        let bundle = super::platform(platform, b"\x7fELF", &Texts::fixed());
        serde_json::from_slice(&bundle.parts[0].bytes).unwrap()
    }

    #[test]
    fn package_is_for_its_platform_alone() {
        let linux = manifest_of(&platform::ALL[0]);
        assert_eq!(linux["name"], "@patless/linux-x64");
        assert_eq!(linux["os"], json!(["linux"]));
        assert_eq!(linux["cpu"], json!(["x64"]));
        assert_eq!(linux["program"], json!({ "bytes": 4, "head": "7f454c46" }));
        let windows = manifest_of(&platform::ALL[2]);
        assert_eq!(windows["os"], json!(["win32"]));
        assert_eq!(windows["cpu"], json!(["x64", "arm64"]));
    }

    #[test]
    fn launcher_knows_each_package() {
        let launcher = include_str!("../../../../desk/npm/lib/program.js");
        for platform in &platform::ALL {
            assert!(launcher.contains(&format!("'{}'", name(platform))));
        }
    }
}
