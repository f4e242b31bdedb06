//! The packages, as npm installs them.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::packed::{self, VERSION};
use crate::project::{Project, said};

/// The JSON that a file holds.
fn json(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

#[test]
fn an_empty_project_runs_the_program_by_npx() {
    let project = Project::with_patless();
    let output = project.npx().arg("--version").output().unwrap();
    assert_eq!(said(&output), format!("patless {VERSION}\n"));
    assert!(output.status.success());
    // A wrong argument: the program's own exit code, and its own words.
    let output = project.npx().arg("--no-such-option").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn the_program_is_the_one_of_the_extension() {
    let project = Project::with_patless();
    let packed = fs::read(project.program_folder().join("bin/patless")).unwrap();
    let name = format!("extension/patless/bin/patless-{}.bin", packed::platform());
    assert!(packed == fs::read(packed::file(&name)).unwrap());
}

#[test]
fn nothing_runs_at_the_installation_and_nothing_else_is_installed() {
    let project = Project::with_patless();
    let lock = json(&project.path("package-lock.json"));
    let packages = lock["packages"].as_object().unwrap();
    let installed = packages.iter().filter(|(name, package)| {
        !name.is_empty() && (package.get("optional").is_none() || package.get("resolved").is_some())
    });
    let names: Vec<_> = installed.map(|(name, _)| name.as_str()).collect();
    let program = format!("node_modules/@patless/{}", packed::platform());
    assert_eq!(names, [program.as_str(), "node_modules/patless"]);
    for package in packages.values() {
        assert!(package.get("hasInstallScript").is_none(), "{package}");
    }
}

#[test]
fn a_global_installation_runs_as_well() {
    let project = Project::empty();
    let prefix = project.home().join("global");
    let tarballs = [&*packed::launcher(), &*packed::program()];
    project.install(
        &tarballs,
        &["--global", "--prefix", prefix.to_str().unwrap()],
    );
    let output = project
        .command(prefix.join("bin/patless"))
        .arg("--version")
        .output()
        .unwrap();
    assert_eq!(said(&output), format!("patless {VERSION}\n"));
}

#[test]
fn without_optional_dependencies_the_launcher_says_what_to_do() {
    let project = Project::without_program();
    let output = project.npx().arg("--version").output().unwrap();
    assert_eq!(output.status.code(), Some(125));
    assert!(output.stdout.is_empty());
    let text = said(&output);
    let package = format!("@patless/{}", packed::platform());
    for part in [
        "error: the package",
        &package,
        "\n\nhint: ",
        "--omit=optional",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn every_platform_has_a_name_that_npm_knows_and_the_version_of_the_launcher() {
    let project = Project::without_program();
    let launcher = json(&project.path("node_modules/patless/package.json"));
    let programs = launcher["optionalDependencies"].as_object().unwrap();
    assert_eq!(programs.len(), 5);
    for (name, version) in programs {
        assert!(name.starts_with("@patless/"), "{name}");
        assert_eq!(version, VERSION);
    }
}

#[test]
fn the_sums_are_those_of_the_files() {
    for folder in ["npm", "archives"] {
        let sums = packed::file(&format!("{folder}/SHA256SUMS"));
        let mut check = Command::new("sha256sum");
        check.args(["--check", "--strict", "SHA256SUMS"]);
        let output = check.current_dir(sums.parent().unwrap()).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
}
