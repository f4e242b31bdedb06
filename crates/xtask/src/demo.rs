//! Plays the smallest pipeline on the emulator, so that a newcomer sees the whole flow without Azure.
use std::{
    path::Path,
    process::{Command, ExitCode},
};

use build_helper::{
    Failure, Workspace,
    programs::{self, BASH, CURL},
    say, step,
};

/// Builds what is needed, plays the pipeline, and passes the job's exit code on.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode, Failure> {
    say(&announcement(Build::expected(workspace)));
    programs::ensure(&[BASH, CURL])?;
    // Cargo writes its progress to our terminal, and leaves it out where there is none.
    step::run(
        &mut workspace.cargo("build --package patless --package patless-emulator --bins"),
        "mend what the compiler says above",
    )?;
    let status = step::status(
        Command::new(workspace.binary("patless-emulator"))
            .arg("run")
            .arg(PIPELINE)
            .arg("--page")
            .arg("--patless")
            .arg(workspace.binary("patless")),
        "run `cargo xtask demo` again; the emulator was built a moment ago",
    )?;
    if status.success() {
        say(&closing(&workspace.binary("patless-emulator")));
    }
    Ok(step::exit_code(status))
}

/// How much cargo has to build.
#[derive(Debug, Clone, Copy)]
enum Build {
    /// Everything.
    Whole,
    /// What has changed since the last time.
    Changes,
}

impl Build {
    /// What is to be expected, by what the last build has left.
    fn expected(workspace: &Workspace) -> Self {
        let are_there = ["patless", "patless-emulator"]
            .iter()
            .all(|name| workspace.binary(name).is_file());
        if are_there {
            Self::Changes
        } else {
            Self::Whole
        }
    }
}

/// Tells what is going to happen, and how long it takes.
fn announcement(build: Build) -> String {
    let time = match build {
        Build::Whole => {
            "First, cargo fetches and builds both: a few minutes. Next time, it takes seconds."
        }
        Build::Changes => "Both were built before: seconds, if cargo finds nothing to rebuild.",
    };
    format!(
        "This plays {PIPELINE} with Patless, against an emulated Azure DevOps and Entra.\n\
         It needs no account: the job talks to this machine only. {time}\n\
         Open the page whose address comes first, to see the requests of the job.\n"
    )
}

/// Tells what can be done next.
fn closing(emulator: &Path) -> String {
    let emulator = emulator.display();
    format!(
        "\nThat was the whole way. Next:\n\
         \x20 make it fail   {emulator} run {PIPELINE} --scenario wrong-subject\n\
         \x20 play your own  docs/EMULATOR.md\n\
         \x20 set it up      docs/GETTING-STARTED.md"
    )
}

/// The pipeline that is played.
const PIPELINE: &str = "pipelines/examples/access-token.yml";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_end_it_shows_a_command_that_can_be_copied() {
        let text = closing(Path::new("target/debug/patless-emulator"));
        let command = format!("  target/debug/patless-emulator run {PIPELINE} --scenario");
        assert!(text.contains(&command), "{text}");
    }

    #[test]
    fn before_it_starts_it_says_what_it_does_and_how_long_it_takes() {
        for (build, time) in [(Build::Whole, "minutes"), (Build::Changes, "seconds")] {
            let text = announcement(build);
            for part in [PIPELINE, "no account", "this machine only", "page", time] {
                assert!(text.contains(part), "{part}: {text}");
            }
        }
    }
}
