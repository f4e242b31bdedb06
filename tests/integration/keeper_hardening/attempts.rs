//! Steps with a keeper that fail, are canceled, or come again: none leaves a keeper behind, and each post-job stage stops its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use patless_emulator::scenario::{AzureDevOpsKnobs, Fault, Faults};
use patless_emulator::services::azure_devops;
use patless_emulator::{Emulator, Scenario};
use tempfile::TempDir;

use super::raw;
use crate::step::Step;
use crate::told::Told;

/// A job: its temp folder, and the mark of its processes.
struct Job<'e> {
    emulator: &'e Emulator,
    temp: TempDir,
    mark: String,
}

const NOTE: &str = "VSTS_TASKVARIABLE_PATLESS_VARIABLES";

impl<'e> Job<'e> {
    fn new(emulator: &'e Emulator) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let mark = format!("vsts_{}", temp.path().display());
        Self {
            emulator,
            temp,
            mark,
        }
    }

    /// A step that keeps tokens fresh.
    fn step(&self) -> Step<'e> {
        Step::new(self.emulator)
            .input("keepFresh", "true")
            .variable("VSTS_PROCESS_LOOKUP_ID", &self.mark)
            .in_temp_folder(self.temp.path())
    }

    /// The post-job stage of a step.
    fn post_job(&self, main: &Told) -> Told {
        let binary = Path::new(env!("CARGO_BIN_EXE_patless"));
        let step = self.step().command(binary, ["post-job"]);
        let told = step
            .variable(NOTE, &main.task_variables["PATLESS_VARIABLES"])
            .run();
        told.succeeded();
        told
    }

    /// How many keepers of the job are there, as far as this user may know.
    fn keepers(&self) -> usize {
        let processes = fs::read_dir("/proc").unwrap().flatten();
        let text = |path: PathBuf| {
            let bytes = fs::read(path).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        processes
            .filter(|it| text(it.path().join("cmdline")).ends_with("\0keep\0"))
            .filter(|it| text(it.path().join("environ")).contains(&self.mark))
            .count()
    }

    /// Waits until all its keepers have ended.
    fn nothing_is_left(&self) {
        for _ in 0..6_000 {
            if self.keepers() == 0 {
                let left = fs::read_dir(self.temp.path()).unwrap().count();
                assert_eq!(left, 0, "files are left");
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("a keeper is left");
    }
}

fn folder(main: &Told) -> PathBuf {
    PathBuf::from(&main.variables["PATLESS_KEEPER"].value)
}

/// Asks the keeper of a folder for a token.
fn answers(folder: &Path) -> bool {
    let ask = b"GET /token?resource=499b84ac-1321-427f-aa17-267ca6975798 HTTP/1.1\r\nHost: keeper\r\n\r\n";
    let socket = folder.join("socket");
    socket.exists() && raw::over_socket(&socket, ask).status() == Some(200)
}

#[test]
fn a_step_that_is_tried_again_replaces_its_keeper() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let first = job.step().run();
    assert!(answers(&folder(first.succeeded())));
    // One in a header, and one in a URL: the harness looks for them in the log.
    assert_eq!(first.keys().count(), 2);
    let note = &first.task_variables["PATLESS_VARIABLES"];
    let second = job.step().variable(NOTE, note).run();
    assert!(answers(&folder(second.succeeded())));
    assert!(!folder(&first).exists());
    let told = job.post_job(&second);
    assert!(
        told.log
            .contains("stopped the keeper: it has handed out 1 tokens"),
        "{}",
        told.log
    );
    assert!(told.issues.is_empty(), "{:?}", told.issues);
    job.nothing_is_left();
}

#[test]
fn a_step_that_fails_when_its_keeper_has_begun_leaves_none() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    // Either of the two might win.
    let step = job.step().input("doors", "socket azd");
    let told = step
        .variable("VSTS_PUBLIC_VARIABLES", r#"["azd.auth.endpoint"]"#)
        .run();
    assert_eq!(told.result.as_deref(), Some("Failed"), "{}", told.log);
    // Only the note is there: it comes before the keeper.
    assert!(told.variables.is_empty());
    job.nothing_is_left();
}

#[test]
fn a_step_that_is_canceled_while_its_keeper_begins_leaves_none() {
    let faults = Faults::on(azure_devops::OIDC_TOKEN, vec![Fault::Nothing, Fault::Stall]);
    let azure_devops = AzureDevOpsKnobs {
        assertion_lifetime_s: Some(86_700),
        ..AzureDevOpsKnobs::default()
    };
    let emulator = Emulator::start(Scenario {
        faults,
        azure_devops,
        ..Scenario::default()
    });
    let emulator = emulator.unwrap();
    let job = Job::new(&emulator);
    let step = job.step().input("doors", "tokenFile");
    // The third is that of the keeper, for the assertion in the file.
    let told = step.signal_at_request(3, "INT").run();
    assert_eq!(told.result.as_deref(), Some("Canceled"), "{}", told.log);
    assert!(told.variables.is_empty());
    job.nothing_is_left();
}

#[test]
fn two_steps_have_a_keeper_each_and_each_stops_its_own() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let first = job.step().run();
    // The agent hands the variables of the first to the second.
    let mut step = job.step();
    let (mut public, mut secret) = (Vec::new(), vec!["system.accessToken".to_owned()]);
    for (name, variable) in &first.succeeded().variables {
        if variable.is_secret {
            step = step.variable(&format!("SECRET_{name}"), &variable.value);
            step = step.knows_secret(&variable.value);
            secret.push(name.clone());
        } else {
            step = step.variable(name, &variable.value);
            public.push(name.clone());
        }
    }
    let list = |names: Vec<String>| serde_json::to_string(&names).unwrap();
    let step = step.variable("VSTS_PUBLIC_VARIABLES", &list(public));
    let second = step.variable("VSTS_SECRET_VARIABLES", &list(secret)).run();
    let (one, other) = (folder(&first), folder(second.succeeded()));
    assert_ne!(one, other);
    assert!(answers(&one) && answers(&other));
    job.post_job(&second);
    assert!(answers(&one) && !other.exists());
    job.post_job(&first);
    job.nothing_is_left();
}

#[test]
fn a_keeper_without_a_socket_for_verbs_is_stopped_without_a_warning() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let job = Job::new(&emulator);
    let step = job.step().input("doors", "managedIdentity");
    let main = step.variable("SYSTEM_DEBUG", "true").run();
    assert!(!main.succeeded().variables.contains_key("PATLESS_KEEPER"));
    let told = job.post_job(&main);
    assert!(told.log.contains("stopped the keeper"), "{}", told.log);
    assert!(told.issues.is_empty(), "{:?}", told.issues);
    job.nothing_is_left();
}
