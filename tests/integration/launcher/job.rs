//! Whole jobs, in which the emulated agent runs the packaged task through Node.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use clap::Parser as _;
use patless_emulator::agent::{CancellationToken, TaskResult};
use patless_emulator::cli::{Cli, Command};
use patless_emulator::commands::play_until;
use patless_emulator::{Emulator, Scenario};

use super::installed::Installed;
use super::on_each_node;
use super::wrapped_node::WrappedNode;
use crate::argv::ArgvWatch;
use crate::leaks::assert_holds_no_secret;
use crate::pipeline::root;

on_each_node!(
    the_example_succeeds,
    a_refused_token_fails_the_job,
    a_task_that_cannot_run_fails_the_job,
    a_read_only_task_succeeds,
    a_printed_line_does_not_have_node_show_the_environment,
    a_printed_line_that_node_repeats_does_not_hide_the_failure,
    a_printed_line_that_node_repeats_stops_the_task_at_once,
    a_printed_line_does_not_switch_the_post_job_stage_off_in_silence,
    a_canceled_job_runs_its_post_job_stages,
);

/// When a job is canceled: its log holds a text, and the services have got so many requests.
#[derive(Clone, Copy)]
pub(super) struct Moment<'t> {
    pub(super) text: &'t str,
    pub(super) requests: usize,
}

/// A job log that others can read while it is written.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Plays a file through a Node, and fails if its log or a command line leaks.
fn play(
    emulator: &Emulator,
    installed: &Installed,
    node: &Path,
    file: &Path,
    canceled_at: Option<Moment<'_>>,
) -> (TaskResult, String) {
    let [file, folder, node] = [file, installed.folder(), node].map(|path| path.to_str().unwrap());
    let words = [
        "patless-emulator",
        "run",
        file,
        "--task-folder",
        folder,
        "--node",
        node,
    ];
    let Command::Run(args) = Cli::try_parse_from(words).unwrap().command else {
        panic!("run is a verb")
    };
    let (log, cancellation, ended) = (
        Log::default(),
        CancellationToken::new(),
        AtomicBool::new(false),
    );
    let watch = ArgvWatch::start();
    let result = thread::scope(|scope| {
        scope.spawn(|| {
            let has_come = |moment: Moment<'_>| {
                log.text().contains(moment.text) && emulator.requests().len() >= moment.requests
            };
            while !ended.load(Ordering::Relaxed) {
                if canceled_at.is_some_and(has_come) {
                    cancellation.cancel();
                }
                thread::sleep(PAUSE);
            }
        });
        let mut out = log.clone();
        let result = play_until(&args, emulator, &cancellation, &mut out);
        ended.store(true, Ordering::Relaxed);
        result
    });
    assert_holds_no_secret(emulator, "a command line", &watch.stop());
    let log = log.text();
    assert_holds_no_secret(emulator, "the job log", &log);
    (result.unwrap(), log)
}

/// How often the log is looked at.
const PAUSE: Duration = Duration::from_millis(4);

/// Plays a job of the task, with further steps behind it.
fn play_before(
    steps: &str,
    emulator: &Emulator,
    installed: &Installed,
    node: &Path,
    canceled_at: Option<Moment<'_>>,
) -> (TaskResult, String) {
    let pipeline = format!("{TASK}{steps}");
    play_text(&pipeline, emulator, installed, node, canceled_at)
}

/// Plays the text of a pipeline file.
fn play_text(
    pipeline: &str,
    emulator: &Emulator,
    installed: &Installed,
    node: &Path,
    canceled_at: Option<Moment<'_>>,
) -> (TaskResult, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    std::fs::write(&file, pipeline).unwrap();
    play(emulator, installed, node, &file, canceled_at)
}

/// Plays a job of one step of the task, cancels it, and gives its log up to the end of the step.
pub(super) fn cancel_when(
    emulator: &Emulator,
    installed: &Installed,
    node: &Path,
    moment: Moment<'_>,
) -> String {
    let (result, log) = play_before(NEVER, emulator, installed, node, Some(moment));
    assert_eq!(result, TaskResult::Canceled, "{log}");
    assert!(!log.contains("\nnever\n"), "{log}");
    let (step, _) = log.split_once("##[section]Finishing: Patless\n").unwrap();
    step.to_owned()
}

/// A job of one step of the task; others may follow.
const TASK: &str =
    "steps:\n- task: Patless@1\n  inputs: { serviceConnection: renovate, variable: T }\n";

/// A step that does not run where the one before it did not succeed.
const NEVER: &str = "- bash: echo never\n";

fn the_example_succeeds(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let file = root().join("pipelines/examples/access-token.yml");
    let (result, log) = play(&emulator, &Installed::new(), node, &file, None);
    assert_eq!(result, TaskResult::Succeeded, "{log}");
    assert!(
        log.contains("Azure DevOps knows me as: acme-renovate\n"),
        "{log}"
    );
    let (_, end) = log.split_once("##[section]Starting: Post-job: ").unwrap();
    assert!(
        end.contains("\nasked the agent to blank, for the rest of this job: "),
        "{end}"
    );
}

/// Fails unless the task fails its job, with one error that begins like this.
pub(super) fn assert_fails(emulator: &Emulator, installed: &Installed, node: &Path, error: &str) {
    let (result, log) = play_before(NEVER, emulator, installed, node, None);
    assert_eq!(result, TaskResult::Failed, "{log}");
    assert!(log.contains(&format!("\n##[error]{error}")), "{log}");
    // The second is the agent's own, about the exit code.
    let of_the_agent = "\n##[error]Exit code 1 returned from process: ";
    assert!(log.contains(of_the_agent), "{log}");
    assert_eq!(log.matches("##[error]").count(), 2, "{log}");
    assert!(!log.contains("\nnever\n"), "{log}");
}

fn a_refused_token_fails_the_job(node: &Path) {
    let emulator = Emulator::start(Scenario::named("wrong-subject").unwrap()).unwrap();
    let error = "no federated credential has this subject";
    assert_fails(&emulator, &Installed::new(), node, error);
}

fn a_task_that_cannot_run_fails_the_job(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let fails = |installed: &Installed, node: &Path, cause: &str| {
        let error = format!("Patless failed: {cause}");
        assert_fails(&emulator, installed, node, &error);
    };
    let absent = Installed::without_program();
    fails(&absent, node, "the program is missing from the task");
    let installed = Installed::new();
    let mips = WrappedNode::on_another_machine(node);
    fails(
        &installed,
        &mips.path(),
        "there is no program for this machine",
    );
    for node in WrappedNode::all_without_right_to_execute(node) {
        fails(&installed, &node.path(), "the program cannot be executed");
    }
}

fn a_read_only_task_succeeds(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    for node in WrappedNode::all_with_read_only_task(node) {
        let steps = "- bash: test \"$T\" && echo 'got one'\n  env: { T: $(T) }\n";
        let (result, log) = play_before(steps, &emulator, &Installed::new(), &node.path(), None);
        assert_eq!(result, TaskResult::Succeeded, "{log}");
        assert!(log.contains("\ngot one\n"), "{log}");
    }
}

fn a_printed_line_does_not_have_node_show_the_environment(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let line = "##vso[task.setvariable variable=NODE_DEBUG]child_process";
    let first = format!("steps:\n- bash: \"echo '{line}'\"\n");
    let pipeline = TASK.replacen("steps:\n", &first, 1);
    let (result, log) = play_text(&pipeline, &emulator, &Installed::new(), node, None);
    assert_eq!(result, TaskResult::Failed, "{log}");
    assert!(log.contains("the variable NODE_DEBUG"), "{log}");
    assert!(!log.contains("ENDPOINT_AUTH"), "{log}");
}

/// Plays the task behind a step that prints these lines, and before one that prints what is in `T`.
fn play_behind(lines: &[&str], emulator: &Emulator, node: &Path) -> (TaskResult, String) {
    let folder = tempfile::tempdir().unwrap();
    let titles = folder.path().join("titles");
    std::fs::write(&titles, lines.join("\n") + "\n").unwrap();
    let first = format!("steps:\n- bash: cat {}\n", titles.display());
    let pipeline = TASK.replacen("steps:\n", &first, 1) + NEVER;
    play_text(&pipeline, emulator, &Installed::new(), node, None)
}

/// Node prints the name of the file that it cannot read, before any line of ours, and the agent reads standard error, too.
const SKIPPED: &str =
    "##vso[task.setvariable variable=NODE_EXTRA_CA_CERTS]##vso[task.complete result=Skipped]";

fn a_printed_line_that_node_repeats_does_not_hide_the_failure(node: &Path) {
    let uri = "##vso[task.setvariable variable=SYSTEM_OIDCREQUESTURI]x";
    let readonly = "##vso[task.setvariable variable=T;isreadonly=true]of-the-attacker";
    let coverage = "##vso[task.setvariable variable=NODE_EXTRA_CA_CERTS]/etc/passwd/##VSO[task.complete result=Skipped;done=true]";
    for lines in [
        &[SKIPPED, uri][..],
        &[readonly, SKIPPED],
        &[readonly, coverage],
    ] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let (result, log) = play_behind(lines, &emulator, node);
        assert_eq!(result, TaskResult::Failed, "{log}");
        assert!(!log.contains("\nnever\n"), "{log}");
        assert!(emulator.requests().is_empty(), "{log}");
    }
}

fn a_printed_line_that_node_repeats_stops_the_task_at_once(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let (result, log) = play_behind(&[SKIPPED], &emulator, node);
    assert_eq!(result, TaskResult::Failed, "{log}");
    let cause = "##[error]Patless failed: the variable NODE_EXTRA_CA_CERTS holds a logging command";
    assert!(log.contains(cause), "{log}");
    assert!(emulator.requests().is_empty(), "{log}");
}

fn a_printed_line_does_not_switch_the_post_job_stage_off_in_silence(node: &Path) {
    let places = [
        "VSTS_TASKVARIABLE_PATLESS_VARIABLES",
        "VSTS_PUBLIC_VARIABLES",
    ];
    for (place, value) in places.into_iter().flat_map(|it| [(it, "x"), (it, "")]) {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let line = format!("##vso[task.setvariable variable={place}]{value}");
        let print = format!("- bash: \"echo '{line}'\"\n");
        let (result, log) = play_before(&print, &emulator, &Installed::new(), node, None);
        let (_, end) = log.split_once("Starting: Post-job: ").unwrap();
        let is_blanked =
            end.contains("asked the agent to blank") && result == TaskResult::Succeeded;
        assert!(
            is_blanked || result == TaskResult::Failed,
            "{place}={value}: {log}"
        );
    }
}

fn a_canceled_job_runs_its_post_job_stages(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let moment = Moment {
        text: "\nready\n",
        requests: 0,
    };
    let (result, log) = play_before(
        "- bash: echo ready; exec sleep 30\n",
        &emulator,
        &Installed::new(),
        node,
        Some(moment),
    );
    assert_eq!(result, TaskResult::Canceled, "{log}");
    let (_, end) = log
        .split_once("##[section]Starting: Post-job: Patless\n")
        .unwrap();
    assert!(
        end.contains("\nasked the agent to blank, for the rest of this job: T\n"),
        "{log}"
    );
}
