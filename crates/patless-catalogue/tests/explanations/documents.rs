//! The project's documents, and how a test keeps one current.

use crate::root;

/// Reads a document by its path in the repository.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// Fails unless the document has this text. Tells how to take it over.
pub(crate) fn assert_current(path: &str, expected: &str) {
    if read(path) == expected {
        return;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let written = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&written, expected).unwrap();
    let old = root().join(path);
    let (old, new) = (old.display(), written.display());
    panic!(
        "{path} is not current\n\nto look: git diff --no-index {old} {new}\nto take over: cp {new} {old}"
    );
}
