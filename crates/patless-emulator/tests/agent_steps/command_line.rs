//! Options of `run` that give steps what they need.

use std::fs;

use clap::Parser as _;
use patless_emulator::agent::TaskResult;
use patless_emulator::cli::{Cli, Command};
use patless_emulator::commands::{CommandError, play};
use patless_emulator::{Emulator, Scenario};

use crate::fixture::Fixture;

/// What became of a pipeline.
struct Played {
    result: Result<TaskResult, CommandError>,
    log: String,
    /// By how many seconds the clock was moved.
    clock: String,
}

/// Runs a pipeline with options, in which `FOLDER` stands for the folder.
fn run(fixture: &Fixture, yaml: &str, options: &[&str]) -> Played {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let file = fixture.write("p.yml", yaml);
    let folder = fixture.path("");
    let folder = folder.to_str().unwrap().trim_end_matches('/');
    let words = ["patless-emulator", "run", file.to_str().unwrap()];
    let sources = ["--sources", "FOLDER/sources"];
    let words = words.iter().chain(&sources).chain(options);
    let words = words.map(|it| it.replace("FOLDER", folder));
    let Command::Run(args) = Cli::try_parse_from(words).unwrap().command else {
        panic!("run is a verb");
    };
    let mut log = Vec::new();
    let result = play(&args, &emulator, &mut log);
    Played {
        result,
        log: String::from_utf8(log).unwrap(),
        clock: fs::read_to_string(emulator.clock_file()).unwrap(),
    }
}

impl Played {
    #[track_caller]
    fn has(&self, line: &str) {
        let found = self.log.lines().any(|other| other == line);
        assert!(found, "{line:?} is not in\n{}", self.log);
    }
}

#[test]
fn a_later_job_has_the_artifacts_and_a_folder_keeps_them() {
    let fixture = Fixture::new();
    let yaml = "jobs:\n- job: A\n  steps:\n  - bash: echo hello >page.txt\n  - publish: page.txt\n    artifact: web\n\
                - job: B\n  dependsOn: A\n  steps:\n  - download: current\n    artifact: web\n\
                \x20 - bash: cat \"$PIPELINE_WORKSPACE\"/web/page.txt\n";
    for options in [&[][..], &["--artifacts", "FOLDER/kept"]] {
        let played = run(&fixture, yaml, options);
        assert_eq!(played.result.as_ref().unwrap(), &TaskResult::Succeeded);
        played.has("hello");
    }
    assert_eq!(fixture.read("kept/web/page.txt"), "hello\n");
}

#[test]
fn a_deployment_downloads_the_artifacts_unless_it_says_otherwise() {
    let fixture = Fixture::new();
    for (own, seen) in [
        ("", "web"),
        ("        - download: none\n", "nothing"),
        (
            "        - task: DownloadPipelineArtifact@2\n          inputs: {artifact: web, path: here}\n",
            "nothing",
        ),
    ] {
        let yaml = format!(
            "jobs:\n- job: A\n  steps:\n  - bash: echo hello >page.txt\n  - publish: page.txt\n    artifact: web\n\
             - deployment: B\n  dependsOn: A\n  environment: prod\n  strategy:\n    runOnce:\n      deploy:\n        \
             steps:\n{own}        - bash: test -e $PIPELINE_WORKSPACE/web/page.txt && echo web || echo nothing\n"
        );
        let played = run(&fixture, &yaml, &[]);
        assert_eq!(
            played.result.as_ref().unwrap(),
            &TaskResult::Succeeded,
            "{}",
            played.log
        );
        played.has(seen);
    }
}

#[test]
fn a_task_of_somebody_else_is_given_by_its_folder() {
    let fixture = Fixture::new();
    let yaml = "steps:\n- task: Greet@3\n  inputs: {who: you}\n";
    fixture.write(
        "task/task.json",
        r#"{"id": "b", "name": "Greet", "friendlyName": "Greet", "version": {"Major": 3, "Minor": 0, "Patch": 1},
            "inputs": [{"name": "who", "type": "string"}], "execution": {"Node20_1": {"target": "index.js"}}}"#,
    );
    fixture.write(
        "task/index.js",
        "console.log(`hello ${process.env.INPUT_WHO}`)",
    );
    let played = run(&fixture, yaml, &["--task", "Greet=FOLDER/task"]);
    assert_eq!(played.result.as_ref().unwrap(), &TaskResult::Succeeded);
    played.has("hello you");
    let without = run(&fixture, yaml, &[]);
    assert_eq!(without.result.as_ref().unwrap(), &TaskResult::Succeeded);
    without.has(
        "emulator: unsupported: the task Greet@3 is not here (--task Greet@3=FOLDER gives it); the step is skipped",
    );
    let other = run(&fixture, yaml, &["--task", "Greet@2=FOLDER/task"]);
    let error = other.result.unwrap_err().to_string();
    assert!(
        error.ends_with("task.json has version 3.0.1, not 2"),
        "{error}"
    );
}

#[test]
fn strict_refuses_before_anything_runs() {
    let fixture = Fixture::new();
    let yaml = "jobs:\n- job: A\n  steps:\n  - bash: echo ran\n- job: B\n  dependsOn: A\n  steps:\n  - task: Greet@3\n";
    let played = run(&fixture, yaml, &["--strict"]);
    let error = played.result.unwrap_err().to_string();
    assert!(
        error.ends_with(
            "p.yml:8:5: unsupported: the task Greet@3 is not here (--task Greet@3=FOLDER gives it)"
        ),
        "{error}"
    );
    assert_eq!(played.log, "");
}

#[test]
fn repositories_are_given_by_their_folders() {
    let fixture = Fixture::new();
    fixture.write("tools/tool.txt", "");
    let yaml = "resources:\n  repositories:\n  - {repository: tools, type: git, name: acme/build-tools}\n\
                steps:\n- checkout: self\n- checkout: tools\n- bash: ls; ls build-tools\n";
    let played = run(&fixture, yaml, &["--repository", "tools=FOLDER/tools"]);
    assert_eq!(played.result.as_ref().unwrap(), &TaskResult::Succeeded);
    for line in ["build-tools", "widgets", "tool.txt"] {
        played.has(line);
    }
}

#[test]
fn attempts_move_the_clock_with_fast_forward() {
    let fixture = Fixture::new();
    let yaml = "steps:\n- bash: exit 1\n  retryCountOnTaskFailure: 2\n";
    let played = run(&fixture, yaml, &["--fast-forward"]);
    assert_eq!(played.result.unwrap(), TaskResult::Failed);
    assert_eq!(played.clock, "5\n");
}
