//! Says what was measured, on what.
use std::{env::consts::ARCH, thread};

use build_helper::{Failure, step};
use fs_err as fs;

use crate::{
    built::{AZURE_CLI, Built},
    place::Place,
    task_folder,
    way::Way,
};

/// What else the machine does: the processes that wanted a core, on average over the last minute.
pub(super) fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let average = text.split(' ').next().and_then(|word| word.parse().ok());
    average.unwrap_or_default()
}

/// The machine and the versions, in one paragraph. `load` is that before the first run.
pub(super) fn paragraph(
    built: &Built,
    ways: &[Way],
    runs: usize,
    place: Place,
    load: f64,
) -> Result<String, Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let kernel = probe("uname", "-rs");
    let mut words = vec![
        format!("{runs} runs of each, medians (least–most)"),
        match place {
            Place::Namespaces => "network namespaces, delay line".to_owned(),
            Place::Outside => "plain loopback, no delay".to_owned(),
        },
        format!("{cores} cores, {ARCH}, {kernel}, load {load} before the first run"),
        probe("rustc", "--version"),
        patless(),
    ];
    for way in ways {
        match way {
            Way::Floor | Way::Patless | Way::PatlessTen | Way::EmptyNode => {}
            Way::Launcher => {
                let node = task_folder::node(built.target_folder());
                words.extend(
                    step::probe(&mut step::command(node, "--version"))
                        .map(|version| format!("the launcher on Node.js {version}")),
                );
            }
            Way::Curl => words.extend([curl(), probe("jq", "--version")]),
            Way::Rust => words.push(azure_identity()?),
            Way::Python => {
                let pins = fs::read_to_string("tests/clients/python/requirements.in")?;
                let python = built.target("clients/python/bin/python");
                words.push(pins.trim().replace("==", " "));
                words.extend(step::probe(&mut step::command(python, "--version")));
            }
            Way::Node => {
                let node = built.target("clients/node/node");
                words.push(identity_of_node()?);
                words.extend(
                    step::probe(&mut step::command(node, "--version"))
                        .map(|version| format!("Node.js {version}")),
                );
            }
            Way::AzureCli => words.push(AZURE_CLI.replace("==", " ")),
        }
    }
    Ok(format!("{}.\n", words.join("; ")))
}

/// The same for programs that read files, with the versions of what they are compared with.
pub(super) fn of_contest(others: &[String], runs: usize, load: f64) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let kernel = probe("uname", "-rs");
    let mut words = vec![
        format!("{runs} runs of each, medians (least–most); files in memory"),
        format!("{cores} cores, {ARCH}, {kernel}, load {load} before the first run"),
        probe("rustc", "--version"),
        patless(),
    ];
    words.extend_from_slice(others);
    format!("{}.\n", words.join("; "))
}

/// The version of Patless; the benchmark has another.
fn patless() -> String {
    format!("Patless {}", build_helper::VERSION)
}

/// What a program prints of itself.
fn probe(program: &str, words: &str) -> String {
    step::probe(&mut step::command(program, words)).unwrap_or_else(|| format!("{program}, unknown"))
}

/// The version of curl, without its libraries.
fn curl() -> String {
    let text = probe("curl", "--version");
    text.split(" (").next().unwrap_or_default().to_owned()
}

/// The version of the Rust SDK, out of its client's manifest.
fn azure_identity() -> Result<String, Failure> {
    let manifest = fs::read_to_string("tests/clients/rust/Cargo.toml")?;
    let line = manifest
        .lines()
        .find(|line| line.starts_with("azure_identity"));
    let line = line.unwrap_or_default();
    Ok(line.replace(" = \"=", " ").replace('"', ""))
}

/// The version of the Node.js SDK, out of its client's package.
fn identity_of_node() -> Result<String, Failure> {
    let package = fs::read_to_string("tests/clients/node/package.json")?;
    let line = package
        .lines()
        .find(|line| line.contains("@azure/identity"));
    let line = line.unwrap_or_default().trim().trim_end_matches(',');
    Ok(line.replace("\": \"", " ").replace('"', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_that_of_patless_and_not_of_the_benchmark() {
        let manifest = include_str!("../../Cargo.toml");
        let version = patless().replace("Patless ", "version = \"") + "\" # task.json";
        assert!(manifest.contains(&version), "{version}");
    }
}
