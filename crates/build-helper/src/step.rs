//! Running other programs: each command is shown before it runs.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, ExitCode, ExitStatus, Stdio},
};

use crate::{failure::Failure, print::say};

/// Makes a command from a program and its arguments, which are cut at spaces.
pub fn command(program: impl AsRef<OsStr>, words: &str) -> Command {
    let mut command = Command::new(program);
    command.args(words.split(' '));
    command
}

/// Runs `command` with our own output; anything but exit code 0 is a failure with `hint`.
pub fn run(command: &mut Command, hint: &str) -> Result<(), Failure> {
    let status = status(command, hint)?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{}: {status}", line(command)), hint))
}

/// Runs `command` with our own output and returns how it ended; `hint` is for a program that does not start.
pub fn status(command: &mut Command, hint: &str) -> Result<ExitStatus, Failure> {
    say(&format!("+ {}", line(command)));
    command
        .status()
        .map_err(|error| Failure::new(format!("{}: {error}", line(command)), hint))
}

/// The exit code of a program, for one that passes it on. A process that a signal ended has none of its own.
pub fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Runs `command` unseen; `None` if it does not start or does not succeed, else its standard output, trimmed.
pub fn probe(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Writes `command` as it would be typed, with the folder in front where it is not ours.
fn line(command: &Command) -> String {
    // Cargo is known by its full path, which nobody types.
    let program = match Path::new(command.get_program()) {
        path if path.is_absolute() => path.file_name().unwrap_or_default(),
        path => path.as_os_str(),
    };
    let words: Vec<_> = std::iter::once(program)
        .chain(command.get_args())
        .map(quoted)
        .collect();
    let words = words.join(" ");
    match command.get_current_dir() {
        Some(folder) => format!("cd {} && {words}", quoted(folder.as_os_str())),
        None => words,
    }
}

/// Puts quotes around a word that a shell would cut or expand.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.into_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("python3");
        command.args(["-c", "import venv"]).current_dir("a folder");
        assert_eq!(line(&command), "cd 'a folder' && python3 -c 'import venv'");
    }

    #[test]
    fn program_that_does_not_exist_fails_with_the_hint() {
        let failure = run(&mut Command::new("patless-no-such-program"), "install it").unwrap_err();
        let text = failure.to_string();
        assert!(text.contains("patless-no-such-program: "), "{text}");
        assert!(text.ends_with("hint: install it"), "{text}");
    }
}
