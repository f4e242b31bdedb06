//! The pipelines of `tests/cases/pipelines` end as their first lines say.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::pipeline::{play_with, root};
use patless_emulator::{Emulator, Scenario};

/// Every pipeline, those with options included.
fn files() -> Vec<PathBuf> {
    let folder = root().join("tests/cases/pipelines");
    let folders = [folder.clone(), folder.join("with-group")];
    let entries = folders.iter().flat_map(|it| std::fs::read_dir(it).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_pipeline = |path: &PathBuf| !lines(path, "# ends: ").is_empty();
    let files = paths.filter(|it| it.is_file());
    files.filter(is_pipeline).collect()
}

/// The rest of each line at the top of a file that begins with this text.
fn lines(file: &Path, start: &str) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let top = text.lines().take_while(|line| line.starts_with('#'));
    let found = top.filter_map(|line| line.strip_prefix(start));
    found.map(str::to_owned).collect()
}

#[test]
fn pipelines_end_as_they_say() {
    let files = files();
    assert!(files.len() >= 8, "{files:?}");
    for file in files {
        let words = lines(&file, "# Needs: ").concat();
        let options: Vec<OsString> = words
            .split_whitespace()
            .map(|word| match word.strip_prefix("tests/") {
                Some(_) => root().join(word).into(),
                None => word.into(),
            })
            .collect();
        let options: Vec<_> = options.iter().map(|it| &**it).collect();
        let emulator = Emulator::start(Scenario::default()).unwrap();
        let played = play_with(&emulator, &file, &options);
        let name = file.display();
        let ends = lines(&file, "# ends: ");
        assert_eq!(ends, [played.result.to_string()], "{name}: {}", played.log);
        for text in lines(&file, "# says: ") {
            let is_said = played.log.lines().any(|line| line == text);
            assert!(is_said, "{name}: {text}: {}", played.log);
        }
    }
}
