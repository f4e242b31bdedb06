//! Colors are for people at a terminal, and never in a job log.

use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

/// What the doctor says of an error, with these variables. Standard output is no terminal.
fn said(variables: &[(&str, &str)]) -> String {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let step = Step::script(&emulator).without("TF_BUILD");
    let step = variables
        .iter()
        .fold(step, |step, (name, value)| step.variable(name, value));
    step.verb(&["doctor", "--explain", "AADSTS700213"]).stdout
}

#[test]
fn what_is_no_terminal_gets_no_colors() {
    assert!(!said(&[]).contains('\x1b'));
    assert!(!said(&[("TERM", "xterm-256color"), ("CLICOLOR", "1")]).contains('\x1b'));
}

#[test]
fn who_forces_colors_gets_them() {
    let said = said(&[("CLICOLOR_FORCE", "1")]);
    assert!(said.contains("\x1b[0m"), "{said}");
}

#[test]
fn who_wants_no_colors_gets_none() {
    let said = said(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
    assert!(!said.contains('\x1b'), "{said}");
}

#[test]
fn a_job_log_gets_no_colors_even_where_they_are_forced() {
    let said = said(&[("CLICOLOR_FORCE", "1"), ("TF_BUILD", "True")]);
    assert!(!said.contains('\x1b'), "{said}");
}
