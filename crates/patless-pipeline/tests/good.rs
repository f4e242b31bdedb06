//! Pipelines of all kinds of real life, which the service takes: none has a fault.

#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::path::{Path, PathBuf};

use patless_pipeline::{Options, Severity, compile};

#[test]
fn a_pipeline_that_the_service_takes_has_no_fault() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cases = root.join("tests/cases");
    let folders = ["check/good", "pipelines", "pipelines/with-group"];
    let files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|it| pipelines(&cases.join(it)))
        .collect();
    assert!(files.len() >= 38, "there are only {} files", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let options = Options {
            root: root.clone(),
            ..Options::default()
        };
        let compiled = compile(&file, &options);
        for fault in &compiled.faults {
            if fault.severity != Severity::Unsupported {
                wrong.push(fault.to_string());
            }
        }
        let stages = compiled.pipeline.map_or(0, |it| it.stages.len());
        if stages == 0 {
            wrong.push(format!("{}: no stage", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Lists the pipelines of a folder. Templates are in folders below it.
fn pipelines(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().is_some_and(|it| it == "yml"))
        .filter(|it| !it.ends_with("acme-shared.yml"))
        .collect();
    found.sort();
    found
}
