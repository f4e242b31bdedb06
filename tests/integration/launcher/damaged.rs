//! Programs that are not what was packed. The system would hand what it cannot execute to a shell, for which an empty file
//! is a success: the step was green, and no token was there.

use std::fs;
use std::path::Path;
use std::process::Command;

use patless_emulator::{Emulator, Scenario};

use super::installed::Installed;
use super::job::assert_fails;
use super::on_each_node;
use super::wrapped_node::WrappedNode;
use crate::step::Step;

on_each_node!(
    a_program_of_another_size_is_not_started,
    a_program_for_another_machine_is_not_started,
    a_pipe_in_the_place_of_the_program_is_not_waited_for,
    a_task_without_its_list_of_programs_starts_none,
    a_shell_that_runs_over_a_damaged_program_is_no_success,
    a_program_that_ends_well_without_a_word_has_failed,
    a_damaged_program_fails_the_post_job_stage,
    a_launcher_that_ends_before_the_program_has_failed,
);

/// Fails unless the job fails, with this cause.
fn fails(installed: &Installed, node: &Path, cause: &str) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let error = format!("Patless failed: {cause}");
    assert_fails(&emulator, installed, node, &error);
    assert!(emulator.requests().is_empty());
}

/// Fails unless the job and the step fail, for a program that is damaged like this.
fn fails_as_damaged(installed: &Installed, node: &Path, how: &str) {
    fails(installed, node, "the program is damaged: ");
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = installed.main(Step::new(&emulator), node).run();
    let error = told.failed().error();
    let whole = format!("{} {how}", installed.program().display());
    assert!(error.contains(&whole), "{whole}: {error}");
    assert!(error.contains("hint: remove the task"), "{error}");
}

fn a_program_of_another_size_is_not_started(node: &Path) {
    let packed = Installed::new();
    let size = fs::metadata(packed.program()).unwrap().len();
    let whole = fs::read(packed.program()).unwrap();
    for bytes in [
        &b""[..],
        b"#!/bin/sh\nexit 0\n",
        b"exit 93\n",
        &whole[..whole.len() - 1],
    ] {
        fs::write(packed.program(), bytes).unwrap();
        let how = format!("has {} bytes instead of {size}", bytes.len());
        fails_as_damaged(&packed, node, &how);
    }
}

fn a_program_for_another_machine_is_not_started(node: &Path) {
    let mut other = fs::read(env!("CARGO_BIN_EXE_patless")).unwrap();
    other[18] = 0xf3; // RISC-V
    let mut portable = vec![0; 1000];
    portable[..2].copy_from_slice(b"MZ");
    portable[60] = 64;
    portable[64..70].copy_from_slice(b"PE\0\0\x64\x86");
    let mach = b"\xcf\xfa\xed\xfe\x07\0\0\x01".to_vec();
    let script = b"#!/bin/sh\nexit 93\n".to_vec();
    let lone = b"\x7fELF".to_vec();
    for bytes in [other, portable, mach, script, lone] {
        let installed = Installed::without_program().pack(&bytes);
        fails_as_damaged(
            &installed,
            node,
            "is not a program for this machine (linux-",
        );
    }
}

fn a_pipe_in_the_place_of_the_program_is_not_waited_for(node: &Path) {
    let installed = Installed::new();
    fs::remove_file(installed.program()).unwrap();
    let mut pipe = Command::new("mkfifo");
    assert!(pipe.arg(installed.program()).status().unwrap().success());
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = installed.main(Step::new(&emulator), node).run();
    assert!(told.failed().error().contains(" is no file"));
}

fn a_task_without_its_list_of_programs_starts_none(node: &Path) {
    let installed = Installed::new();
    for (list, cause) in [
        ("{}", "the task's list of programs does not hold patless-"),
        ("", "the task's list of programs cannot be read: "),
    ] {
        fs::write(installed.path("programs.json"), list).unwrap();
        fails(&installed, node, cause);
    }
    fs::remove_file(installed.path("programs.json")).unwrap();
    fails(
        &installed,
        node,
        "the task's list of programs cannot be read: ",
    );
}

/// Size and first bytes are right, but the system cannot execute it. A shell takes what follows for a command that there is
/// not, for a file to write to, and for an end that is a success.
fn a_shell_that_runs_over_a_damaged_program_is_no_success(node: &Path) {
    let binary = fs::read(env!("CARGO_BIN_EXE_patless")).unwrap();
    let mut program = binary[..6].to_vec();
    program.extend([0; 12]);
    program.extend(&binary[18..20]);
    program.extend(b"/dev/null\nexit 0\n");
    let installed = Installed::without_program().pack(&program);
    // Some shells refuse what is binary.
    fails(&installed, node, "the program ended with");
}

fn a_program_that_ends_well_without_a_word_has_failed(node: &Path) {
    let installed = Installed::with_script("exit 0");
    let cause = "the program ended without a word about its result";
    fails(&installed, node, cause);
}

fn a_damaged_program_fails_the_post_job_stage(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::new();
    fs::write(installed.program(), "").unwrap();
    let step = Step::new(&emulator).variable("VSTS_TASKVARIABLE_PATLESS_VARIABLES", "TOKEN");
    let told = installed.post_job(step, node).run();
    assert!(told.failed().error().contains(" has 0 bytes instead of "));
}

fn a_launcher_that_ends_before_the_program_has_failed(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let node = WrappedNode::that_never_hears_of_a_child(node);
    let installed = Installed::new();
    let step = installed.main(Step::new(&emulator), &node.path());
    let ended = step.verb(&[]);
    assert_eq!(ended.stderr, "");
    assert_eq!(ended.code, Some(1), "{}", ended.stdout);
}
