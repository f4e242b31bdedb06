//! Instructions and system calls of one token, on x86-64: the cryptography of other processors is other code.

use std::ffi::OsString;
use std::path::Path;

use patless_emulator::{Emulator, Scenario};

use super::release_binary;
use crate::namespaces::mount_options;
use crate::pipeline::root;
use crate::step::Step;
use crate::told::Told;

/// What one token should take. More than 5 % above is a failure; whoever makes it less lowers it.
///
/// Last measured: 25.0 to 26.0 million instructions, the most of them on a machine with much else to do; 26.1 is the most that 5 %
/// more makes of the budget of 24.9 that it had. Since the command line has the verbs scan and plan, whose options are made at each start, it
/// is up to 26.3 there. It was 27.5 while what holds no escape was searched for escapes several times.
const INSTRUCTIONS: u64 = 25_300_000;
const SYSTEM_CALLS: u64 = 348;

#[test]
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

#[expect(
    clippy::print_stderr,
    reason = "whoever lowers the budget has to know by how much"
)]
fn assert_within_budget(count: u64, budget: u64, what: &str) {
    eprintln!("{count} {what}");
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
    let Some(options) = mount_options() else {
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
