//! What a crash leaves behind, and what other processes of the same user can read while a token is on its way: nothing.

use std::fs;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;
use std::process::Command;

use patless_emulator::scenario::{ConnectOutcome, Fault, Faults};
use patless_emulator::services::entra;
use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

/// A server that never answers the exchange: whoever waits for it holds the job's token and the assertion.
fn stalled() -> Emulator {
    let faults = Faults::on(entra::TOKEN, vec![Fault::Stall]);
    Emulator::start(Scenario {
        faults,
        ..Scenario::default()
    })
    .unwrap()
}

#[test]
fn a_crash_leaves_no_dump_even_where_dumps_have_no_limit() {
    let emulator = stalled();
    // Bash: other shells drop the variables whose names hold a GUID.
    let script = "ulimit -c unlimited 2>/dev/null; exec \"$0\" task";
    let words = ["-c", script, env!("CARGO_BIN_EXE_patless")];
    let ended = Step::new(&emulator)
        .command(Path::new("bash"), words)
        .look(assert_cores_are_limited_to_nothing)
        .signal_at_request(2, "ABRT")
        .run_in_jobs(1);
    assert_eq!(ended.code, None, "a signal ends it");
    assert!(ended.files_left.is_empty(), "{:?}", ended.files_left);
}

/// What the kernel says of the process, whatever it does with cores on this machine.
fn assert_cores_are_limited_to_nothing(process: u32) {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let cores = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"));
    let words: Vec<_> = cores.unwrap().split_whitespace().collect();
    assert_eq!(words, ["0", "0", "bytes"]);
}

#[test]
fn a_secret_that_is_not_ours_is_nowhere_but_where_the_kernel_put_it() {
    let emulator = stalled();
    let mut step = Step::new(&emulator);
    for name in OTHERS {
        step = step.secret_variable(name, SECRET_OF_OTHERS, SECRET_OF_OTHERS);
    }
    step.look(assert_is_in_the_initial_environment_only)
        .signal_at_request(2, "KILL")
        .run_in_jobs(1);
}

/// Variables that the agent gives every task, whatever it is for.
const OTHERS: [&str; 4] = [
    "SECRET_DEPLOY_KEY",
    "SECUREFILE_TICKET_1F2E3D4C",
    "ENDPOINT_AUTH_SYSTEMVSSCONNECTION",
    "ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_REFRESHTOKEN",
];

const SECRET_OF_OTHERS: &str = "sekret-of-others-0123456789-abcdefghij";

/// Looks through all memory of the process, as root may.
#[expect(clippy::print_stderr, reason = "a test that sees nothing says so")]
fn assert_is_in_the_initial_environment_only(process: u32) {
    let maps = fs::read_to_string(format!("/proc/{process}/maps"));
    let memory = fs::File::open(format!("/proc/{process}/mem"));
    let (Ok(maps), Ok(memory)) = (maps, memory) else {
        eprintln!("not looked at: this user may not read the memory of a process");
        return;
    };
    let mut in_stack = 0;
    for line in maps.lines() {
        // from-to permissions offset device inode name
        let mut words = line.split_whitespace();
        let (from, to) = words.next().unwrap().split_once('-').unwrap();
        if !words.next().unwrap().starts_with("rw") {
            continue;
        }
        let [from, to] = [from, to].map(|address| u64::from_str_radix(address, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        memory.read_exact_at(&mut bytes, from).unwrap();
        let count = String::from_utf8_lossy(&bytes)
            .matches(SECRET_OF_OTHERS)
            .count();
        if line.ends_with("[stack]") {
            in_stack = count;
        } else {
            assert_eq!(count, 0, "{line}");
        }
    }
    assert_eq!(in_stack, OTHERS.len());
}

#[test]
fn memory_and_environment_cannot_be_read_by_a_process_of_the_same_user() {
    let mut scenario = Scenario::default();
    scenario.azure_devops.front_end.connect = ConnectOutcome::Silent;
    let emulator = Emulator::start(scenario).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let binary = folder.path().join("patless");
    install(Path::new(env!("CARGO_BIN_EXE_patless")), &binary);
    let mut words = as_somebody();
    words.extend([binary.to_str().unwrap(), "task"]);
    // What the emulator's certificate is in belongs to this user alone.
    let step = Step::new(&emulator).without("AGENT_CAINFO");
    step.command(Path::new("env"), words)
        .look(assert_nobody_reads)
        .signal_at_connection(1, "KILL")
        .run_in_jobs(1);
}

/// Words that have `env` run a program as a user who is not root: root reads everything.
fn as_somebody() -> Vec<&'static str> {
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let words = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    words.into_iter().filter(|_| is_root).collect()
}

/// Puts a binary where anybody may execute it.
///
/// By another process: what this one writes is still open in whatever it forks meanwhile, and cannot be run.
fn install(from: &Path, to: &Path) {
    let script = "chmod 755 \"${2%/*}\" && install -m 755 \"$1\" \"$2\"";
    let mut install = Command::new("sh");
    install.args(["-c", script, "sh"]).args([from, to]);
    assert!(install.status().unwrap().success());
}

fn assert_nobody_reads(process: u32) {
    // Its own files first: it is not `cat` that fails.
    for (id, is_readable) in [("self".to_owned(), true), (process.to_string(), false)] {
        for file in ["environ", "maps"] {
            let file = format!("/proc/{id}/{file}");
            let mut reader = Command::new("env");
            reader.args(as_somebody()).arg("cat").arg(&file);
            let output = reader.output().unwrap();
            assert_eq!(output.status.success(), is_readable, "{file}");
        }
    }
    let owner = fs::metadata(format!("/proc/{process}/environ")).unwrap();
    assert_eq!(owner.uid(), 0);
}
