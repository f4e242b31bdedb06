//! If the program can be run, the launcher does nothing that a user would notice.

use std::fs;
use std::path::Path;

use patless_emulator::{Emulator, Scenario};

use super::installed::{Installed, mode};
use super::on_each_node;
use super::wrapped_node::WrappedNode;
use crate::step::Step;

on_each_node!(
    a_token_becomes_a_secret_variable,
    a_refusal_is_told_by_the_program_alone,
    the_environment_is_passed_on_as_it_is,
    a_read_only_task_runs_from_a_copy_that_only_this_user_reaches,
    the_copy_that_git_runs_in_later_steps_stays,
    the_post_job_stage_blanks_what_the_step_set,
    a_command_in_the_environment_fails_the_post_job_stage_when_all_is_blanked,
);

fn a_token_becomes_a_secret_variable(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::new();
    let told = installed.main(Step::new(&emulator), node).run();
    assert!(told.succeeded().variables["TOKEN"].is_secret);
    assert!(told.stderr.is_empty() && told.issues.is_empty());
    assert_eq!(mode(&installed.program()) & 0o777, 0o755);
    assert!(told.files_left.is_empty(), "{:?}", told.files_left);
}

fn a_refusal_is_told_by_the_program_alone(node: &Path) {
    let emulator = Emulator::start(Scenario::named("wrong-subject").unwrap()).unwrap();
    let told = Installed::new().main(Step::new(&emulator), node).run();
    assert!(told.failed().error().contains("AADSTS700213"));
    assert_eq!(told.issues.len(), 1);
}

fn the_environment_is_passed_on_as_it_is(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    // The shell itself drops names that hold a GUID, so the system is asked. The folder is another one in each run.
    let script = "sum() { tr '\\0' '\\n' </proc/$$/environ | grep -v -e ^HOME= -e ^TMPDIR= -e ^AGENT_TEMPDIRECTORY= | sort | cksum; }\n\
                  count() { tr '\\0' '\\n' </proc/$$/environ | grep -c \"^$1\"; }\n\
                  echo \"environment $(sum), $(count INPUT_) inputs, $(count ENDPOINT_AUTH_) of endpoints, verb $2\"";
    let installed = Installed::with_script(script);
    let step = || Step::new(&emulator).input("tokens", " A = graph\n\tB = storage ");
    let launched = installed.main(step(), node).run();
    // By now it is executable.
    let direct = step().command(&installed.program(), ["task"]).run();
    assert_eq!(launched.log, direct.log);
    assert!(
        direct
            .log
            .ends_with(", 3 inputs, 5 of endpoints, verb task\n"),
        "{}",
        direct.log
    );
}

fn a_read_only_task_runs_from_a_copy_that_only_this_user_reaches(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::with_script(
        "folder=${1%/*}; echo \"$(stat -c %a \"$1\") $(stat -c %a \"$folder\") ${folder%/*}\"",
    );
    for node in WrappedNode::all_with_read_only_task(node) {
        let told = installed.main(Step::new(&emulator), &node.path()).run();
        // Whatever `AGENT_TEMPDIRECTORY` says: a line in a log can set it.
        let place = installed.temp();
        let expected = format!("700 700 {}\n", place.display());
        assert_eq!(told.succeeded().log, expected, "{}", told.stderr);
        assert_eq!(fs::read_dir(&place).unwrap().count(), 0);
        assert!(told.files_left.is_empty(), "{:?}", told.files_left);
        assert_eq!(mode(&installed.program()) & 0o111, 0);
    }
}

fn the_copy_that_git_runs_in_later_steps_stays(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for node in WrappedNode::all_with_read_only_task(node) {
        let installed = Installed::new();
        let count = || fs::read_dir(installed.temp()).unwrap().count();
        let run = |tools| {
            let step = Step::new(&emulator).input("for", tools);
            installed.main(step, &node.path()).run()
        };
        run("vsce").succeeded();
        assert_eq!(count(), 0);
        let told = run(" az-devops, GIT");
        let settings = told.succeeded().variables.values();
        let mut helpers = settings.filter(|it| it.value.contains(" git-credential "));
        let helper = &helpers.next().unwrap().value;
        let program = helper.split('\'').nth(1).unwrap();
        let program = Path::new(program);
        assert!(program.starts_with(installed.temp()), "{helper}");
        assert_eq!(mode(program) & 0o777, 0o700);
        assert_eq!(mode(program.parent().unwrap()) & 0o777, 0o700);
        // The post-job stage has one of its own, which it removes.
        let post_job = installed.post_job(Step::new(&emulator).input("for", "git"), &node.path());
        post_job.run().succeeded();
        assert_eq!(count(), 1);
    }
}

fn the_post_job_stage_blanks_what_the_step_set(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let installed = Installed::new();
    let nothing = installed.post_job(Step::new(&emulator), node).run();
    assert!(nothing.succeeded().log.is_empty(), "{}", nothing.log);

    let told = installed
        .post_job(step_that_has_noted(&emulator), node)
        .run();
    assert_eq!(told.succeeded().variables["TOKEN"].value, "");
    assert!(told.variables["TOKEN"].is_secret && told.variables.len() == 2);
}

/// Whoever set the variable after the step would else keep the token from being blanked.
fn a_command_in_the_environment_fails_the_post_job_stage_when_all_is_blanked(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let step = step_that_has_noted(&emulator).variable("X", "##vso[task.complete result=Skipped]");
    let told = Installed::new().post_job(step, node).run();
    assert_eq!(told.result.as_deref(), Some("Failed"));
    let error = told.error();
    assert!(
        error.contains("the variable X holds a logging command"),
        "{error}"
    );
    assert_eq!(told.variables["TOKEN"].value, "");
}

/// The post-job stage of a step that has set `TOKEN`.
fn step_that_has_noted(emulator: &Emulator) -> Step<'_> {
    Step::new(emulator).variable("VSTS_TASKVARIABLE_PATLESS_VARIABLES", "TOKEN")
}

#[test]
fn the_task_does_not_load_the_task_library() {
    let installed = Installed::new();
    for name in ["copy.js", "failure.js", "launch.js", "post-job.js"] {
        let text = fs::read_to_string(installed.path(name)).unwrap();
        for module in text.split("require('").skip(1) {
            let module = module.split('\'').next().unwrap();
            assert!(
                ["child_process", "fs", "path"].contains(&module) || module.starts_with("./"),
                "{name}: {module}"
            );
        }
    }
}
