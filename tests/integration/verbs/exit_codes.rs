//! How `patless exec` ends: as the command, or with a code of its own where no command was started.

use super::call::{Call, Ended, emulator};

/// Runs a command that gets a token which is there already.
fn exec(arguments: &[&str]) -> Ended {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator).variable("TOKEN", "opaque");
    let mut all = vec!["exec", "--quiet", "--variable", "TOKEN", "--"];
    all.extend(arguments);
    call.run(&all)
}

#[cfg(unix)]
#[test]
fn the_exit_code_is_that_of_the_command() {
    for code in [0, 1, 2, 42, 125, 126, 127, 130, 255] {
        let ended = exec(&["sh", "-c", &format!("exit {code}")]);
        assert_eq!(ended.code(), Some(code));
        assert_eq!(ended.stderr, "");
    }
}

#[test]
fn a_command_that_is_not_there_is_127() {
    for name in ["no-such-command", "./no-such-file", "/no/such/file"] {
        let ended = exec(&[name]);
        assert_eq!(ended.code(), Some(127), "{}", ended.stderr);
        let error = format!("error: the command {name} cannot be started: ");
        assert!(ended.stderr.starts_with(&error), "{}", ended.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_command_that_cannot_be_executed_is_126() {
    for path in ["/etc/passwd", "/etc"] {
        let ended = exec(&[path]);
        assert_eq!(ended.code(), Some(126), "{}", ended.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_command_is_never_one_of_the_working_folder() {
    let emulator = emulator("default");
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("bin")).unwrap();
    for file in ["planted", "bin/planted"] {
        let script = format!("printf '#!/bin/sh\\necho ran' > {file}; chmod 0700 {file}");
        let call = Call::at_a_desk(&emulator);
        let written = call.command("/bin/sh".as_ref(), &["-c", &script], folder.path());
        call.check(written, folder.path()).fine();
    }
    let here = folder.path().join("bin");
    for (path, code) in [
        (".:bin:./bin::/usr/bin:/bin".to_owned(), 127),
        (format!(".:bin:{}:/bin", here.display()), 0),
    ] {
        let call = Call::at_a_desk(&emulator)
            .variable("TOKEN", "opaque")
            .variable("PATH", &path);
        let words = ["exec", "--quiet", "--variable", "TOKEN", "--", "planted"];
        let binary = env!("CARGO_BIN_EXE_patless").as_ref();
        let command = call.command(binary, &words, folder.path());
        let ended = call.check(command, folder.path());
        assert_eq!(ended.code(), Some(code), "{path}: {}", ended.stderr);
    }
}

#[test]
fn whatever_fails_before_the_command_is_125() {
    let emulator = emulator("default");
    for (arguments, error) in [
        (
            &["exec", "--no-such-flag", "--", "true"][..],
            "--no-such-flag",
        ),
        (&["exec"], "COMMAND"),
        (
            &["exec", "--variable", "9A", "--", "true"],
            "no digit first",
        ),
        (&["exec", "-v", "A", "-v", "a", "--", "true"], "used twice"),
        (&["exec", "--scope", "a b", "--", "true"], "scope"),
        (&["exec", "--", "true"], "no source of identity was found"),
    ] {
        let ended = Call::at_a_desk(&emulator).run(arguments);
        assert_eq!(ended.code(), Some(125), "{arguments:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(error), "{}", ended.stderr);
    }
    let help = Call::at_a_desk(&emulator).run(&["exec", "--help"]).fine();
    assert!(
        help.stdout.contains("125: there is no token"),
        "{}",
        help.stdout
    );
}

#[cfg(unix)]
#[test]
fn arguments_reach_the_command_as_they_are_and_no_shell_sees_them() {
    let ended = exec(&[
        "printf", "%s|", "a b", "$HOME", "*", "--", "-q", "", "##vso[x]",
    ]);
    assert_eq!(ended.stdout, "a b|$HOME|*|--|-q||##vso[x]|");
}

#[cfg(unix)]
#[test]
fn a_command_that_outlives_its_token_is_warned_of_and_its_code_counts() {
    let emulator = emulator("default");
    let call = Call::at_a_desk(&emulator)
        .variable("TOKEN", "opaque")
        .variable("TOKEN_EXPIRES_ON", "1");
    let arguments = [
        "exec",
        "-v",
        "TOKEN",
        "--minimum-lifetime",
        "0",
        "--",
        "sh",
        "-c",
        "exit 3",
    ];
    let ended = call.run(&arguments);
    assert_eq!(ended.code(), Some(3));
    let warning = "warning: the command ran longer than the token in TOKEN was valid";
    assert!(ended.stderr.contains(warning), "{}", ended.stderr);
}
