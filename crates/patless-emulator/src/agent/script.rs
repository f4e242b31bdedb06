//! Script file of a script step, and the command that runs it.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::script_task::Language;

/// A script that is ready to run.
#[derive(Debug)]
pub(super) struct ScriptCommand {
    /// The shell.
    pub(super) program: PathBuf,
    /// Its arguments.
    pub(super) args: Vec<OsString>,
}

/// The program that reads a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// bash.
    Bash,
    /// The Windows command line.
    Cmd,
    /// PowerShell.
    PowerShell,
}

impl Dialect {
    /// Chooses the program for a script task.
    pub(super) fn of(language: Language) -> Self {
        match language {
            Language::CommandLine if cfg!(windows) => Self::Cmd,
            Language::CommandLine | Language::Bash => Self::Bash,
            Language::PowerShell => Self::PowerShell,
        }
    }

    /// Writes the script to the temporary folder. `shell` is the program.
    pub(super) fn prepare(
        self,
        shell: PathBuf,
        text: &str,
        scope: Scope,
        temp: &Path,
        index: usize,
    ) -> io::Result<ScriptCommand> {
        let path = temp.join(format!("step-{index}.{}", self.extension()));
        fs::write(&path, self.file(text))?;
        Ok(ScriptCommand {
            program: shell,
            args: self.args(&path, scope),
        })
    }

    /// Returns a command that runs a script file with arguments.
    pub(super) fn call(self, path: &Path, arguments: &str) -> String {
        let path = path.to_string_lossy();
        let call = match self {
            Self::Bash => format!("exec bash '{}' {arguments}", path.replace('\'', "'\\''")),
            Self::PowerShell => format!(". '{}' {arguments}", path.replace('\'', "''")),
            Self::Cmd => format!("CALL \"{path}\" {arguments}"),
        };
        call.trim().to_owned()
    }

    /// Returns the names of the program, best first.
    ///
    /// On Linux and macOS, `PowerShell@2` itself runs PowerShell 7 for `powershell` too (`powershell.ts`).
    pub(super) fn programs(self, edition: Edition) -> &'static [&'static str] {
        match (self, edition) {
            (Self::Bash, _) => &["bash"],
            (Self::Cmd, _) => &["cmd.exe"],
            (Self::PowerShell, Edition::Windows) if cfg!(windows) => &["powershell"],
            (Self::PowerShell, Edition::Seven) if cfg!(windows) => &["pwsh"],
            (Self::PowerShell, _) => &["pwsh", "powershell"],
        }
    }

    /// Returns the name of the shell in the script task's error.
    pub(super) fn shell_name(self) -> &'static str {
        match self {
            Self::Bash => "Bash",
            Self::Cmd => "Cmd.exe",
            Self::PowerShell => "PowerShell",
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

    /// Returns the content of the file.
    fn file(self, text: &str) -> String {
        match self {
            Self::Bash => text.to_owned(),
            Self::Cmd => format!("@echo off\r\n{}", text.replace('\n', "\r\n")),
            Self::PowerShell => format!("\u{feff}{text}"),
        }
    }

    /// Returns the arguments of the program.
    fn args(self, path: &Path, scope: Scope) -> Vec<OsString> {
        let text = path.to_string_lossy();
        match self {
            Self::Bash => vec!["--noprofile".into(), "--norc".into(), path.into()],
            Self::Cmd => {
                let args = ["/D", "/E:ON", "/V:OFF", "/S", "/C"].map(OsString::from);
                let call = OsString::from(format!("CALL \"{text}\""));
                args.into_iter().chain([call]).collect()
            }
            Self::PowerShell => {
                let args = ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command"];
                let operator = match scope {
                    Scope::Same => ".",
                    Scope::Own => "&",
                };
                let source = OsString::from(format!("{operator} '{}'", text.replace('\'', "''")));
                let args = args.map(OsString::from).into_iter();
                args.chain([source]).collect()
            }
        }
    }
}

/// Which PowerShell a step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    /// PowerShell 7.
    Seven,
    /// Windows PowerShell.
    Windows,
}

/// Scope of the variables of a PowerShell script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// That of the command line.
    Same,
    /// One of its own.
    Own,
}

/// Finds the first of some programs in a search path.
pub(super) fn find_program(search_path: &str, names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<_> = std::env::split_paths(search_path).collect();
    let in_folders = |name: &&str| {
        let file = if cfg!(windows) && Path::new(name).extension().is_none() {
            format!("{name}.exe")
        } else {
            (*name).to_owned()
        };
        let mut paths = folders.iter().map(|folder| folder.join(&file));
        paths.find(|path| path.is_absolute() && path.is_file())
    };
    names.iter().find_map(in_folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_file_is_called_with_its_name_in_quotes() {
        let path = Path::new("/it's here/a.sh");
        for (dialect, arguments, expected) in [
            (
                Dialect::Bash,
                "-a  b",
                "exec bash '/it'\\''s here/a.sh' -a  b",
            ),
            (Dialect::Bash, "", "exec bash '/it'\\''s here/a.sh'"),
            (Dialect::PowerShell, "-A 1", ". '/it''s here/a.sh' -A 1"),
        ] {
            assert_eq!(dialect.call(path, arguments), expected);
        }
    }

    #[test]
    fn a_program_is_found_in_the_order_of_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let suffix = if cfg!(windows) { ".exe" } else { "" };
        let path = folder.path().join(format!("powershell{suffix}"));
        fs::write(&path, "").unwrap();
        let search = folder.path().to_str().unwrap();
        assert_eq!(
            find_program(search, &["pwsh", "powershell"]),
            Some(path.clone())
        );
        let better = folder.path().join(format!("pwsh{suffix}"));
        fs::write(&better, "").unwrap();
        assert_eq!(find_program(search, &["pwsh", "powershell"]), Some(better));
        assert_eq!(find_program(search, &["zsh"]), None);
        assert_eq!(find_program("", &["pwsh"]), None);
    }
}
