//! The binary, the task, the extension and the changelog have one version.

use serde_json::Value;

use crate::pipeline::root;

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

/// The version of task.json, as everybody else writes it.
fn of_task() -> String {
    let version = &json("task.json")["version"];
    let parts = ["Major", "Minor", "Patch"].map(|part| version[part].to_string());
    parts.join(".")
}

#[test]
fn the_binary_has_the_version_of_the_task() {
    let mut binary = std::process::Command::new(env!("CARGO_BIN_EXE_patless"));
    let output = binary.arg("--version").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, format!("patless {}\n", of_task()));
}

#[test]
fn the_extension_has_the_version_of_the_task() {
    assert_eq!(json("vss-extension.json")["version"], of_task());
    // What is not in it, the preview takes from the extension.
    assert!(json("vss-extension.preview.json").get("version").is_none());
}

#[test]
fn the_newest_heading_of_the_changelog_is_the_version_of_the_task() {
    let changelog = read("CHANGELOG.md");
    let mut headings = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## "));
    let newest = headings.next().unwrap();
    let version = newest.trim_end_matches(" (unreleased)");
    assert_eq!(version, of_task());
    assert!(!headings.any(|heading| heading.contains("unreleased")));
}
