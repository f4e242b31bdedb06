//! Each form of a plan is as it was reviewed, and a shell and a program can read it.

use std::process::Command;

use super::cases::CASES;
use super::{plan, start};
use crate::filters::filtered;
use crate::snapshots::{Texts, assert_as_reviewed};

#[test]
fn each_form_of_each_plan_is_as_reviewed() {
    let mut texts = Texts::new();
    for case in CASES {
        let emulator = start((case.scenario)());
        let mut text = String::new();
        for form in ["text", "az", "terraform", "portal"] {
            let all: Vec<_> = case
                .arguments
                .iter()
                .copied()
                .chain(["--form", form])
                .collect();
            let ended = plan(&emulator, case.planner, &all);
            let shown = filtered(&ended.stdout, &emulator);
            text.push_str(&format!("──── --form {form} ────\n{shown}\n"));
            if form == "az" {
                assert_is_shell(case.name, &ended.stdout);
            }
        }
        texts.insert(format!("{}.txt", case.name), text);
    }
    assert_as_reviewed("plan", &texts);
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
