//! What a person at a terminal sees.

use std::process::{Command, Stdio};

use super::checkout::Checkout;
use super::findings::ONE_USE;

/// What is shown at a terminal.
fn shown(checkout: &Checkout, arguments: &str, variables: &[(&str, &str)]) -> String {
    let line = format!("{} scan {arguments}", env!("CARGO_BIN_EXE_patless"));
    let output = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .env_clear()
        .env("TERM", "xterm-256color")
        .envs(variables.iter().copied())
        .current_dir(checkout.path(""))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn colors_are_for_a_terminal_and_never_for_a_job() {
    let checkout = Checkout::with(&[("azure-pipelines.yml", ONE_USE)]);

    assert!(
        shown(&checkout, "", &[]).contains("\u{1b}[1m\u{1b}[33mwarning"),
        "{:?}",
        shown(&checkout, "", &[])
    );
    assert!(shown(&checkout, "--diff", &[]).contains("\u{1b}[32m+- task: Patless@1\u{1b}[0m"));
    assert!(!shown(&checkout, "", &[("TF_BUILD", "True")]).contains('\u{1b}'));
    assert!(!shown(&checkout, "", &[("NO_COLOR", "1")]).contains('\u{1b}'));
}

#[test]
fn a_short_scan_shows_no_progress() {
    let checkout = Checkout::with(&[("README.md", "x")]);
    assert!(!shown(&checkout, "", &[]).contains("files read\r"));
}
