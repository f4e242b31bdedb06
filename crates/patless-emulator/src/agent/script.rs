//! Script file of a script step, and the command that runs it.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use patless_pipeline::model::Shell;

/// A script that is ready to run.
#[derive(Debug)]
pub(super) struct ScriptCommand {
    /// The shell.
    pub(super) program: PathBuf,
    /// Its arguments.
    pub(super) args: Vec<OsString>,
    /// The heading of the log.
    pub(super) heading: [&'static str; 2],
    /// The name of the shell in the error of a failed script.
    pub(super) shell_name: &'static str,
}

/// Writes the script to the temporary folder.
pub(super) fn prepare(
    shell: Shell,
    text: &str,
    temp: &Path,
    index: usize,
) -> io::Result<ScriptCommand> {
    let dialect = Dialect::of(shell);
    let path = temp.join(format!("step-{index}.{}", dialect.extension()));
    fs::write(&path, dialect.wrap(text))?;
    let (program, args) = dialect.command(&path);
    Ok(ScriptCommand {
        program: PathBuf::from(program),
        args,
        heading: heading(shell),
        shell_name: dialect.shell_name(),
    })
}

/// The program that reads a script.
#[derive(Clone, Copy, Debug)]
enum Dialect {
    /// bash.
    Bash,
    /// The Windows command line.
    Cmd,
    /// PowerShell 7.
    PowerShell,
}

impl Dialect {
    /// Chooses the program for a kind of step.
    fn of(shell: Shell) -> Self {
        match shell {
            Shell::CommandLine if cfg!(windows) => Self::Cmd,
            Shell::CommandLine | Shell::Bash => Self::Bash,
            _ => Self::PowerShell,
        }
    }

    /// Returns the extension of the file.
    fn extension(self) -> &'static str {
        match self {
            Self::Bash => "sh",
            Self::Cmd => "cmd",
            Self::PowerShell => "ps1",
        }
    }

    /// Adds the lines that the script task adds.
    fn wrap(self, text: &str) -> String {
        match self {
            Self::Bash => text.to_owned(),
            Self::Cmd => format!("@echo off\r\n{}", text.replace('\n', "\r\n")),
            Self::PowerShell => format!(
                "$ErrorActionPreference = 'stop'\n{text}\n\
                 if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) {{ exit $LASTEXITCODE }}\n"
            ),
        }
    }

    /// Returns the program with its arguments.
    fn command(self, path: &Path) -> (&'static str, Vec<OsString>) {
        let text = path.to_string_lossy();
        match self {
            Self::Bash => (
                "bash",
                vec!["--noprofile".into(), "--norc".into(), path.into()],
            ),
            Self::Cmd => {
                let args = ["/D", "/E:ON", "/V:OFF", "/S", "/C"].map(OsString::from);
                let call = OsString::from(format!("CALL \"{text}\""));
                ("cmd.exe", args.into_iter().chain([call]).collect())
            }
            Self::PowerShell => {
                let args = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command"];
                let source = OsString::from(format!(". '{}'", text.replace('\'', "''")));
                let args = args.map(OsString::from).into_iter();
                ("pwsh", args.chain([source]).collect())
            }
        }
    }

    /// Returns the name of the shell in the script task's error.
    fn shell_name(self) -> &'static str {
        match self {
            Self::Bash => "Bash",
            Self::Cmd => "Cmd.exe",
            Self::PowerShell => "PowerShell",
        }
    }
}

/// Returns the name and the description of the task that runs a script step.
fn heading(shell: Shell) -> [&'static str; 2] {
    match shell {
        Shell::CommandLine => [
            "Command line",
            "Run a command line script using Bash on Linux and macOS and cmd.exe on Windows",
        ],
        Shell::Bash => ["Bash", "Run a Bash script on macOS, Linux, or Windows"],
        _ => [
            "PowerShell",
            "Run a PowerShell script on Linux, macOS, or Windows",
        ],
    }
}
