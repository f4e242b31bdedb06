//! Tasks that run scripts: `CmdLine@2`, `Bash@3`, `PowerShell@2`, and the shortcuts that the service turns into them.

use patless_pipeline::model::{Script, Shell, Task};

use super::task_name;

/// A script task, with its inputs before macros are expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScriptTask {
    /// What reads the script.
    pub(super) language: Language,
    /// The inputs from the file, by the names of the task.
    inputs: Vec<(&'static str, String)>,
    /// The inputs from the file that the task does not have.
    pub(super) unexpected: Vec<String>,
}

/// What reads a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// bash, or cmd on Windows.
    CommandLine,
    /// bash.
    Bash,
    /// PowerShell.
    PowerShell,
}

impl ScriptTask {
    /// Turns a shortcut into its task.
    pub(super) fn of_shortcut(script: &Script) -> Self {
        let language = match script.shell {
            Shell::Bash => Language::Bash,
            Shell::Pwsh | Shell::PowerShell => Language::PowerShell,
            _ => Language::CommandLine,
        };
        let mut inputs = vec![("targetType", "inline".to_owned())];
        inputs.push(("script", script.text.clone()));
        if script.shell == Shell::Pwsh {
            inputs.push(("pwsh", "true".to_owned()));
        }
        let written = [
            ("workingDirectory", &script.working_directory),
            ("failOnStderr", &script.fail_on_stderr),
            ("errorActionPreference", &script.error_action_preference),
            ("ignoreLASTEXITCODE", &script.ignore_last_exit_code),
        ];
        for (name, value) in written {
            inputs.extend(value.clone().map(|value| (name, value)));
        }
        Self {
            language,
            inputs,
            unexpected: Vec::new(),
        }
    }

    /// Reads a task step. `None` if it is no script task.
    pub(super) fn of_task(task: &Task) -> Option<Self> {
        let mut known = TASKS.iter();
        let known =
            known.find(|known| task_name::names(task, known.name, known.id, known.major))?;
        let mut inputs = Vec::new();
        let mut unexpected = Vec::new();
        for (name, value) in &task.inputs {
            let mut names = known.inputs.iter().map(|(name, _)| *name);
            match names.find(|known| known.eq_ignore_ascii_case(name.trim())) {
                Some(known) => inputs.push((known, value.clone())),
                None => unexpected.push(name.clone()),
            }
        }
        Some(Self {
            language: known.language,
            inputs,
            unexpected,
        })
    }

    /// Returns the name of the task.
    pub(super) fn name(&self) -> &'static str {
        self.known().name
    }

    /// Returns the name and the description in the heading of the log.
    pub(super) fn heading(&self) -> [&'static str; 2] {
        self.known().heading
    }

    /// Returns an input as it is written, or its default.
    pub(super) fn input(&self, name: &str) -> &str {
        let written = self.inputs.iter().rev().find(|(other, _)| *other == name);
        let defaults = || self.known().inputs.iter().find(|(other, _)| *other == name);
        match written {
            Some((_, value)) => value,
            None => defaults().map_or("", |(_, default)| *default),
        }
    }

    /// Returns what is known about the task.
    fn known(&self) -> &'static Known {
        match self.language {
            Language::CommandLine => &COMMAND_LINE,
            Language::Bash => &BASH,
            Language::PowerShell => &POWER_SHELL,
        }
    }
}

/// What is known about a script task.
#[derive(Debug)]
struct Known {
    /// Its name.
    name: &'static str,
    /// Its GUID.
    id: &'static str,
    /// Its major version.
    major: &'static str,
    /// What reads its scripts.
    language: Language,
    /// Its name and its description in the log.
    heading: [&'static str; 2],
    /// Its inputs, with their defaults.
    inputs: &'static [(&'static str, &'static str)],
}

/// The tasks. Source: `task.json` of each in <https://github.com/microsoft/azure-pipelines-tasks>.
const TASKS: [&Known; 3] = [&COMMAND_LINE, &BASH, &POWER_SHELL];

const COMMAND_LINE: Known = Known {
    name: "CmdLine",
    id: "d9bafed4-0b18-4f58-968d-86655b4d2ce9",
    major: "2",
    language: Language::CommandLine,
    heading: [
        "Command line",
        "Run a command line script using Bash on Linux and macOS and cmd.exe on Windows",
    ],
    inputs: &[
        ("script", ""),
        ("workingDirectory", ""),
        ("failOnStderr", "false"),
        ("ignoreHostExpression", "true"),
        // Not an input of the task: its script is always in the file.
        ("targetType", "inline"),
    ],
};

const BASH: Known = Known {
    name: "Bash",
    id: "6c731c3c-3c68-459a-a5c9-bde6e6595b5b",
    major: "3",
    language: Language::Bash,
    heading: ["Bash", "Run a Bash script on macOS, Linux, or Windows"],
    inputs: &[
        ("targetType", "filePath"),
        ("filePath", ""),
        ("arguments", ""),
        ("script", ""),
        ("workingDirectory", ""),
        ("failOnStderr", "false"),
        ("bashEnvValue", ""),
    ],
};

const POWER_SHELL: Known = Known {
    name: "PowerShell",
    id: "e213ff0f-5d5c-4791-802d-52ea3e7be1f1",
    major: "2",
    language: Language::PowerShell,
    heading: [
        "PowerShell",
        "Run a PowerShell script on Linux, macOS, or Windows",
    ],
    inputs: &[
        ("targetType", "filePath"),
        ("filePath", ""),
        ("arguments", ""),
        ("script", ""),
        ("errorActionPreference", "stop"),
        ("warningPreference", "default"),
        ("informationPreference", "default"),
        ("verbosePreference", "default"),
        ("debugPreference", "default"),
        ("progressPreference", "silentlyContinue"),
        ("failOnStderr", "false"),
        ("showWarnings", "false"),
        ("ignoreLASTEXITCODE", "false"),
        ("pwsh", "false"),
        ("workingDirectory", ""),
        ("runScriptInSeparateScope", "false"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn task(name: &str, version: &str, inputs: &[(&str, &str)]) -> Option<ScriptTask> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let inputs = inputs.iter().map(owned).collect();
        ScriptTask::of_task(&task_name::tests::task(name, version, inputs))
    }

    #[test]
    fn script_tasks_are_known_by_name_and_by_guid() {
        for (name, version, expected) in [
            ("Bash", "3", Some(Language::Bash)),
            ("bash", "3.245.1", Some(Language::Bash)),
            ("CmdLine", "2", Some(Language::CommandLine)),
            (
                "E213FF0F-5D5C-4791-802D-52EA3E7BE1F1",
                "2",
                Some(Language::PowerShell),
            ),
            ("Bash", "2", None),
            ("CmdLine", "1", None),
            ("ShellScript", "2", None),
        ] {
            let language = task(name, version, &[]).map(|it| it.language);
            assert_eq!(language, expected, "{name}@{version}");
        }
    }

    #[test]
    fn inputs_have_the_defaults_of_the_task_and_ignore_case() {
        let bash = task("Bash", "3", &[("SCRIPT", "echo"), ("shell", "sh")]).unwrap();
        assert_eq!(bash.input("script"), "echo");
        assert_eq!(bash.input("targetType"), "filePath");
        assert_eq!(bash.unexpected, ["shell"]);
        let line = task("CmdLine", "2", &[("script", "echo")]).unwrap();
        assert_eq!(line.input("targetType"), "inline");
    }
}
