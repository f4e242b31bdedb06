//! The leak check: searches texts, files and command lines for every secret that the emulator issued.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use patless_emulator::Emulator;

/// Fails if `text` holds a secret of the emulator, raw or in base64 at any alignment. `place` says where the text is from.
pub(crate) fn assert_holds_no_secret(emulator: &Emulator, place: &str, text: &str) {
    if let Some(complaint) = leak(emulator, place, text) {
        panic!("{complaint}");
    }
}

/// Fails if `text` holds `secret`. The message does not repeat it: test logs are logs.
pub(crate) fn assert_holds_not(secret: &str, place: &str, text: &str) {
    if let Some(complaint) = leak_of(secret, place, text) {
        panic!("{complaint}");
    }
}

/// Says whether `text` holds a secret of the emulator. `None`: none.
pub(crate) fn leak(emulator: &Emulator, place: &str, text: &str) -> Option<String> {
    let secrets = emulator.secrets();
    secrets
        .iter()
        .find_map(|secret| leak_of(secret, place, text))
}

/// Says whether `text` holds `secret`. `None`: it does not.
pub(crate) fn leak_of(secret: &str, place: &str, text: &str) -> Option<String> {
    let length = secret.len();
    if text.contains(secret) {
        return Some(format!("{place} holds a secret of {length} characters"));
    }
    encoded_cores(secret)
        .iter()
        .any(|form| text.contains(form))
        .then(|| format!("{place} holds a secret of {length} characters in base64"))
}

/// Fails if a file under `folder` holds a secret of the emulator.
pub(crate) fn assert_files_hold_no_secret(emulator: &Emulator, folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_files_hold_no_secret(emulator, &path);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            assert_holds_no_secret(
                emulator,
                &path.display().to_string(),
                &String::from_utf8_lossy(&bytes),
            );
        }
    }
}

/// Fails if a file under `folder` holds a secret of the emulator, unless only its owner can read it, in a folder `patless-…` that
/// only its owner can enter.
#[cfg(unix)]
pub(crate) fn assert_only_private_files_hold_secrets(emulator: &Emulator, folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o7777;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        if !name.starts_with("patless-") {
            let place = path.display().to_string();
            if path.is_dir() {
                assert_files_hold_no_secret(emulator, &path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                assert_holds_no_secret(emulator, &place, &String::from_utf8_lossy(&bytes));
            }
            continue;
        }
        let mut entries = vec![path];
        while let Some(path) = entries.pop() {
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), expected, "{}", path.display());
            if path.is_dir() {
                let below = std::fs::read_dir(&path).unwrap();
                entries.extend(below.map(|it| it.unwrap().path()));
            }
        }
    }
}

/// Fails if a keeper that runs on this machine shows a secret of the emulator in its command line or its environment, as far as this
/// user may read that.
#[cfg(target_os = "linux")]
pub(crate) fn assert_keepers_show_no_secret(emulator: &Emulator) {
    for process in std::fs::read_dir("/proc").unwrap().flatten() {
        // A process may end while it is being looked at.
        let read = |name| std::fs::read(process.path().join(name)).unwrap_or_default();
        let line = read("cmdline");
        if line.ends_with(b"\0keep\0") {
            let shown = [line, read("environ")].concat();
            assert_holds_no_secret(emulator, "a keeper", &String::from_utf8_lossy(&shown));
        }
    }
}

/// Encodes `secret` behind each of three prefixes and keeps the middle: written without regard to how the binary
/// computes its masks, so that one mistake cannot hide the other.
fn encoded_cores(secret: &str) -> Vec<String> {
    let mut cores = Vec::new();
    for prefix in ["", "p", "pr"] {
        for encoded in [
            STANDARD.encode(format!("{prefix}{secret}")),
            URL_SAFE_NO_PAD.encode(format!("{prefix}{secret}")),
        ] {
            cores.push(encoded[4..encoded.len() - 4].to_owned());
        }
    }
    cores
}

#[test]
fn a_secret_in_base64_behind_anything_is_found() {
    let secret = "sekret-0123456789-0123456789";
    for prefix in ["", "a", "ab", "abc", "Basic :"] {
        let text = STANDARD.encode(format!("{prefix}{secret}tail"));
        let found = std::panic::catch_unwind(|| assert_holds_not(secret, "the text", &text));
        assert!(found.is_err(), "{prefix:?}");
    }
    assert_holds_not(secret, "the text", "nothing here");
}
