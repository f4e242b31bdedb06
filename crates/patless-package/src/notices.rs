//! Collects the licenses of other people's code in the shipped binaries, which have to travel with it.
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use build_helper::{Failure, Workspace, folder, step};
use fs_err as fs;
use serde_json::Value;

use crate::json;

/// One text with each crate that is compiled into `patless` on any platform, and its license files.
pub(crate) fn collect(workspace: &Workspace) -> Result<String, Failure> {
    let unreadable = || {
        Failure::new(
            "cargo metadata cannot be read",
            "run `cargo metadata --locked --format-version 1` and read what it says",
        )
    };
    let metadata =
        step::probe(&mut workspace.cargo("metadata --locked --format-version 1 --quiet"))
            .ok_or_else(unreadable)?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|_| unreadable())?;
    let shipped = shipped(&metadata);
    // Many crates hold the same text; it is there once, below the names of all of them.
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in json::items(&metadata["packages"]) {
        // A package without a source is our own.
        if !shipped.contains(json::text(package, "id")) || package["source"].is_null() {
            continue;
        }
        let title = ["name", "version", "license"].map(|key| json::text(package, key));
        let folder = Path::new(json::text(package, "manifest_path")).parent();
        for text in license_files(folder.unwrap_or(Path::new("")))? {
            texts.entry(text).or_default().insert(title.join(" "));
        }
    }
    let mut notices: Vec<_> = texts
        .into_iter()
        .map(|(text, crates)| {
            let crates: Vec<_> = crates.into_iter().collect();
            format!("{}\n\n{text}", crates.join("\n"))
        })
        .collect();
    notices.sort();
    Ok(format!("{HEADING}\n{}", notices.join(RULE)))
}

/// The ids of the packages that are compiled into `patless`; what only builds or tests it is not.
fn shipped(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<_, _> = json::items(&metadata["resolve"]["nodes"])
        .map(|node| (json::text(node, "id"), node))
        .collect();
    let root = json::items(&metadata["packages"]).find(|package| package["name"] == "patless");
    let mut waiting: Vec<_> = root
        .map(|root| json::text(root, "id"))
        .into_iter()
        .collect();
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !found.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).map(|node| json::items(&node["deps"]));
        let is_compiled_in = |dependency: &&Value| {
            json::items(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null())
        };
        waiting.extend(
            dependencies
                .into_iter()
                .flatten()
                .filter(is_compiled_in)
                .map(|dependency| json::text(dependency, "pkg")),
        );
    }
    found
}

/// The license files of one crate, in the order of their names.
fn license_files(crate_folder: &Path) -> Result<Vec<String>, Failure> {
    let mut files = folder::files(crate_folder)?;
    files.retain(|path| is_license(path));
    let mut texts = Vec::new();
    for file in files {
        let bytes = fs::read(&file)?;
        let text = String::from_utf8_lossy(&bytes).replace('\r', "");
        texts.push(
            text.lines()
                .map(str::trim_end)
                .collect::<Vec<_>>()
                .join("\n")
                .trim()
                .to_owned(),
        );
    }
    Ok(texts)
}

/// Whether a file's name says that it holds a license or a notice.
fn is_license(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_uppercase();
    [
        "LICENSE",
        "LICENCE",
        "COPYING",
        "COPYRIGHT",
        "NOTICE",
        "UNLICENSE",
    ]
    .iter()
    .any(|word| name.starts_with(word))
}

/// The first lines of the text.
const HEADING: &str = "The programs of Patless contain the following other software, and Rust's standard library\n\
    (MIT or Apache-2.0, https://www.rust-lang.org/policies/licenses).\n";

/// What stands between two notices.
const RULE: &str = "\n\n----------------------------------------------------------------------\n\n";

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_compiled_in_is_shipped() {
        let dependency =
            |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [{ "name": "patless", "id": "root" }],
            "resolve": { "nodes": [
                { "id": "root", "deps": [
                    dependency("in", Value::Null), dependency("test", "dev".into()), dependency("cc", "build".into()),
                ] },
                { "id": "in", "deps": [dependency("below", Value::Null)] },
                { "id": "below", "deps": [] },
            ] },
        });
        assert_eq!(shipped(&metadata), ["below", "in", "root"].into());
    }

    #[test]
    fn license_is_known_by_its_name() {
        for name in ["LICENSE-MIT", "license.md", "COPYING", "NOTICE"] {
            assert!(is_license(Path::new(name)), "{name}");
        }
        assert!(!is_license(Path::new("README.md")));
    }
}
