//! What the task leaves behind at the end of a job.

use std::path::Path;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};

use crate::pipeline::{play, root};
use crate::step::Step;
use crate::told::{Told, Variable};

/// Runs the post-job stage, as the agent does behind a main stage that was heard.
fn behind(emulator: &Emulator, main: &Told) -> Told {
    let binary = Path::new(env!("CARGO_BIN_EXE_patless"));
    let step = Step::new(emulator).command(binary, ["post-job"]);
    let notes = main.task_variables.iter();
    notes
        .fold(step, |step, (name, value)| {
            step.variable(&format!("VSTS_TASKVARIABLE_{name}"), value)
        })
        .run()
}

#[test]
fn each_variable_of_the_step_is_blanked_and_stays_secret() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let main = Step::new(&emulator).input("tokens", "ARM = azureResourceManager");
    let main = main.input("isOutput", "true").run();
    let told = behind(&emulator, main.succeeded());
    let names = |told: &Told| -> Vec<String> { told.variables.keys().cloned().collect() };
    assert_eq!(names(told.succeeded()), names(&main));
    for (name, variable) in &told.variables {
        let blank = Variable {
            value: String::new(),
            is_secret: !name.ends_with("_EXPIRES_ON"),
        };
        assert_eq!(variable, &blank, "{name}");
    }
    assert!(told.outputs.is_empty(), "later jobs read the outputs");
    assert!(told.requests.is_empty() && told.issues.is_empty());
}

#[test]
fn behind_a_step_that_set_nothing_there_is_nothing_to_say() {
    let emulator = Emulator::start(Scenario::named("wrong-subject").unwrap()).unwrap();
    let main = Step::new(&emulator).run();
    let told = behind(&emulator, main.failed());
    assert!(told.succeeded().commands.is_empty(), "{}", told.log);
    assert!(told.issues.is_empty() && told.stderr.is_empty());
}

#[test]
fn a_job_ends_with_the_variables_blanked() {
    let played = play(
        "default",
        &root().join("pipelines/examples/access-token.yml"),
    );
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    let (_, end) = played.log.split_once("Starting: Post-job: ").unwrap();
    assert!(
        end.contains("\nasked the agent to blank, for the rest of this job: "),
        "{}",
        played.log
    );
    assert!(!end.contains("##[error]") && !end.contains("##[warning]"));
}
