//! Snapshot files: texts that were reviewed once, in a folder of `tests/cases`, and are compared with those of today.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Texts by the names of their files.
pub(crate) type Texts = BTreeMap<String, String>;

/// Fails unless the folder holds these texts and nothing else. What differs is told, and how to take it over.
pub(crate) fn assert_as_reviewed(name: &str, actual: &Texts) {
    let folder = folder(name);
    let differences = differences(&read(&folder), actual);
    if differences.is_empty() {
        return;
    }
    // All of them are written, so that one command takes over what is new, changed and gone.
    let written = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    write(&written, actual);
    let (old, new) = (folder.display(), written.display());
    panic!(
        "{} snapshots differ from today's texts:\n\n{}\n\n\
         to look: git diff --no-index {old} {new}\n\
         to take over: rm -rf {old}; mkdir -p {old}; cp -r {new}/. {old}",
        differences.len(),
        differences.join("\n\n")
    );
}

/// The folder of this name under `tests/cases`.
pub(crate) fn folder(name: &str) -> PathBuf {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    cases.canonicalize().unwrap().join(name)
}

/// Reads every file of a folder. A folder that is not there holds none.
pub(crate) fn read(folder: &Path) -> Texts {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let texts = paths.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(&path).unwrap())
    });
    texts.collect()
}

/// Writes the texts into a folder, in place of what it held.
fn write(folder: &Path, texts: &Texts) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    fs::create_dir_all(folder).unwrap();
    for (name, text) in texts {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// Tells, for each file, how the reviewed text and today's differ.
fn differences(reviewed: &Texts, actual: &Texts) -> Vec<String> {
    let gone = reviewed.keys().filter(|name| !actual.contains_key(*name));
    let gone = gone.map(|name| format!("{name}: nothing has this text any more"));
    let others = actual
        .iter()
        .filter_map(|(name, text)| match reviewed.get(name) {
            None => Some(format!("{name}: there is no snapshot of it")),
            Some(old) if old == text => None,
            Some(old) => Some(format!("{name}: {}", first_difference(old, text))),
        });
    gone.chain(others).collect()
}

/// Shows the first line in which two texts differ.
fn first_difference(old: &str, new: &str) -> String {
    let (mut old, mut new) = (old.split('\n'), new.split('\n'));
    let mut number = 1;
    loop {
        match (old.next(), new.next()) {
            (old, new) if old != new => {
                let shown = |line: Option<&str>| line.unwrap_or("(the text ends here)").to_owned();
                return format!("line {number}\n- {}\n+ {}", shown(old), shown(new));
            }
            (None, None) => return "no line differs".to_owned(),
            _ => number += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[(&str, &str)]) -> Texts {
        let owned = texts.iter();
        owned
            .map(|&(name, text)| (name.to_owned(), text.to_owned()))
            .collect()
    }

    #[test]
    fn equal_texts_do_not_differ() {
        let texts = texts(&[("a.txt", "one\ntwo\n")]);
        assert!(differences(&texts, &texts).is_empty());
    }

    #[test]
    fn a_changed_line_is_shown_with_its_number() {
        let reviewed = texts(&[("a.txt", "one\ntwo\nthree\n")]);
        let actual = texts(&[("a.txt", "one\n2\nthree\n")]);
        let expected = ["a.txt: line 2\n- two\n+ 2"];
        assert_eq!(differences(&reviewed, &actual), expected);
    }

    #[test]
    fn a_missing_line_break_at_the_end_is_a_difference() {
        let (reviewed, actual) = (texts(&[("a.txt", "one\n")]), texts(&[("a.txt", "one")]));
        let expected = ["a.txt: line 2\n- \n+ (the text ends here)"];
        assert_eq!(differences(&reviewed, &actual), expected);
    }

    #[test]
    fn a_file_without_a_text_and_a_text_without_a_file_are_differences() {
        let (reviewed, actual) = (texts(&[("old.txt", "")]), texts(&[("new.txt", "")]));
        let expected = [
            "old.txt: nothing has this text any more",
            "new.txt: there is no snapshot of it",
        ];
        assert_eq!(differences(&reviewed, &actual), expected);
    }
}
