//! The examples for tests of one's own, in Node.js and Python, run as they are, and the document shows them as they are.

use std::{
    env::split_paths,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::client::set_up;

/// The folder of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the tests of an example, which are two, with the emulator in `PATH`. Its words come back.
fn run(command: &mut Command) -> String {
    let emulator = set_up("debug/patless-emulator");
    let folder = tempfile::tempdir().unwrap();
    let path: Vec<_> = [emulator.parent().unwrap().to_owned()]
        .into_iter()
        .chain(split_paths(OsStr::new("/usr/bin:/bin")))
        .collect();
    let output = command
        .env_clear()
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("TMPDIR", folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{words}");
    words
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_tests_in_node_pass() {
    // Node.js looks for packages beside the script.
    let script = set_up("clients/node/node").with_file_name("token.test.mjs");
    fs::copy(root().join("examples/emulator/token.test.mjs"), &script).unwrap();
    let words = run(Command::new(set_up("clients/node/node"))
        .args(["--test", "--test-reporter=tap"])
        .arg(script));
    assert!(words.contains("\n# pass 2\n"), "{words}");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn the_tests_in_python_pass() {
    let words = run(Command::new(set_up("clients/python/bin/python"))
        .args(["-B", "-W", "error", "-m", "unittest", "test_token"])
        .current_dir(root().join("examples/emulator")));
    assert!(words.contains("Ran 2 tests"), "{words}");
}

#[test]
fn the_document_shows_each_example_as_it_is() {
    let document = fs::read_to_string(root().join("docs/EMULATOR.md")).unwrap();
    for (language, file) in [
        ("js", "examples/emulator/token.test.mjs"),
        ("python", "examples/emulator/test_token.py"),
        ("rust", "crates/patless-emulator/examples/serve.rs"),
    ] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        let block = format!("```{language}\n{text}```\n");
        assert!(document.contains(&block), "{file}");
        assert!(document.contains(&format!("](../{file})")), "{file}");
    }
}
