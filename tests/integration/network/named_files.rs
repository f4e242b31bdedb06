//! A variable names something that may have no end, or that never answers: a step that another step set up.

use std::path::{Path, PathBuf};
use std::process::Command;

use patless_emulator::Emulator;
use tempfile::TempDir;

use super::certificates::Ca;
use super::emulator;
use crate::in_parallel::assert_no_complaints;
use crate::step::Step;

/// The variables that name a file.
const VARIABLES: [&str; 4] = [
    "AGENT_CAINFO",
    "SSL_CERT_FILE",
    "AGENT_CLIENTCERT",
    "AGENT_CLIENTCERTKEY",
];

/// Files that can be used, and a step that is given all of them.
struct Files {
    folder: TempDir,
    ca: Ca,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ca = Ca::new("clients", folder.path());
        Self { folder, ca }
    }

    fn step<'e>(&self, emulator: &'e Emulator) -> Step<'e> {
        let leaf = self.ca.client();
        Step::new(emulator)
            .variable("SSL_CERT_FILE", self.ca.file.to_str().unwrap())
            .variable("AGENT_CLIENTCERT", leaf.certificate.to_str().unwrap())
            .variable("AGENT_CLIENTCERTKEY", leaf.key.to_str().unwrap())
    }

    fn pipe(&self) -> PathBuf {
        let pipe = self.folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        pipe
    }

    /// What strace writes of a file system that does not answer: something as soon as it is asked.
    fn trace(&self) -> PathBuf {
        self.folder.path().join("trace")
    }

    /// A file of so many bytes, none of which is on the disk.
    fn large(&self, bytes: u64) -> PathBuf {
        let path = self.folder.path().join("large.pem");
        std::fs::File::create(&path)
            .unwrap()
            .set_len(bytes)
            .unwrap();
        path
    }
}

#[test]
fn all_these_files_are_read() {
    let emulator = emulator();
    Files::new().step(&emulator).run().succeeded();
}

#[test]
fn what_may_have_no_end_is_refused_and_named() {
    let emulator = emulator();
    let files = Files::new();
    let (pipe, large) = (files.pipe(), files.large(1 << 40));
    let link = files.folder.path().join("link.pem");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    for (path, what) in [
        (pipe.as_path(), "it is a pipe, not a regular file"),
        (Path::new("/dev/zero"), "it is a device, not a regular file"),
        (&link, "it is a device, not a regular file"),
        (files.folder.path(), "it is a folder, not a regular file"),
        (&large, "it is larger than"),
    ] {
        for variable in VARIABLES {
            let step = files.step(&emulator);
            let told = step.variable(variable, path.to_str().unwrap()).run();
            let error = told.failed().error();
            assert!(error.contains(&format!("{variable} names ")), "{error}");
            let named = format!("{}: {what}", path.display());
            assert!(error.contains(&named), "{error}");
            let anchored = error.contains("#not-a-regular-file");
            assert_eq!(anchored, what.contains("regular"), "{error}");
            assert!(told.requests.is_empty());
        }
    }
}

#[test]
fn the_doctor_refuses_a_pipe_as_the_task_does() {
    let emulator = emulator();
    let files = Files::new();
    let authority_host = emulator.authority_host().to_string();
    let ended = Step::script(&emulator)
        .variable("SSL_CERT_FILE", files.pipe().to_str().unwrap())
        .verb(&["doctor", "--authority-host", &authority_host]);
    assert_eq!(ended.code, Some(3), "{}", ended.stdout);
    assert!(
        ended.stdout.contains("it is a pipe, not a regular file"),
        "{}",
        ended.stdout
    );
}

/// A step in which nobody gets an answer for 8 s who makes one of these system calls with the file of `variable`: as on a network share whose server is
/// gone. strace itself waits as long even for a process that has ended. The step is a child of this process, as without strace, so that signals reach it.
fn with_a_dead_file_system<'e>(
    files: &Files,
    emulator: &'e Emulator,
    variable: &str,
    calls: &str,
) -> Step<'e> {
    let copy = files.folder.path().join("dead.pem");
    let leaf = files.ca.client();
    let original = match variable {
        "AGENT_CAINFO" => emulator.ca_file(),
        "SSL_CERT_FILE" => &files.ca.file,
        "AGENT_CLIENTCERT" => &leaf.certificate,
        _ => &leaf.key,
    };
    std::fs::copy(original, &copy).unwrap();
    let path = copy.to_str().unwrap();
    let trace = files.trace();
    let (traced, injected) = (
        format!("trace={calls}"),
        format!("inject={calls}:delay_enter=8000000"),
    );
    let words = [
        "-D",
        "-f",
        "-qq",
        "-o",
        trace.to_str().unwrap(),
        "-P",
        path,
        "-e",
        &traced,
        "-e",
        &injected,
        env!("CARGO_BIN_EXE_patless"),
        "task",
    ];
    files
        .step(emulator)
        .variable(variable, path)
        .command(Path::new("strace"), words)
}

/// Plays the case of each variable, all at once.
fn in_four_variables(play: impl Fn(&str) + Sync) {
    assert_no_complaints(VARIABLES.len(), VARIABLES.into_iter(), |variable| {
        play(variable);
        None
    });
}

#[test]
#[ignore = "needs strace, which `cargo xtask test` installs"]
fn a_canceled_step_does_not_wait_for_a_file_system_that_does_not_answer() {
    in_four_variables(|variable| {
        for signal in ["INT", "TERM"] {
            let (emulator, files) = (emulator(), Files::new());
            let trace = files.trace();
            let is_asked = move || trace.metadata().is_ok_and(|it| it.len() > 0);
            let told = with_a_dead_file_system(&files, &emulator, variable, "openat")
                .signal_when(is_asked, signal)
                .run();
            assert_eq!(told.result.as_deref(), Some("Canceled"), "{}", told.log);
            assert!(told.variables.is_empty() && told.requests.is_empty());
            // Connections are opened when the files are read.
            assert_eq!(emulator.connections(), 0);
        }
    });
}

#[test]
#[ignore = "needs strace, which `cargo xtask test` installs"]
fn a_file_system_that_does_not_answer_is_waited_for_within_the_budget() {
    in_four_variables(|variable| {
        let (emulator, files) = (emulator(), Files::new());
        let told = with_a_dead_file_system(&files, &emulator, variable, "openat")
            .input("retryBudget", "1")
            .run();
        let error = told.failed().error();
        assert!(error.contains(&format!("{variable} names ")), "{error}");
        assert!(
            error.contains("dead.pem: it could not be read within 5.0 s"),
            "{error}"
        );
        assert!(error.contains("#file-not-read-in-time"), "{error}");
        assert!(told.requests.is_empty());
    });
}

#[test]
#[ignore = "needs strace, which `cargo xtask test` installs"]
fn links_on_a_file_system_that_does_not_answer_are_followed_within_the_budget() {
    let (emulator, files) = (emulator(), Files::new());
    let told = with_a_dead_file_system(&files, &emulator, "AGENT_CAINFO", "readlink,readlinkat")
        .variable("VSTS_PUBLIC_VARIABLES", r#"["agent.cainfo"]"#)
        .input("retryBudget", "1")
        .run();
    let error = told.failed().error();
    assert!(
        error.contains("dead.pem: it could not be read within 5.0 s"),
        "{error}"
    );
    assert!(told.requests.is_empty());
}
