//! What the agent hears where the program cannot be run, or does not end well: one error, one result.

use std::fs;
use std::path::Path;

use patless_emulator::{Emulator, Scenario};

use super::installed::Installed;
use super::on_each_node;
use super::wrapped_node::WrappedNode;
use crate::step::Step;
use crate::told::Told;

on_each_node!(
    a_machine_without_a_program_is_named,
    a_missing_program_is_named,
    a_program_that_nobody_may_execute_is_named,
    a_program_that_does_not_start_is_named,
    an_exit_code_is_told,
    a_signal_is_told,
    a_node_that_would_show_the_environment_starts_nothing,
    a_reader_that_goes_away_leaves_nothing_to_say,
    a_channel_to_another_node_is_refused,
);

/// Fails unless the step failed with one error that holds these texts.
fn assert_told(told: &Told, texts: &[&str]) {
    let error = told.failed().error();
    for text in texts {
        assert!(error.contains(text), "{text}: {}{}", told.log, told.stderr);
    }
    assert!(error.contains("\n\nhint: "), "{error}");
    assert_eq!(told.issues.len(), 1, "{}", told.log);
    assert_eq!(told.stderr, "");
    assert!(told.files_left.is_empty(), "{:?}", told.files_left);
}

fn a_machine_without_a_program_is_named(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let node = WrappedNode::on_another_machine(node);
    let told = Installed::new()
        .main(Step::new(&emulator), &node.path())
        .run();
    assert_told(&told, &["no program for this machine (linux-mips)"]);
}

fn a_missing_program_is_named(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::without_program();
    let told = installed.main(Step::new(&emulator), node).run();
    let path = installed.program().display().to_string();
    assert_told(&told, &["is missing from the task", &path, "_tasks"]);
}

fn a_program_that_nobody_may_execute_is_named(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::new();
    for node in WrappedNode::all_without_right_to_execute(node) {
        let told = installed.main(Step::new(&emulator), &node.path()).run();
        assert_told(&told, &["cannot be executed", "noexec"]);
    }
}

fn a_program_that_does_not_start_is_named(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let mut program = fs::read(env!("CARGO_BIN_EXE_patless")).unwrap();
    // The loader that it asks for is on no machine.
    let loader = b"/ld-linux";
    let at = program.windows(loader.len()).position(|it| it == loader);
    program[at.unwrap() + 1] = b'!';
    let installed = Installed::without_program().pack(&program);
    let told = installed.main(Step::new(&emulator), node).run();
    assert_told(&told, &["cannot be started", "ENOENT"]);
}

fn an_exit_code_is_told(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::with_script("echo working; exit 101");
    let told = installed.main(Step::new(&emulator), node).run();
    assert!(told.log.starts_with("working\n"), "{}", told.log);
    assert_told(&told, &["ended with exit code 101"]);
}

fn a_signal_is_told(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for signal in ["SEGV", "KILL", "TERM"] {
        let installed = Installed::with_script(&format!("printf 'half a line'; kill -{signal} $$"));
        let told = installed.main(Step::new(&emulator), node).run();
        // What the program left of a line does not swallow the error behind it.
        assert!(told.log.contains("half a line\n"), "{}", told.log);
        assert_told(&told, &[&format!("ended with the signal SIG{signal}")]);
    }
}

/// The program ends by SIGPIPE, and nobody can be told so.
fn a_reader_that_goes_away_leaves_nothing_to_say(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::with_script("while echo working; do :; done");
    let node = WrappedNode::read_for_one_line(node);
    let ended = installed.main(Step::new(&emulator), &node.path()).verb(&[]);
    assert_eq!(ended.stdout, "working\n");
    assert_eq!(ended.stderr, "");
    assert_eq!(ended.code, Some(1));
}

/// The other end of standard input is gone at once: the cluster code of Node takes that for the end of the Node that has
/// started it, and exits with 0.
fn a_channel_to_another_node_is_refused(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::new();
    for channel in ["0", "1", "2"] {
        let step = Step::new(&emulator)
            .variable("NODE_UNIQUE_ID", "1")
            .variable("NODE_CHANNEL_FD", channel);
        let arguments = [
            "-c".into(),
            ": | \"$0\" \"$1\"".into(),
            node.as_os_str().to_owned(),
            installed.path("launch.js").into_os_string(),
        ];
        let ended = step.command(Path::new("/bin/sh"), arguments).verb(&[]);
        assert_eq!(ended.code, Some(1), "{channel}: {}", ended.stdout);
        assert!(ended.requests.is_empty(), "{channel}: {}", ended.stdout);
    }
}

fn a_node_that_would_show_the_environment_starts_nothing(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::new();
    for value in ["child_process", "fs,Child_Process", "*", "http,child_*"] {
        // The agent masks it as a whole only, and Node would show it by its lines.
        let key = "-----BEGIN-----\nsekret-of-others-0123456789-abcdefghij\n";
        let step = Step::new(&emulator).secret_variable(
            "SECRET_KEY",
            key,
            "sekret-of-others-0123456789-abcdefghij",
        );
        let told = installed
            .main(step.variable("NODE_DEBUG", value), node)
            .run();
        let error = told.failed().error();
        assert!(error.contains("the variable NODE_DEBUG"), "{error}");
    }
    let step = Step::new(&emulator).variable("NODE_DEBUG", "http,net");
    installed.main(step, node).run().succeeded();
}
