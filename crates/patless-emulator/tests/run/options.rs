//! Options of `run` that say what is played, and with what.

use clap::Parser as _;
use patless_emulator::agent::TaskResult;
use patless_emulator::cli::Cli;
use patless_emulator::commands::{CommandError, execute};

use crate::played::{play_with, played};

/// Runs the command line on files of a folder, each with services of its own.
fn run(files: &[(&str, &str)], words: &[&str]) -> (Result<(), CommandError>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let words = words.iter().map(|it| it.replace("FOLDER", &path));
    let first = ["patless-emulator", "run"].map(str::to_owned);
    let cli = Cli::try_parse_from(first.into_iter().chain(words)).unwrap();
    let mut out = Vec::new();
    let result = execute(cli, &mut out);
    (result, String::from_utf8(out).unwrap())
}

const TASK_JSON: &str = r#"{"name": "Patless", "friendlyName": "Patless",
    "version": {"Major": 1, "Minor": 0, "Patch": 0},
    "inputs": [{"name": "connection", "type": "connectedService:AzureRM"}]}"#;

/// Names a connection, and prints its scheme.
fn pipeline_with(connection: &str) -> String {
    format!("steps:\n- task: Patless@1\n  inputs: {{connection: {connection}}}\n")
}

#[test]
fn added_connection_is_there_with_its_scheme() {
    for (scheme, expected) in [
        ("", "WorkloadIdentityFederation"),
        ("=workloadIdentityFederation", "WorkloadIdentityFederation"),
        ("=ServicePrincipal", "ServicePrincipal"),
        ("=managedServiceIdentity", "ManagedServiceIdentity"),
    ] {
        let yaml = pipeline_with("acme prod");
        let option = format!("acme prod{scheme}");
        let files = [("p.yml", &*yaml), ("task.json", TASK_JSON)];
        let words = [
            "FOLDER/p.yml",
            "--patless",
            "/usr/bin/env",
            "--connection",
            &option,
        ];
        let (result, log) = run(&files, &words);
        // `env` prints no environment for the verb of the task, but the connection was found.
        let error = result.unwrap_err();
        assert!(
            matches!(error, CommandError::RunFailed),
            "{expected}: {error}: {log}"
        );
    }
    let yaml = pipeline_with("renovate");
    let files = [("p.yml", &*yaml)];
    let (result, _) = run(&files, &["FOLDER/p.yml", "--connection", "renovate"]);
    let expected =
        "there is a service connection 'renovate' already; give another name to --connection";
    assert_eq!(result.unwrap_err().to_string(), expected);
    let wrong = [
        "patless-emulator",
        "run",
        "p.yml",
        "--connection",
        "a=other",
    ];
    assert!(Cli::try_parse_from(wrong).is_err());
}

#[test]
fn unknown_connection_is_refused_before_anything_runs_and_says_what_to_do() {
    let yaml = "stages:\n\
        - stage: A\n  jobs:\n  - job: A\n    steps:\n    - bash: echo got a\n\
        - stage: B\n  variables: {which: mine}\n  jobs:\n  - job: B\n    steps:\n\
        \x20   - task: Patless@1\n      inputs: {connection: $(which)}\n";
    let files = [("task.json", TASK_JSON)];
    let more = [
        "--task-json",
        "FOLDER/task.json",
        "--patless",
        "/nowhere/patless",
    ];
    let refused = play_with(yaml, &files, &more);
    assert_eq!(refused.log, "");
    let refusal = refused.refusal();
    assert!(
        refusal.contains("references service connection mine which could not be found")
            && refusal.contains("renovate (azurerm)")
            && refusal.ends_with("--connection 'mine'"),
        "{refusal}"
    );
    // Only the run knows this name.
    let yaml = yaml.replace("which: mine", "which: '$[ variables.x ]'");
    let refused = play_with(&yaml, &files, &more);
    assert_eq!(refused.got(), ["a"], "{}", refused.log);
}

#[test]
fn several_files_run_one_after_another_and_one_failure_is_enough() {
    let files = [
        ("a.yml", "steps:\n- bash: exit 1\n"),
        ("b.yml", "steps: nonsense\n"),
        ("c.yml", "steps:\n- bash: echo got c\n"),
    ];
    let (result, log) = run(&files, &["FOLDER/a.yml", "FOLDER/b.yml", "FOLDER/c.yml"]);
    assert!(log.lines().any(|line| line == "got c"), "{log}");
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), "2 of 3 pipelines failed");
    assert_eq!(error.exit_code(), 1);
    let (result, log) = run(&files, &["FOLDER/c.yml", "FOLDER/c.yml"]);
    assert!(result.is_ok(), "{log}");
}

#[test]
fn parameters_and_templates_of_other_repositories_are_given() {
    let yaml = "parameters:\n- name: who\n- name: times\n  type: number\n  default: 1\n\
        resources:\n  repositories:\n  - {repository: tools, type: git, name: acme/build-tools}\n\
        steps:\n\
        - template: steps.yml@tools\n  parameters: {who: '${{ parameters.who }}'}\n\
        - bash: echo got ${{ parameters.times }} ${{ variables['Build.SourceBranchName'] }}\n";
    let template = "parameters:\n- name: who\nsteps:\n- bash: echo got ${{ parameters.who }}\n";
    let played = play_with(
        yaml,
        &[("tools/steps.yml", template)],
        &[
            "--parameter",
            "who=you",
            "--parameter",
            "times=3",
            "--repository",
            "acme/build-tools=FOLDER/tools",
        ],
    );
    assert_eq!(played.got(), ["you", "3 main"], "{}", played.log);
}

#[test]
fn what_is_not_played_is_skipped_unless_it_is_strict() {
    let yaml = "jobs:\n\
        - job: A\n  steps:\n  - bash: echo got a\n\
        - job: B\n  dependsOn: A\n  steps:\n  - task: Other@3\n  - bash: echo got b\n";
    let skipped = played(yaml);
    assert_eq!(skipped.got(), ["a", "b"], "{}", skipped.log);
    assert_eq!(skipped.result.unwrap(), TaskResult::Succeeded);
    let refused = play_with(yaml, &[], &["--strict"]);
    assert_eq!(refused.log, "");
    let refusal = refused.refusal();
    assert!(
        refusal.contains("unsupported: the task Other@3"),
        "{refusal}"
    );
}

#[test]
fn template_that_is_not_here_is_named_if_nothing_is_left_to_run() {
    let yaml = "resources:\n  repositories:\n  - {repository: tools, type: git, name: acme/build-tools}\n\
        extends:\n  template: all.yml@tools\n";
    for (more, parts) in [
        (&[][..], &["--repository tools=FOLDER"][..]),
        (
            &["--repository", "tool=FOLDER"][..],
            &["--repository tools=FOLDER", "given are those of 'tool'"][..],
        ),
    ] {
        let refused = play_with(yaml, &[], more);
        assert_eq!(refused.log, "");
        let refusal = refused.refusal();
        for part in parts {
            assert!(refusal.contains(part), "{refusal}");
        }
    }
}

#[test]
fn root_is_where_templates_with_a_slash_are() {
    let files = [
        ("ci/q.yml", "steps:\n- template: /steps/a.yml\n"),
        ("steps/a.yml", "steps:\n- bash: echo got a\n"),
    ];
    let yaml = "steps:\n- bash: echo got p\n";
    let played = play_with(yaml, &files, &["FOLDER/ci/q.yml", "--root", "FOLDER"]);
    assert_eq!(played.got(), ["p", "a"], "{}", played.log);
}

#[test]
fn display_name_of_a_step_has_the_variables_that_the_job_begins_with() {
    let yaml = "variables:\n  v: 20\nsteps:\n- bash: echo got\n  displayName: Use $(v) of $(w)\n";
    let played = played(yaml);
    assert!(
        played.log.contains("Starting: Use 20 of $(w)"),
        "{}",
        played.log
    );
}

#[test]
fn every_fault_of_a_file_is_listed() {
    let yaml = "jobs:\n- job: A\n  dependson: B\n  steps:\n  - bsh: x\n";
    let refused = played(yaml);
    assert_eq!(refused.log, "");
    let refusal = refused.refusal();
    let places: Vec<&str> = refusal
        .lines()
        .map(|line| line.split_once("p.yml:").unwrap().1)
        .collect();
    assert!(
        places[0].starts_with("3:3: ") && places[1].starts_with("5:5: "),
        "{refusal}"
    );
}

#[test]
fn secret_of_a_group_that_names_a_connection_is_not_told() {
    let yaml = "variables:\n- group: acme\nsteps:\n\
        - task: Patless@1\n  inputs: {connection: $(password)}\n";
    let group = "name: acme\nvariables: {password: {value: sekret-12345, isSecret: true}}\n";
    let files = [("task.json", TASK_JSON), ("g.yml", group)];
    let more = [
        "--task-json",
        "FOLDER/task.json",
        "--patless",
        "/nowhere/patless",
        "--group",
        "FOLDER/g.yml",
    ];
    let refused = play_with(yaml, &files, &more);
    let told = format!("{}{}", refused.log, refused.refusal());
    assert!(!told.contains("sekret-12345"), "{told}");
    assert!(told.contains("references service connection ***"), "{told}");
}
