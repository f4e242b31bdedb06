//! What one run of the shipped binary costs: size on disk, peak memory, instructions, system calls.
//!
//! Counts, not times: they do not depend on what else the machine does. Requests and connections are counted in `task.rs`.

#![cfg(target_os = "linux")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use patless_emulator::{Emulator, Scenario};

use crate::pipeline::root;
use crate::step::Step;
use crate::told::Told;

/// The release binary, which `cargo xtask test` builds first.
fn release_binary() -> PathBuf {
    let target = Path::new(env!("CARGO_BIN_EXE_patless"))
        .ancestors()
        .nth(2)
        .unwrap();
    let path = target.join("release/patless");
    assert!(
        path.is_file(),
        "{} is missing: run `cargo xtask test`",
        path.display()
    );
    path
}

#[test]
#[ignore = "needs the release binary that `cargo xtask test` builds"]
fn the_release_binary_is_at_most_4_mb() {
    let bytes = std::fs::metadata(release_binary()).unwrap().len();
    assert!(bytes <= 4_000_000, "{bytes} bytes");
}

#[test]
#[ignore = "needs the release binary that `cargo xtask test` builds"]
fn peak_memory_is_at_most_8_mib() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).binary(&release_binary()).run();
    let peak_kb = told.succeeded().peak_memory_kb;
    assert!((1_000..=8 * 1024).contains(&peak_kb), "{peak_kb} kB");
}

/// What one token takes, as last measured, on x86-64. More than 5 % above is a failure; whoever makes it less lowers it.
const INSTRUCTIONS: u64 = 25_200_000;
const SYSTEM_CALLS: u64 = 348;

#[test]
#[cfg(target_arch = "x86_64")]
#[ignore = "needs valgrind and the release binary, which `cargo xtask test` installs and builds"]
fn instructions_of_one_token_are_within_the_budget() {
    // Valgrind's own start is a script; shells other than bash drop the variables whose names hold a GUID.
    let counter = "bash /usr/bin/valgrind --tool=callgrind --callgrind-out-file=/dev/null";
    let Some(told) = run_under(counter) else {
        return;
    };
    let line = told
        .stderr
        .lines()
        .find_map(|it| it.split_once("Collected :"));
    let count: u64 = line.unwrap().1.trim().parse().unwrap();
    assert_within_budget(count, INSTRUCTIONS, "instructions");
}

#[test]
#[cfg(target_arch = "x86_64")]
#[ignore = "needs strace and the release binary, which `cargo xtask test` installs and builds"]
fn system_calls_of_one_token_are_within_the_budget() {
    let Some(told) = run_under("strace -f --summary-only") else {
        return;
    };
    // Time in %, seconds, microseconds a call, calls.
    let total = told.stderr.lines().find(|line| line.ends_with(" total"));
    let count = total.unwrap().split_whitespace().nth(3).unwrap();
    assert_within_budget(count.parse().unwrap(), SYSTEM_CALLS, "system calls");
}

fn assert_within_budget(count: u64, budget: u64, what: &str) {
    assert!(
        count * 100 <= budget * 105,
        "{count} {what} instead of {budget}"
    );
    // As good as none: nothing was counted.
    assert!(count * 2 > budget, "{count} {what} instead of {budget}");
}

/// Has a program count what one token takes, on a machine with 140 CA certificates. `None` where this user may not make
/// such a machine: how many there are decides a third of the count.
#[expect(clippy::print_stderr, reason = "a test that counts nothing says so")]
fn run_under(counter: &str) -> Option<Told> {
    let options = ["-m", "-rm"].into_iter().find(|options| {
        let mut probe = Command::new("unshare");
        probe.args([options, "mount", "-t", "tmpfs", "tmpfs", "/etc/ssl"]);
        probe.output().is_ok_and(|output| output.status.success())
    });
    let Some(options) = options else {
        eprintln!("not counted: this user may not mount");
        return None;
    };
    let certificate = root().join("crates/patless-core/tests/ca.pem");
    let certificate = std::fs::read_to_string(certificate).unwrap();
    let bundle = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(bundle.path(), certificate.repeat(140)).unwrap();
    let script = format!(
        "set -e; mount -t tmpfs tmpfs /etc/ssl; mkdir /etc/ssl/certs; cp \"$1\" /etc/ssl/certs/ca-certificates.crt; \
         exec {counter} \"$2\" task"
    );
    let words = [options, "bash", "-c", &script, "bash"].map(OsString::from);
    let files = [bundle.path().into(), release_binary().into()];
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator)
        .command(Path::new("unshare"), words.into_iter().chain(files))
        .run();
    told.succeeded();
    Some(told)
}
