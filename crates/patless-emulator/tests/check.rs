//! `patless-emulator check`: what it says about pipeline files, in each format.
#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A pipeline with an error in its template, one of its own, and a job that is not played.
const PIPELINE: &str = "\
stages:
- stage: build
  dependOn: []
  jobs:
  - job: approval
    pool: server
    steps:
    - task: ManualValidation@1
  - job: pack
    steps:
    - template: steps.yml
";

const TEMPLATE: &str = "steps:\n- scirpt: echo hello\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("acme.yml"), PIPELINE).unwrap();
    fs::write(folder.path().join("steps.yml"), TEMPLATE).unwrap();
    folder
}

fn check(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_patless-emulator"))
        .arg("check")
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn out(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn every_fault_of_every_file_is_shown_with_its_line_and_what_to_do() {
    let folder = folder();
    let output = check(folder.path(), &["acme.yml"]);
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    for part in [
        "error: unknown key 'dependOn' of a stage",
        " --> acme.yml:3:3",
        "3 |   dependOn: []\n  |   ^^^^^^^^",
        "help: did you mean 'dependsOn'?",
        "warning: unsupported: a job of 'pool: server'",
        " --> steps.yml:2:3",
        "help: did you mean 'script'?",
        "1 file, 2 errors, 1 that is not played here",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(err(&output), "", "all is said");
    assert!(!text.contains('\u{1b}'), "colors are for terminals: {text}");
}

#[test]
fn a_file_that_the_service_takes_ends_with_0() {
    let folder = folder();
    fs::write(
        folder.path().join("good.yml"),
        "steps:\n- script: echo hello\n",
    )
    .unwrap();
    let output = check(folder.path(), &["good.yml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(out(&output), "1 file, no fault\n");
}

#[test]
fn what_is_not_played_fails_only_with_strict() {
    let folder = folder();
    let server = "jobs:\n- job: approval\n  pool: server\n  steps:\n  - task: ManualValidation@1\n";
    fs::write(folder.path().join("server.yml"), server).unwrap();
    let output = check(folder.path(), &["server.yml"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let output = check(folder.path(), &["server.yml", "--strict"]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
}

#[test]
fn json_has_every_fault() {
    let folder = folder();
    let output = check(folder.path(), &["acme.yml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!(document["version"], 1);
    let faults = document["faults"].as_array().unwrap();
    assert_eq!(faults.len(), 3, "{document}");
    assert_eq!(
        faults[0],
        json!({
            "severity": "error",
            "file": "acme.yml",
            "line": 3,
            "column": 3,
            "message": "unknown key 'dependOn' of a stage",
            "hint": "did you mean 'dependsOn'?",
        })
    );
    assert_eq!(faults[1]["severity"], "unsupported");
}

#[test]
fn azure_writes_one_command_a_fault() {
    let folder = folder();
    let output = check(folder.path(), &["acme.yml", "--format", "azure"]);
    let lines: Vec<_> = out(&output).lines().collect();
    assert_eq!(
        lines[0],
        "##vso[task.logissue type=error;sourcepath=acme.yml;linenumber=3;columnnumber=3]unknown key 'dependOn' of a \
         stage%3B did you mean 'dependsOn'?"
    );
    assert!(lines[1].starts_with("##vso[task.logissue type=warning;"));
    assert_eq!(lines.len(), 3);
}

#[test]
fn sarif_has_a_result_a_fault() {
    let folder = folder();
    let output = check(folder.path(), &["acme.yml", "--format", "sarif"]);
    let log: Value = serde_json::from_str(out(&output)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    let place = &results[2]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "steps.yml");
    assert_eq!(place["region"], json!({ "startLine": 2, "startColumn": 3 }));
    assert_eq!(results[1]["level"], "note");
}

#[test]
fn sarif_has_no_path_through_a_parent() {
    let folder = folder();
    let below = folder.path().join("below");
    fs::create_dir(&below).unwrap();
    let output = check(&below, &["../acme.yml", "--format", "sarif"]);
    let log: Value = serde_json::from_str(out(&output)).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    assert!(
        uri.starts_with("file:///") && uri.ends_with("/acme.yml"),
        "{uri}"
    );
    assert!(!uri.contains(".."), "{uri}");
}

#[test]
fn print_shows_the_pipeline_as_it_runs() {
    let folder = folder();
    let pipeline = "\
parameters:
- name: shops
  type: object
  default: [Oslo, Bern]
steps:
- ${{ each shop in parameters.shops }}:
  - ${{ if ne(shop, 'Bern') }}:
    - script: echo ${{ shop }}
      displayName: Open ${{ upper(shop) }}
";
    fs::write(folder.path().join("shops.yml"), pipeline).unwrap();
    let output = check(folder.path(), &["shops.yml", "--print"]);
    assert_eq!(output.status.code(), Some(0));
    let expected = "steps:\n  - script: echo Oslo\n    displayName: Open OSLO\n";
    assert_eq!(out(&output), expected);
    assert_eq!(err(&output), "1 file, no fault\n");
}

#[test]
fn a_template_of_another_repository_comes_from_its_folder() {
    let folder = folder();
    let pipeline = "\
resources:
  repositories:
  - repository: shared
    type: git
    name: Widgets/pipelines
steps:
- template: build.yml@shared
";
    fs::write(folder.path().join("other.yml"), pipeline).unwrap();
    let output = check(folder.path(), &["other.yml"]);
    assert_eq!(output.status.code(), Some(0));
    let hint = "--repository shared=FOLDER";
    assert!(out(&output).contains(hint), "{}", out(&output));

    let shared = tempfile::tempdir().unwrap();
    fs::write(shared.path().join("build.yml"), TEMPLATE).unwrap();
    let given = format!("shared={}", shared.path().display());
    let output = check(folder.path(), &["other.yml", "--repository", &given]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("build.yml:2:3"), "{}", out(&output));
}

#[test]
fn a_parameter_without_a_value_is_asked_for_at_the_start_of_a_run_and_no_error() {
    let folder = folder();
    let pipeline = "parameters:\n- name: shop\n  type: string\nsteps:\n- script: echo ${{ parameters.shop }}\n";
    fs::write(folder.path().join("asks.yml"), pipeline).unwrap();
    let output = check(folder.path(), &["asks.yml"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let given = check(folder.path(), &["asks.yml", "--parameter", "shop=Oslo"]);
    assert_eq!(out(&given), "1 file, no fault\n");
}

#[test]
fn fault_of_an_option_or_of_a_missing_file_shows_no_empty_line() {
    let folder = folder();
    let output = check(folder.path(), &["none.yml"]);
    let text = out(&output);
    assert!(
        text.contains("--> none.yml") && !text.contains('^'),
        "{text}"
    );
    fs::write(folder.path().join("plain.yml"), "steps:\n- script: echo\n").unwrap();
    let output = check(folder.path(), &["plain.yml", "--parameter", "a=b"]);
    let text = out(&output);
    assert!(
        text.contains("--> --parameter a") && !text.contains('^'),
        "{text}"
    );
}

#[test]
fn text_of_a_file_is_no_command_and_moves_no_cursor() {
    let folder = folder();
    let hostile = "steps:\n- \"##vso[task.setvariable variable=a]b\\e[2J\": echo\n- script: echo\n  \"k\\e]0;x\": 1\n";
    fs::write(folder.path().join("hostile.yml"), hostile).unwrap();
    for format in ["text", "json", "sarif", "azure"] {
        let output = check(folder.path(), &["hostile.yml", "--format", format]);
        let text = out(&output);
        assert!(!text.contains('\u{1b}'), "{format}: {text}");
        // The agent looks for the first command of a line.
        let commands =
            |line: &str| line.contains("##vso[") && !line.starts_with("##vso[task.logissue ");
        let command = text.lines().find(|line| commands(line));
        assert_eq!(command, None, "{format}");
    }
}
