//! Runs every test, after setting up what they need; nothing is skipped.
use build_helper::{
    Failure, Workspace, clients,
    programs::{
        self, BASH, CHROMIUM, CURL, GIT, NGINX, NPM, PYTHON, PYTHON_VENV, SOCAT, STRACE, TINYPROXY,
        VALGRIND,
    },
    release::{self, Target},
    step,
};

/// Sets up, then runs the unit and integration tests, then the doc tests.
///
/// A test that needs the set-up is `#[ignore]`d, so that `cargo test` alone stays quick; here all of them run.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    programs::ensure(&[
        BASH,
        CHROMIUM,
        CURL,
        GIT,
        NGINX,
        NPM,
        PYTHON,
        PYTHON_VENV,
        SOCAT,
        STRACE,
        TINYPROXY,
        VALGRIND,
    ])?;
    clients::set_up(workspace)?;
    // What is shipped, weighed by a test.
    release::build(workspace, &Target::Host)?;
    for tests in [
        "test --workspace --tests -- --include-ignored",
        "test --workspace --doc",
    ] {
        step::run(&mut workspace.cargo(tests), HINT)?;
    }
    // The benchmark has its own workspace.
    let bench = "test --locked --manifest-path bench/Cargo.toml --target-dir";
    step::run(workspace.cargo(bench).arg(workspace.target("bench")), HINT)
}

/// What to do when a test fails.
const HINT: &str = "read the failing test's output above; run it alone with `cargo test NAME`";
