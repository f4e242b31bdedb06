//! Writes files into a folder, expands one, and prints what came of it on one line.

use std::collections::BTreeMap;
use std::path::Path;

use patless_pipeline::yaml::{Node, Value};
use patless_pipeline::{Faults, Options, Severity, expand};

/// What came of a pipeline.
pub(crate) struct Outcome {
    pub(crate) text: String,
    pub(crate) errors: Vec<String>,
    pub(crate) unsupported: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

/// Expands `p.yml` of these files.
pub(crate) fn world(files: &[(&str, &str)]) -> Outcome {
    world_with(files, |_, _| ())
}

/// Expands `p.yml` of these files with more options.
pub(crate) fn world_with(files: &[(&str, &str)], change: impl Fn(&mut Options, &Path)) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut options = Options {
        root: folder.path().join("main"),
        ..Options::default()
    };
    if !options.root.exists() {
        folder.path().clone_into(&mut options.root);
    }
    change(&mut options, folder.path());
    let mut faults = Faults::default();
    let expanded = expand(
        Path::new("p.yml"),
        &options,
        &mut BTreeMap::new(),
        &mut faults,
    );
    let folder = format!("{}/", folder.path().display());
    let faults = faults.into_sorted();
    let of = |severity: Severity| {
        let faults = faults.iter().filter(|it| it.severity == severity);
        faults
            .map(|it| it.to_string().replace(&folder, ""))
            .collect()
    };
    Outcome {
        text: expanded.as_ref().map_or(String::new(), flow),
        errors: of(Severity::Error),
        unsupported: of(Severity::Unsupported),
        warnings: of(Severity::Warning),
    }
}

/// Expands these files, which have no fault.
pub(crate) fn text_of(files: &[(&str, &str)]) -> String {
    let outcome = world(files);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    assert!(outcome.unsupported.is_empty(), "{:?}", outcome.unsupported);
    outcome.text
}

/// Expands one file without a fault.
pub(crate) fn expanded(text: &str) -> String {
    text_of(&[("p.yml", text)])
}

/// Prints a node on one line.
fn flow(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.contains('\n') => format!("{:?}", scalar.text),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|it| format!("{}: {}", it.key, flow(&it.value)));
            format!("{{{}}}", entries.collect::<Vec<String>>().join(", "))
        }
    }
}
