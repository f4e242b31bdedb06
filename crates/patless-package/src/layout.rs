//! Lays out the folder that tfx packs: the manifest, the overview, and the task's folder with its programs.
use std::path::{Path, PathBuf};

use build_helper::{Failure, Workspace, folder};
use fs_err as fs;
use serde_json::{Map, Value, json};

use crate::{binaries::Binary, json, notices};

/// Fills `extension` with everything that ships.
pub(crate) fn assemble(
    workspace: &Workspace,
    extension: &Path,
    binaries: &[Binary],
) -> Result<(), Failure> {
    let task = extension.join(TASK);
    let programs = task.join("bin");
    folder::clear(&programs)?;
    for binary in binaries {
        fs::copy(&binary.file, programs.join(binary.platform.binary))?;
    }
    fs::write(task.join("programs.json"), list(binaries)?)?;
    folder::copy(Path::new("task.json"), &task)?;
    folder::copy(Path::new("task/icon.png"), &task)?;
    for script in scripts()? {
        folder::copy(&script, &task)?;
    }
    // The Marketplace shows the one, an agent gets the other.
    let license = license()?;
    fs::write(extension.join("LICENSE.txt"), &license)?;
    fs::write(task.join("LICENSE.txt"), license)?;
    fs::write(
        task.join("THIRD-PARTY-NOTICES.txt"),
        notices::collect(workspace)?,
    )?;
    folder::copy(Path::new("task/extension-icon.png"), extension)?;
    fs::copy(
        Path::new("docs/marketplace-overview.md"),
        extension.join("overview.md"),
    )?;
    let manifest = json::read(Path::new(MANIFEST))?;
    let manifest = with_content_types(manifest, binaries);
    Ok(fs::write(
        extension.join(MANIFEST),
        format!("{manifest:#}"),
    )?)
}

/// The size of each program in bytes, by its name: the launcher starts nothing of another size.
fn list(binaries: &[Binary]) -> Result<String, Failure> {
    let mut sizes = Map::new();
    for binary in binaries {
        let size = fs::metadata(&binary.file)?.len();
        sizes.insert(binary.platform.binary.to_owned(), size.into());
    }
    Ok(format!("{:#}\n", Value::Object(sizes)))
}

/// The launcher and what belongs to it: every script directly under `task`.
fn scripts() -> Result<Vec<PathBuf>, Failure> {
    let source = Path::new("task");
    for needed in ["launch.js", "post-job.js"] {
        if !source.join(needed).is_file() {
            return Err(Failure::new(
                format!("task/{needed} is missing: without it no agent can start the task"),
                "restore the file; task.json names it",
            ));
        }
    }
    let mut scripts = folder::files(source)?;
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "js"));
    Ok(scripts)
}

/// Both licenses in one text, as the Marketplace shows one.
fn license() -> Result<String, Failure> {
    let [mit, apache] = ["LICENSE-MIT", "LICENSE-APACHE"].map(fs::read_to_string);
    Ok(format!(
        "Patless is licensed under either of the MIT license or the Apache License 2.0, at your option.\n\n\
         {RULE}\n\n{}\n{RULE}\n\n{}",
        mit?, apache?
    ))
}

/// Names the type of each file whose extension tfx does not know: it would otherwise ask the program `file`, whose
/// answers differ from machine to machine.
fn with_content_types(mut manifest: Value, binaries: &[Binary]) -> Value {
    let programs = binaries.iter().map(|binary| {
        json!({
            "path": format!("{TASK}/bin/{}", binary.platform.binary),
            "contentType": "application/octet-stream",
        })
    });
    let texts = ["LICENSE.txt", "THIRD-PARTY-NOTICES.txt"]
        .map(|name| json!({ "path": format!("{TASK}/{name}"), "contentType": "text/plain" }));
    // Before the folder that holds them: tfx keeps what it reads first.
    let all = programs
        .chain(texts)
        .chain(json::items(&manifest["files"]).cloned());
    manifest["files"] = all.collect();
    manifest
}

/// The folder of the task in the extension; the manifest names it.
const TASK: &str = "patless";

/// The name of the manifest.
const MANIFEST: &str = "vss-extension.json";

/// What stands between two texts.
const RULE: &str = "----------------------------------------------------------------------";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;

    #[test]
    fn program_is_listed_with_its_size() {
        let temporary = tempfile::tempdir().unwrap();
        let file = temporary.path().join("patless");
        fs::write(&file, [7; 3000]).unwrap();
        let platform = &platform::ALL[0];
        let list = list(&[Binary { platform, file }]).unwrap();
        assert_eq!(list, "{\n  \"patless-linux-x64.bin\": 3000\n}\n");
    }

    #[test]
    fn program_is_listed_with_its_type_before_its_folder() {
        let binary = Binary {
            platform: &platform::ALL[0],
            file: "somewhere/patless".into(),
        };
        let manifest = with_content_types(json!({ "files": [{ "path": "patless" }] }), &[binary]);
        let paths: Vec<_> = json::items(&manifest["files"])
            .map(|file| json::text(file, "path"))
            .collect();
        assert_eq!(
            paths,
            [
                "patless/bin/patless-linux-x64.bin",
                "patless/LICENSE.txt",
                "patless/THIRD-PARTY-NOTICES.txt",
                "patless",
            ]
        );
        assert_eq!(
            json::text(&manifest["files"][0], "contentType"),
            "application/octet-stream"
        );
    }
}
