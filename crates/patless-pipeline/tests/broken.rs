//! Broken pipelines: each has the faults that its first lines name, at their places, and no others.

#![expect(clippy::unwrap_used, reason = "a test panics when it fails")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use patless_pipeline::{Fault, Options, Severity, compile};

#[test]
fn a_broken_pipeline_has_the_faults_that_it_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/check/broken");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&root)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().is_some_and(|it| it == "yml"))
        .collect();
    files.sort();
    assert!(files.len() >= 40, "there are only {} files", files.len());
    let mut wrong = String::new();
    for file in &files {
        let options = Options {
            root: root.clone(),
            ..Options::default()
        };
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let compiled = compile(Path::new(&name), &options);
        let is_fault = |it: &Fault| it.severity != Severity::Unsupported;
        let mut found: Vec<Fault> = compiled.faults.into_iter().filter(is_fault).collect();
        let text = std::fs::read_to_string(file).unwrap();
        for expected in expected(&name, &text) {
            let place = |it: &Fault| {
                it.at.line == expected.line
                    && it.at.column == expected.column
                    && it.at.file.ends_with(&expected.file)
            };
            match found
                .iter()
                .position(|it| place(it) && it.to_string().to_lowercase().contains(&expected.words))
            {
                Some(index) => drop(found.remove(index)),
                None => writeln!(
                    wrong,
                    "{name}: missing: {}:{} {}",
                    expected.line, expected.column, expected.words
                )
                .unwrap(),
            }
        }
        for fault in found {
            writeln!(wrong, "{name}: not named: {fault}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A line `# fault: LINE:COLUMN words`, or with `FILE:` before them.
#[derive(Debug)]
struct Expected {
    file: String,
    line: usize,
    column: usize,
    words: String,
}

fn expected(name: &str, text: &str) -> Vec<Expected> {
    let lines = text.lines().filter_map(|it| it.strip_prefix("# fault: "));
    let read = lines.map(|line| {
        let (place, words) = line.split_once(' ').unwrap();
        let mut parts = place.rsplit(':');
        let column = parts.next().unwrap().parse().unwrap();
        let line = parts.next().unwrap().parse().unwrap();
        Expected {
            file: parts.next().unwrap_or(name).to_owned(),
            line,
            column,
            words: words.to_lowercase(),
        }
    });
    read.collect()
}
