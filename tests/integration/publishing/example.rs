//! The example `publish-extension.yml`, played with the real tools.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use patless_emulator::Emulator;
use patless_emulator::agent::TaskResult;
use patless_emulator::scenario::PublisherMembership;
use serde_json::json;

use super::desk::{Tool, extension_of_azure_devops, extension_of_code};
use super::{EXTENSION, emulator, versions};
use crate::pipeline::{Played, play_with, root};
use crate::set_up::set_up;

/// Plays the example. Its two extensions have names of their own.
fn play(emulator: &Emulator) -> Played {
    let sources = tempfile::tempdir().unwrap();
    let folder = sources.path();
    extension_of_azure_devops(&folder.join("azure-devops"), EXTENSION, "acme", "1.0.0");
    extension_of_code(&folder.join("code"), "hello-code", "acme", "1.0.0");
    let programs = folder.join("node_modules/.bin");
    fs::create_dir_all(&programs).unwrap();
    symlink(set_up("clients/node/node"), programs.join("node")).unwrap();
    symlink(Tool::Tfx.script(), programs.join("tfx")).unwrap();
    symlink(Tool::Vsce.script(), programs.join("vsce")).unwrap();
    // What it would install is there.
    stand_in(&programs.join("npm"), "test \"$1\" = ci");
    let package = json!({ "private": true });
    fs::write(folder.join("package.json"), package.to_string()).unwrap();
    let text = fs::read_to_string(root().join("pipelines/examples/publish-extension.yml")).unwrap();
    let url = emulator.marketplace_url().to_string();
    let url = url.trim_end_matches('/');
    let here = text.replace(
        "=https://marketplace.visualstudio.com ",
        &format!("={url} "),
    );
    let here = here.replace(
        "url https://marketplace.visualstudio.com ",
        &format!("url {url} "),
    );
    assert_eq!(here.matches(url).count(), 2, "{here}");
    let file = folder.join("publish-extension.yml");
    fs::write(&file, here).unwrap();
    let options = [
        "--path".as_ref(),
        programs.as_os_str(),
        "--sources".as_ref(),
        folder.as_os_str(),
    ];
    play_with(emulator, &file, &options)
}

/// Writes a program.
fn stand_in(path: &Path, script: &str) {
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn the_example_publishes_with_both_tools() {
    let emulator = emulator(PublisherMembership::AsListed);
    let played = play(&emulator);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert_eq!(versions(&emulator), ["1.0.0"]);
    assert_eq!(emulator.extension_versions("acme", "hello-code"), ["1.0.0"]);
    let mut applications = emulator.world().applications.iter();
    let publishing = applications.find(|it| it.name == "acme-publisher").unwrap();
    let id = publishing.profile_id.to_string();
    assert!(played.log.contains(&id), "{}", played.log);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn the_example_says_what_is_missing_where_the_identity_is_no_member() {
    let emulator = emulator(PublisherMembership::None);
    let played = play(&emulator);
    assert_eq!(played.result, TaskResult::Failed, "{}", played.log);
    let words = "Publish new extensions to an existing publisher";
    assert!(played.log.contains(words), "{}", played.log);
}
