//! The page of the emulator, in a real Chromium: what a person does, whether everybody can, and that nothing secret is in it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use patless_emulator::{Emulator, Page, Scenario, ShownJob};

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn journey_in_chromium_ends_well_and_shows_no_secret() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let page = Page::open(&emulator, 0, ShownJob::Log).unwrap();
    let mut out = Vec::new();
    let mut log = page.log_to(&mut out);
    let token = &emulator.world().job.token;
    writeln!(
        log,
        "[command]/usr/bin/bash step.sh\ntoken: ***\ntoken: {token}"
    )
    .unwrap();

    let home = tempfile::tempdir().unwrap();
    let dump = home.path().join("dump");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/clients/page");
    let node = folder.join("../node/node");
    let output = Command::new(node)
        .arg(folder.join("journey.mjs"))
        .env_clear()
        .envs(emulator.client_environment())
        .env("NODE_EXTRA_CA_CERTS", emulator.ca_file())
        .env("PAGE_URL", page.url().as_str())
        .env("HOME", home.path())
        .env("DUMP", &dump)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");

    let shown = fs::read_to_string(dump).unwrap();
    assert!(shown.contains("AADSTS700213"), "{shown}");
    for secret in emulator.secrets() {
        assert!(!shown.contains(&secret), "{secret}");
    }
}
