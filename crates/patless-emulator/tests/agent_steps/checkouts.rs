//! Checkouts of one repository and of several.

use std::fs;
use std::process::Command;

use patless_emulator::agent::{LocalRepository, Missing, TaskResult};

use crate::fixture::{Fixture, JOB_TOKEN, names_in};

/// Names the repository `tools`.
const TOOLS: &str =
    "resources:\n  repositories:\n  - {repository: tools, type: git, name: acme/build-tools}\n";

/// An agent with the repositories `widgets` and `tools`.
fn with_repositories() -> Fixture {
    let mut fixture = Fixture::new();
    "Widgets/widgets".clone_into(&mut fixture.host.sources_name);
    fixture.write("sources/own.txt", "");
    fixture.write("tools/tool.txt", "");
    let tools = fixture.path("tools");
    fixture
        .host
        .repositories
        .push(LocalRepository::new("tools", "acme/build-tools", tools));
    fixture
}

#[test]
fn one_checkout_is_the_working_directory() {
    let fixture = with_repositories();
    let sources = fixture.path("sources");
    let run = fixture.run(
        "steps:\n- checkout: self\n  fetchDepth: 1\n  clean: true\n  lfs: false\n\
         - bash: echo $PWD; ls $(Pipeline.Workspace)/s\n",
    );
    run.has(&format!(
        "emulator: nothing is copied; the sources are in {}",
        sources.display()
    ));
    run.has("emulator: nothing is fetched, so nothing is done for clean, fetchDepth");
    run.has(&sources.display().to_string());
    run.has("own.txt");
}

#[test]
fn another_repository_alone_is_the_working_directory() {
    let run = with_repositories().run(&format!("{TOOLS}steps:\n- checkout: tools\n- bash: ls\n"));
    run.has("tool.txt");
    run.lacks("own.txt");
}

#[test]
fn each_of_several_repositories_is_a_folder_of_the_working_directory() {
    let fixture = with_repositories();
    let run = fixture.run(&format!(
        "{TOOLS}steps:\n- checkout: self\n- checkout: tools\n- checkout: tools\n  path: s/a/b\n\
         - bash: ls -d */*.txt a/b/*; echo at $PWD; echo own $(Build.Repository.LocalPath)\n"
    ));
    assert_eq!(run.outcome.result, TaskResult::Succeeded, "{}", run.log);
    for line in ["build-tools/tool.txt", "widgets/own.txt", "a/b/tool.txt"] {
        run.has(line);
    }
    let folder = fixture.path("work/1/s");
    run.has(&format!("at {}", folder.display()));
    run.has(&format!("own {}", folder.join("widgets").display()));
    run.has(&format!(
        "emulator: {} leads there",
        folder.join("widgets").display()
    ));
}

#[test]
fn no_checkout_is_an_empty_folder() {
    let run = with_repositories().run("steps:\n- checkout: none\n- bash: ls -A; echo end\n");
    run.lacks("own.txt");
    run.has("end");
}

#[test]
fn a_repository_that_nobody_has_given_is_skipped_or_refused() {
    let mut fixture = with_repositories();
    let steps = "resources:\n  repositories:\n  - {repository: other, type: git, name: acme/other}\n\
                 steps:\n- checkout: self\n- checkout: other\n- bash: ls\n";
    let run = fixture.run(steps);
    run.has(
        "emulator: unsupported: the checkout of other (--repository other=FOLDER gives its files); the step is skipped",
    );
    run.has("widgets");
    fixture.host.missing = Missing::Refused;
    assert!(
        fixture
            .refusal(steps)
            .contains("unsupported: the checkout of other")
    );
}

#[test]
fn a_path_stays_in_the_build_folder_and_out_of_other_repositories() {
    for (path, error) in [
        ("../x", "should resolve to a directory under"),
        ("s/widgets/sub", "is a link or a file, and no folder"),
    ] {
        let fixture = with_repositories();
        let run = fixture.run(&format!(
            "{TOOLS}steps:\n- checkout: self\n- checkout: tools\n  path: {path}\n"
        ));
        assert!(run.log.contains(error), "{}", run.log);
        assert_eq!(run.outcome.result, TaskResult::Failed);
        assert_eq!(names_in(&fixture.path("sources")), ["own.txt"]);
    }
}

#[test]
fn persisted_credentials_reach_git_and_not_the_repository() {
    let fixture = with_repositories();
    let made = Command::new("git")
        .args(["init", "--quiet"])
        .current_dir(fixture.path("sources"))
        .status();
    assert!(made.unwrap().success());
    let before = fixture.read("sources/.git/config");
    let key = "http.https://dev.azure.com/acme/Widgets/_git/widgets.extraheader";
    let run = fixture.run(&format!(
        "steps:\n- bash: git config {key} || echo nothing yet\n- checkout: self\n  persistCredentials: true\n\
         - bash: git config {key}; git config {key} | wc -c\n"
    ));
    run.has("nothing yet");
    run.has("AUTHORIZATION: bearer ***");
    let length = "AUTHORIZATION: bearer \n".len() + JOB_TOKEN.len();
    let has_length = |line: &str| line.trim() == length.to_string();
    assert!(run.log.lines().any(has_length), "{}", run.log);
    run.lacks(JOB_TOKEN);
    assert_eq!(fixture.read("sources/.git/config"), before);
}

#[test]
fn the_work_folder_can_be_removed_without_the_repositories() {
    let fixture = with_repositories();
    fixture.run(&format!(
        "{TOOLS}steps:\n- checkout: self\n- checkout: tools\n"
    ));
    fs::remove_dir_all(fixture.path("work")).unwrap();
    assert_eq!(names_in(&fixture.path("sources")), ["own.txt"]);
    assert_eq!(names_in(&fixture.path("tools")), ["tool.txt"]);
}
