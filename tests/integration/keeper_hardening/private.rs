//! What a keeper that holds tokens shows to others of the same user, and what a crash leaves of it: nothing.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;

use patless_emulator::scenario::AzureDevOpsKnobs;
use patless_emulator::{Emulator, Scenario};

use super::kept::{DOORS, Kept};
use super::raw;
use crate::leaks::assert_holds_not;

/// Nobody.
const SOMEBODY: u32 = 65_534;

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

#[test]
fn a_crash_of_a_keeper_with_tokens_leaves_no_core() {
    for signal in ["ABRT", "SEGV"] {
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let mut command = Command::new("bash");
        let script = "ulimit -c unlimited 2>/dev/null; exec \"$0\" \"$@\"";
        command.args(["-c", script, env!("CARGO_BIN_EXE_patless")]);
        let mut kept = Kept::start_by(&emulator, &[("INPUT_DOORS", DOORS)], command, |_| {});
        kept.ask();
        let limits = fs::read_to_string(kept.in_proc("limits")).unwrap();
        let mut lines = limits.lines();
        let cores = lines.find_map(|line| line.strip_prefix("Max core file size"));
        let words: Vec<_> = cores.unwrap().split_whitespace().collect();
        assert_eq!(words, ["0", "0", "bytes"]);
        let process = kept.process.id().to_string();
        let status = loop {
            let mut kill = Command::new("kill");
            kill.args([format!("-{signal}"), process.clone()]);
            assert!(kill.status().unwrap().success());
            // The first SEGV only takes the handler away that looks for an overflow of the stack.
            if let Some(status) = kept.process.try_wait().unwrap() {
                break status;
            }
            std::thread::yield_now();
        };
        assert!(
            status.signal().is_some() && !status.core_dumped(),
            "{status}"
        );
        let mut names: Vec<_> = fs::read_dir(&kept.folder).unwrap().collect();
        names.retain(|it| {
            it.as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .contains("core")
        });
        assert!(names.is_empty(), "{names:?}");
    }
}

#[test]
fn another_process_of_the_same_user_reads_nothing_of_a_keeper() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    if !is_root() {
        eprintln!("not looked at: only root can run a keeper as another user");
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let binary = place.path().join("patless");
    // By another process: what this one writes is still open in whatever it forks meanwhile, and cannot be run.
    let script = "chmod 755 \"${2%/*}\" && install -m 755 \"$1\" \"$2\"";
    let mut install = Command::new("sh");
    let from = env!("CARGO_BIN_EXE_patless");
    install.args(["-c", script, "sh", from]).arg(&binary);
    assert!(install.status().unwrap().success());
    let mut command = as_somebody();
    command.arg(&binary);
    // What the emulator's certificate is in belongs to root alone.
    let inputs = [("AGENT_CAINFO", ""), ("INPUT_DOORS", DOORS)];
    let kept = Kept::start_by(&emulator, &inputs, command, |folder| {
        std::os::unix::fs::chown(folder, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
        let above = folder.parent().unwrap();
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(above, open).unwrap();
    });
    let owner = fs::metadata(kept.in_proc("environ")).unwrap();
    assert_eq!(owner.uid(), 0);
    for file in ["environ", "maps", "mem", "auxv", "fd/0"] {
        // Of the reader's own files first: it is not the reader that fails.
        let own = as_somebody()
            .args(["head", "-c1", "/proc/self/environ"])
            .output();
        assert!(own.unwrap().status.success());
        let file = kept.in_proc(file);
        let output = as_somebody()
            .args(["head", "-c1"])
            .arg(&file)
            .output()
            .unwrap();
        assert!(!output.status.success(), "{}", file.display());
    }
    let mut debugger = as_somebody();
    let process = kept.process.id().to_string();
    debugger.args([
        "gdb",
        "--batch",
        "-nx",
        "-p",
        &process,
        "-ex",
        "info registers",
    ]);
    match debugger.output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                said.contains("ptrace: ") || said.contains("not permitted"),
                "{said}"
            );
        }
        Err(error) => eprintln!("not attached to: {error}"),
    }
    // It is there, and still answers.
    let reply = raw::over_loopback(
        kept.authority(),
        &raw::lines(&kept.fill("GET / HTTP/1.1|Host: {host}||")),
    );
    assert_eq!(reply.status(), Some(404));
}

fn as_somebody() -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]);
    command
}

#[test]
fn a_keeper_has_nothing_of_the_job_in_its_environment_or_its_command_line() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let kept = Kept::start(
        &emulator,
        &[("SYSTEM_DEBUG", "true"), ("INPUT_DOORS", DOORS)],
    );
    kept.ask();
    let line = fs::read(kept.in_proc("cmdline")).unwrap();
    let line = String::from_utf8_lossy(&line).into_owned();
    assert!(line.ends_with("patless\0keep\0"), "{line:?}");
    if let Ok(environ) = fs::read(kept.in_proc("environ")) {
        assert_eq!(environ, b"VSTS_PROCESS_LOOKUP_ID=vsts_0123\0");
    }
    assert_eq!(kept.diary(), "", "a keeper that is fine has nothing to say");
}

#[test]
fn the_token_file_is_of_its_owner_alone_and_goes_with_the_keeper() {
    let scenario = Scenario {
        azure_devops: AzureDevOpsKnobs {
            assertion_lifetime_s: Some(86_700),
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    };
    let emulator = Emulator::start(scenario).unwrap();
    let mut kept = Kept::open(&emulator, "tokenFile, managedIdentity");
    let file = kept.variable("AZURE_FEDERATED_TOKEN_FILE").to_owned();
    let assertion = fs::read_to_string(&file).unwrap();
    assert!(emulator.secrets().contains(&assertion));
    let reply = raw::over_socket(
        &kept.socket(),
        b"POST /stop HTTP/1.1\r\nHost: keeper\r\n\r\n",
    );
    assert_eq!(reply.status(), Some(200), "{}", reply.text);
    assert!(kept.ended().success());
    assert!(!Path::new(&file).exists());
    assert_holds_not(&assertion, "the diary", &kept.diary());
}
