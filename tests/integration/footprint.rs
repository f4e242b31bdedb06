//! What the shipped binary weighs: size on disk, peak memory.

#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use patless_emulator::{Emulator, Scenario};

use crate::step::Step;

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
fn the_release_binary_is_at_most_5_mb() {
    let bytes = std::fs::metadata(release_binary()).unwrap().len();
    assert!(bytes <= 5_000_000, "{bytes} bytes");
}

#[test]
#[ignore = "needs the release binary that `cargo xtask test` builds"]
fn peak_memory_is_at_most_16_mb() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let mut child = Command::new(release_binary())
        .arg("task")
        .env_clear()
        .envs(Step::new(&emulator).environment())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kb = 0;
    // The kernel keeps the high-water mark; the last look before the end has it.
    while child.try_wait().unwrap().is_none() {
        peak_kb = high_water_mark_kb(&status).unwrap_or(peak_kb);
    }
    assert_eq!(emulator.requests().len(), 2, "the task did its work");
    assert!((1_000..=16_000).contains(&peak_kb), "{peak_kb} kB");
}

fn high_water_mark_kb(status: &str) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    text.lines().find_map(|line| {
        line.strip_prefix("VmHWM:")?
            .trim()
            .strip_suffix(" kB")?
            .parse()
            .ok()
    })
}
