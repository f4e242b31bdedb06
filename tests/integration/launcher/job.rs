//! Whole jobs, in which the emulated agent runs the packaged task through Node.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use clap::Parser as _;
use patless_emulator::agent::{Cancellation, TaskResult};
use patless_emulator::cli::{Cli, Command};
use patless_emulator::commands::play_until;
use patless_emulator::{Emulator, Scenario};

use super::installed::Installed;
use super::on_each_node;
use crate::argv::ArgvWatch;
use crate::leaks::assert_holds_no_secret;
use crate::pipeline::root;

on_each_node!(
    the_example_succeeds,
    a_canceled_job_runs_its_post_job_stages
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
    let (log, cancellation, ended) = (Log::default(), Cancellation::new(), AtomicBool::new(false));
    let watch = ArgvWatch::start();
    let result = thread::scope(|scope| {
        scope.spawn(|| {
            let has_come = |moment: Moment<'_>| {
                log.text().contains(moment.text) && emulator.requests().len() >= moment.requests
            };
            while !ended.load(Ordering::Relaxed) {
                if canceled_at.is_some_and(has_come) {
                    cancellation.request();
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

/// Plays a job of one step of the task, cancels it, and gives its log up to the end of the step.
pub(super) fn cancel_when(
    emulator: &Emulator,
    installed: &Installed,
    node: &Path,
    moment: Moment<'_>,
) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    std::fs::write(&file, format!("steps:\n{STEP}- bash: echo never\n")).unwrap();
    let (result, log) = play(emulator, installed, node, &file, Some(moment));
    assert_eq!(result, TaskResult::Canceled, "{log}");
    assert!(!log.contains("\nnever\n"), "{log}");
    let (step, _) = log.split_once("##[section]Finishing: Patless\n").unwrap();
    step.to_owned()
}

/// A step of the task.
const STEP: &str = "- task: Patless@1\n  inputs: { serviceConnection: renovate, variable: T }\n";

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
        end.contains("\nblanked for what still runs in this job: "),
        "{end}"
    );
}

fn a_canceled_job_runs_its_post_job_stages(node: &Path) {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    std::fs::write(
        &file,
        format!("steps:\n{STEP}- bash: echo ready; exec sleep 30\n"),
    )
    .unwrap();
    let moment = Moment {
        text: "\nready\n",
        requests: 0,
    };
    let (result, log) = play(&emulator, &Installed::new(), node, &file, Some(moment));
    assert_eq!(result, TaskResult::Canceled, "{log}");
    let (_, end) = log
        .split_once("##[section]Starting: Post-job: Patless\n")
        .unwrap();
    assert!(
        end.contains("\nblanked for what still runs in this job: T\n"),
        "{log}"
    );
}
