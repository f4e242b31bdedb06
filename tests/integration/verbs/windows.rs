//! `patless exec` on Windows: every bit of the exit code, where programs are looked for, and what they get.

use std::fs;
use std::path::Path;

use super::call::{Call, Ended, emulator};
use crate::system;

const PATLESS: &str = env!("CARGO_BIN_EXE_patless");

/// Runs a command with a token that is there already, in a folder with these files and a folder `programs` on `PATH`.
fn exec(files: &[(&str, &str)], arguments: &[&str]) -> Ended {
    let emulator = emulator("default");
    let folder = tempfile::tempdir().unwrap();
    let programs = folder.path().join("programs");
    fs::create_dir(&programs).unwrap();
    for (path, text) in files {
        fs::write(folder.path().join(path), text).unwrap();
    }
    let path = format!(".;;{};{}", programs.display(), system::PROGRAMS);
    let call = Call::at_a_desk(&emulator)
        .variable("PATH", &path)
        .variable("PATHEXT", ".COM;.EXE;.JS;.BAT;.CMD;")
        .variable("TOKEN", "opaque")
        .variable("azure_client_SECRET", "sekret-in-another-spelling");
    let all = [&["exec", "--quiet", "--variable", "TOKEN", "--"], arguments].concat();
    let command = call.command(Path::new(PATLESS), &all, folder.path());
    call.check(command, folder.path())
}

#[test]
fn the_exit_code_is_that_of_the_command_with_all_its_bits() {
    for code in [0, 1, 125, 255, 256, 259, i32::MIN, -1_073_741_510] {
        let ended = exec(&[], &["cmd", "/d", "/c", &format!("exit {code}")]);
        assert_eq!(ended.code(), Some(code), "{}", ended.stderr);
        assert_eq!(ended.stderr, "");
    }
}

#[test]
fn a_file_that_is_no_program_is_126() {
    let ended = exec(&[("text.txt", "text")], &[r".\text.txt"]);
    assert_eq!(ended.code(), Some(126), "{}", ended.stderr);
}

#[test]
fn an_argument_that_a_batch_file_cannot_get_safely_is_126() {
    let ended = exec(&[("programs/npx.cmd", "@echo run\r\n")], &["npx", "a\r\nb"]);
    assert_eq!(ended.code(), Some(126), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

#[test]
fn a_batch_file_is_found_by_its_name_alone() {
    let batch = "@echo [%~1] %TOKEN%\r\n@exit /b 42\r\n";
    let files = [
        ("programs/npx", "#!/bin/sh\n"),
        ("programs/npx.js", "text"),
        ("programs/npx.cmd", batch),
    ];
    for name in [
        "npx",
        "NPX",
        "npx.cmd",
        r"programs\npx",
        "./programs/npx.CMD",
    ] {
        let ended = exec(&files, &[name, "a b"]);
        assert_eq!(ended.code(), Some(42), "{name}: {}", ended.stderr);
        assert_eq!(ended.stdout, "[a b] opaque\r\n", "{name}");
    }
}

#[test]
fn the_working_folder_is_not_searched() {
    let files = [("here.cmd", "@exit /b 42\r\n")];
    let ended = exec(&files, &["here"]);
    assert_eq!(ended.code(), Some(127), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("there is no such program"),
        "{}",
        ended.stderr
    );
    assert_eq!(exec(&files, &[r".\here"]).code(), Some(42));
}

#[test]
fn secrets_of_ours_are_kept_from_the_command_in_every_spelling() {
    let ended = exec(&[], &["cmd", "/d", "/c", "set"]).fine();
    let names = ended.stdout.lines().filter_map(|it| it.split_once('='));
    let names: Vec<_> = names.map(|(name, _)| name.to_uppercase()).collect();
    assert!(names.contains(&"TOKEN".to_owned()), "{names:?}");
    assert!(
        !names.contains(&"AZURE_CLIENT_SECRET".to_owned()),
        "{names:?}"
    );
}
