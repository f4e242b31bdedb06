//! What one run of the shipped binary costs: size on disk, peak memory, instructions, system calls.
//!
//! Counts, not times: they do not depend on what else the machine does. Requests and connections are counted in `task.rs`.

#![cfg(target_os = "linux")]

#[cfg(target_arch = "x86_64")]
mod counted;

use std::path::{Path, PathBuf};

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

/// Most of what it holds beyond the libraries are the rows of the catalogue.
#[test]
#[ignore = "needs the release binary that `cargo xtask test` builds"]
fn the_release_binary_is_no_larger_than_a_package_allows() {
    let bytes = std::fs::metadata(release_binary()).unwrap().len();
    assert!(bytes <= 9_300_000, "{bytes} bytes");
}

#[test]
#[ignore = "needs the release binary that `cargo xtask test` builds"]
fn peak_memory_is_at_most_10_mib() {
    let emulator = Emulator::start(Scenario::default()).unwrap();
    let told = Step::new(&emulator).binary(&release_binary()).run();
    let peak_kb = told.succeeded().peak_memory_kb;
    assert!((1_000..=10 * 1024).contains(&peak_kb), "{peak_kb} kB");
}
