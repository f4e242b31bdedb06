//! Plays the example for Renovate on the emulator, with the real Renovate, which opens a pull request.
use std::{
    io::{BufRead as _, BufReader},
    process::{Command, ExitCode, Stdio},
};

use build_helper::{
    Failure, Workspace,
    clients::renovate,
    programs::{self, BASH, GIT, NPM},
    say, step,
};

/// Sets up Renovate, builds what is needed, and plays the pipeline. Without a pull request at its end, it fails.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Failure> {
    say(ANNOUNCEMENT);
    programs::ensure(&[BASH, GIT, NPM])?;
    let programs = renovate::set_up(workspace)?;
    // Cargo writes its progress to our terminal, and leaves it out where there is none.
    step::run(
        &mut workspace.cargo("build --package patless --package patless-emulator --bins"),
        "mend what the compiler says above",
    )?;
    let patless = workspace.binary("patless");
    let mut command = Command::new(workspace.binary("patless-emulator"));
    command
        .args(["run", PIPELINE, "--scenario", SCENARIO])
        .arg("--patless")
        .arg(&patless)
        .arg("--path")
        .arg(&programs)
        .args(["--path", STAND_INS]);
    if let Some(folder) = patless.parent() {
        command.arg("--path").arg(folder);
    }
    play(&mut command)
}

/// Shows the log of the job, and looks for the pull request in it.
fn play(command: &mut Command) -> Result<ExitCode, Failure> {
    let failure = |error| {
        let hint = "run `cargo xtask demo renovate` again; the emulator was built a moment ago";
        Failure::new(format!("the emulator: {error}"), hint)
    };
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failure)?;
    let mut is_opened = false;
    if let Some(log) = child.stdout.take() {
        for line in BufReader::new(log).lines() {
            let line = line.map_err(failure)?;
            is_opened |= line.starts_with(OPENED);
            say(&line);
        }
    }
    let status = child.wait().map_err(failure)?;
    if !status.success() {
        return Ok(step::exit_code(status));
    }
    if !is_opened {
        return Err(Failure::new(
            "the job succeeded, but Renovate opened no pull request",
            "read what Renovate says above",
        ));
    }
    say(CLOSING);
    Ok(ExitCode::SUCCESS)
}

/// The pipeline that is played.
const PIPELINE: &str = "pipelines/examples/renovate.yml";

/// Access tokens as Entra's are: by their form, Renovate decides how to send them.
const SCENARIO: &str = "jwt-shaped-token";

/// The folder with a `patless` that takes this machine for Entra. Its Renovate comes after the real one.
const STAND_INS: &str = "tests/stand-ins";

/// How the line begins that the emulator writes for a pull request.
const OPENED: &str = "Pull request 1 in gadgets, by acme-renovate: ";

const ANNOUNCEMENT: &str = "This plays pipelines/examples/renovate.yml with the real Renovate, against an emulated Azure DevOps \
                            and Entra.\nIt needs no account: the job talks to this machine only. First, npm fetches Renovate \
                            and Node.js\n(about 600 MB, under target/clients), and cargo builds the rest: a few minutes, this \
                            once.\n";

const CLOSING: &str = "\nThe pull request is on the emulator, which is gone now. Next:\n  \
                       your own repositories  docs/EXAMPLES.md#renovate\n  set it up              docs/GETTING-STARTED.md";

#[cfg(test)]
mod tests {
    use super::*;

    /// A shell that writes `text` and ends with `code`.
    fn shell(text: &str, code: u8) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("echo '{text}'; exit {code}")]);
        command
    }

    #[test]
    fn job_without_a_pull_request_is_a_failure() {
        let failure = play(&mut shell("Job Job completed", 0)).unwrap_err();
        assert!(failure.to_string().contains("no pull request"));
        let opened = format!("{OPENED}Update");
        let code = play(&mut shell(&opened, 0)).unwrap();
        assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::SUCCESS));
        let code = play(&mut shell(&opened, 3)).unwrap();
        assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::from(3)));
    }
}
