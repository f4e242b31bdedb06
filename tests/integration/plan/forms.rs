//! Each form of a plan is as it was reviewed, and a shell and a program can read it.

use std::fmt::Write as _;
use std::process::Command;
use std::sync::Mutex;

use patless_emulator::Scenario;

use super::cases::{CASES, Case};
use super::{Planner, plan, start};
use crate::filters::filtered;
use crate::in_parallel::assert_no_complaints;
use crate::pipeline::root;
use crate::snapshots::{Texts, assert_as_reviewed};

#[test]
fn each_form_of_each_plan_is_as_reviewed() {
    let texts = Mutex::new(Texts::new());
    assert_no_complaints(4, CASES.iter(), |case| {
        let text = every_form(case);
        let mut texts = texts.lock().unwrap();
        texts.insert(format!("{}.txt", case.name), text);
        None
    });
    assert_as_reviewed("plan", &texts.into_inner().unwrap());
}

/// Prints a plan in every form.
fn every_form(case: &Case) -> String {
    let emulator = start((case.scenario)());
    let mut text = String::new();
    for form in ["text", "az", "terraform", "portal"] {
        let arguments = case.arguments.iter().copied();
        let all: Vec<_> = arguments.chain(["--form", form]).collect();
        let ended = plan(&emulator, case.planner, &all);
        let shown = filtered(&ended.stdout, &emulator);
        writeln!(text, "──── --form {form} ────\n{shown}").unwrap();
        if form == "az" {
            assert_is_shell(case.name, &ended.stdout);
        }
    }
    text
}

#[test]
fn the_sample_in_the_document_is_what_is_printed() {
    let emulator = start(Scenario::default());
    let arguments = [
        "--for",
        "renovate",
        "--project",
        "Widgets",
        "--service-connection",
        "renovate",
        "--pipeline",
        "43",
    ];
    let ended = plan(&emulator, Planner::Person, &arguments);
    let here = emulator.azure_devops_url().to_string();
    let printed = ended.stdout.replace(&here, "https://dev.azure.com/acme/");
    let document = root().join("docs/VERBS.md");
    let document = std::fs::read_to_string(document).unwrap();
    assert!(
        document.contains(&printed),
        "docs/VERBS.md should show:\n{printed}"
    );
}

/// Fails unless a shell can read it.
fn assert_is_shell(name: &str, script: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("script.sh");
    std::fs::write(&file, script).unwrap();
    let output = Command::new("sh").arg("-n").arg(&file).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {complaint}{script}");
}
