//! The input `for`: later steps find the token where their tool reads it, and at the end of the job it is gone.

use std::path::Path;

use patless_core::variables::TASK_VARIABLE;
use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use crate::pipeline::play;
use crate::step::Step;
use crate::told::Told;

/// A step that asks for tools alone.
fn step<'e>(emulator: &'e Emulator, tools: &str) -> Step<'e> {
    Step::new(emulator)
        .without("INPUT_VARIABLE")
        .input("for", tools)
}

/// Runs the post-job stage behind a main stage, in the same temp folder.
fn behind(emulator: &Emulator, main: &Told, temp: &Path) -> Told {
    let binary = Path::new(env!("CARGO_BIN_EXE_patless"));
    let step = Step::new(emulator).command(binary, ["post-job"]);
    let notes = main.task_variables.iter();
    let step = notes.fold(step, |step, (name, value)| {
        step.variable(&TASK_VARIABLE.name(name), value)
    });
    step.in_temp_folder(temp).run()
}

#[test]
fn what_holds_the_token_is_secret_and_what_decides_where_it_goes_is_set() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = step(&emulator, "vsce, az-devops")
        .variable("VSCE_MARKETPLACE_URL", "https://evil.example")
        .run();
    let variables = &told.succeeded().variables;
    let names: Vec<_> = variables.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "AZURE_DEVOPS_EXT_PAT",
            "AZURE_DEVOPS_EXT_PAT_EXPIRES_ON",
            "AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION",
            "PATLESS_NODE_OPTIONS",
            "VSCE_MARKETPLACE_URL",
            "VSCE_PAT",
            "VSCE_PAT_EXPIRES_ON",
        ]
    );
    for (name, variable) in variables {
        assert_eq!(variable.is_secret, name.ends_with("_PAT"), "{name}");
    }
    assert_eq!(
        variables["VSCE_PAT"].value,
        variables["AZURE_DEVOPS_EXT_PAT"].value
    );
    // The organization of the job is on this machine, and so is the Marketplace.
    let origin = emulator.azure_devops_url().origin().ascii_serialization();
    assert_eq!(variables["VSCE_MARKETPLACE_URL"].value, origin);
    assert_eq!(told.issues.len(), 1, "{}", told.log);
    assert!(
        told.log
            .contains("for vsce, az-devops: secret VSCE_PAT, AZURE_DEVOPS_EXT_PAT; "),
        "{}",
        told.log
    );
    // What keeps the token of vsce from the target of a redirect.
    assert_eq!(told.files_left.len(), 1);
}

#[test]
fn private_files_stay_until_the_post_job_stage_and_no_longer() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let temp = tempfile::tempdir().unwrap();
    let count = || temp.path().read_dir().unwrap().count();
    let main = step(&emulator, "tfx").in_temp_folder(temp.path()).run();
    let variables = &main.succeeded().variables;
    let home = Path::new(&variables["PATLESS_TFX_HOME"].value);
    assert!(!variables.contains_key("HOME"));
    let login = home.join(".tfx/cache/.command-options");
    assert!(
        std::fs::read_to_string(login)
            .unwrap()
            .contains(".extension.token")
    );
    assert_eq!(count(), 1);
    let told = behind(&emulator, &main, temp.path());
    assert_eq!(
        told.succeeded().log,
        "removed the private files of this step\n"
    );
    assert_eq!(count(), 0);
    // The folder may have been emptied before.
    assert_eq!(behind(&emulator, &main, temp.path()).result, None);
}

#[test]
fn a_name_that_the_job_has_in_another_spelling_is_refused_and_leaves_no_file() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let temp = tempfile::tempdir().unwrap();
    let told = step(&emulator, "tfx,vsce")
        .variable("VSTS_PUBLIC_VARIABLES", r#"["vsce.marketplace.url"]"#)
        .in_temp_folder(temp.path())
        .run();
    assert!(
        told.failed().error().contains("VSCE_MARKETPLACE_URL"),
        "{}",
        told.log
    );
    assert!(told.variables.is_empty());
    assert_eq!(temp.path().read_dir().unwrap().count(), 0);
}

#[test]
fn another_name_is_refused_before_any_request() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = step(&emulator, "svn").run();
    assert!(
        told.failed()
            .error()
            .contains("a list of git, renovate, tfx, vsce and az-devops"),
        "{}",
        told.log
    );
    assert!(told.requests.is_empty());
}

#[test]
fn a_later_step_runs_its_tool_with_what_is_mapped() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    let yaml = r#"
steps:
- task: Patless@1
  inputs: { serviceConnection: renovate, for: "git, tfx, vsce" }
- bash: |
    test "${#VSCE_PAT}" -gt 100 && echo "mapped"
    test -z "${PATLESS_GIT_TOKEN:-}" && echo "not by itself"
    git config --get-regexp '^credential\..*usehttppath'
    stat -c '%a' "$HOME/.." "$HOME/.tfx/cache/.command-options"
    echo "log: $(cat "$HOME"/.tfx/*/.allusers)"
  env:
    VSCE_PAT: $(VSCE_PAT)
    HOME: $(PATLESS_TFX_HOME)
"#;
    std::fs::write(&file, yaml).unwrap();
    let played = play("default", &file);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    for text in [
        "mapped\nnot by itself\n",
        ".usehttppath true\n700\n600\n",
        "log: pat:***",
        "removed the private files of this step\n",
    ] {
        assert!(played.log.contains(text), "{text}: {}", played.log);
    }
}
