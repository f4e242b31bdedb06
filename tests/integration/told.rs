//! What the agent receives from a step: its output, read, masked and obeyed line by line.

use std::collections::BTreeMap;

use patless_emulator::RecordedRequest;
use patless_emulator::agent::Masker;
use patless_emulator::agent::logging_command::{DecodePercents, LoggingCommand, parse};

/// What the agent heard.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The job log, masked with what had been registered when each line was written.
    pub(crate) log: String,
    /// The variables, by name.
    pub(crate) variables: BTreeMap<String, Variable>,
    /// The output variables of the step, by name.
    pub(crate) outputs: BTreeMap<String, Variable>,
    /// What the agent keeps for the post-job stage of this step, by name.
    pub(crate) task_variables: BTreeMap<String, String>,
    /// The step's result. `None` where the step said nothing: succeeded.
    pub(crate) result: Option<String>,
    /// The messages of `task.logissue`, masked, by type.
    pub(crate) issues: Vec<Issue>,
    /// The commands in their order, as `area.event`.
    pub(crate) commands: Vec<String>,
    /// Everything on standard error.
    pub(crate) stderr: String,
    /// The most memory that the process held, in kB. 0 where it cannot be seen: on other systems than Linux.
    pub(crate) peak_memory_kb: u64,
    /// The requests that the emulator got meanwhile.
    pub(crate) requests: Vec<RecordedRequest>,
    /// The names of what it left in its home folder, which is the agent's temp folder as well.
    pub(crate) files_left: Vec<String>,
    /// Standard output as it was written. It holds the secrets that the agent is told.
    pub(crate) raw: String,
}

/// A variable that was set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Variable {
    pub(crate) value: String,
    pub(crate) is_secret: bool,
}

/// An issue that was logged.
#[derive(Clone, Debug)]
pub(crate) struct Issue {
    pub(crate) kind: String,
    pub(crate) message: String,
}

impl Told {
    /// Reads what a step wrote to standard output.
    ///
    /// `known` are the secrets that the agent knows before the step.
    pub(crate) fn listen(stdout: &str, percents: DecodePercents, known: &[String]) -> Self {
        let mut told = Self::default();
        let mut masker = Masker::new();
        for secret in known {
            masker.add_secret(secret);
        }
        for line in stdout.lines() {
            if let Some(command) = parse(line, percents) {
                told.obey(&command, &mut masker);
            } else {
                assert!(
                    !line.contains("##vso"),
                    "a malformed command prints its value: {line:.60}"
                );
                told.print(&masker, line);
            }
        }
        told
    }

    /// The keys of the doors of a keeper: the secret variables that are no tokens, and what is secret in a URL.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let secret = self.variables.values().filter(|it| it.is_secret);
        let parts = secret.flat_map(|it| it.value.split('/'));
        parts.filter(|it| it.len() == 64 && it.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    /// The first error of the step.
    pub(crate) fn error(&self) -> &str {
        let error = self.issues.iter().find(|issue| issue.kind == "error");
        &error
            .unwrap_or_else(|| panic!("no error was logged:\n{}{}", self.log, self.stderr))
            .message
    }

    /// Fails unless the step succeeded.
    pub(crate) fn succeeded(&self) -> &Self {
        assert_eq!(self.result, None, "{}", self.log);
        self
    }

    /// Fails unless the step failed without setting a variable, with one result.
    pub(crate) fn failed(&self) -> &Self {
        assert_eq!(self.result.as_deref(), Some("Failed"), "{}", self.log);
        assert!(
            self.variables.is_empty() && self.outputs.is_empty(),
            "a failed step set a variable"
        );
        // The folder of a keeper is noted before that is started.
        let mut noted = self.task_variables.values();
        assert!(noted.all(|it| it.starts_with("keeper:file:") && it.ends_with(':')));
        let results = self
            .commands
            .iter()
            .filter(|name| *name == "task.complete")
            .count();
        assert_eq!(results, 1);
        self
    }

    fn print(&mut self, masker: &Masker, text: &str) {
        self.log += &masker.mask(text);
        self.log.push('\n');
    }

    fn obey(&mut self, command: &LoggingCommand, masker: &mut Masker) {
        let name = format!("{}.{}", command.area, command.event);
        match name.as_str() {
            "task.setsecret" => masker.add_secret(&command.data),
            "task.setvariable" => self.set_variable(command, masker),
            "task.settaskvariable" => {
                let name = command.properties.get("variable").unwrap().to_owned();
                // Whatever is not a secret may be printed.
                self.print(masker, &command.data);
                self.task_variables.insert(name, command.data.clone());
            }
            "task.complete" => {
                self.result = command.properties.get("result").map(str::to_owned);
                // The agent shows this text without masking it.
                self.print(&Masker::new(), &command.data);
            }
            "task.logissue" => {
                let message = masker.mask(&command.data);
                let kind = command.properties.get("type").unwrap().to_owned();
                self.print(masker, &command.data);
                self.issues.push(Issue { kind, message });
            }
            "task.debug" => self.print(masker, &command.data),
            _ => panic!("an unexpected command: {name}"),
        }
        self.commands.push(name);
    }

    fn set_variable(&mut self, command: &LoggingCommand, masker: &Masker) {
        let name = command.properties.get("variable").unwrap().to_owned();
        let is_secret = command.properties.get("issecret") == Some("true");
        let is_output = command.properties.get("isoutput") == Some("true");
        let variable = Variable {
            value: command.data.clone(),
            is_secret,
        };
        if is_secret {
            let masked = masker.mask(&command.data);
            // Of a door of the keeper, the key is the secret, and not what its URL begins with.
            let is_door = command.data.starts_with("http://127.0.0.1:") && masked.contains("/***/");
            assert!(
                is_door || ["", "***"].contains(&masked.as_str()),
                "{name} was set before it was masked"
            );
        } else {
            // Whatever is not a secret may be printed.
            self.print(masker, &command.data);
        }
        let variables = if is_output {
            &mut self.outputs
        } else {
            &mut self.variables
        };
        assert!(
            variables.insert(name.clone(), variable).is_none(),
            "{name} was set twice"
        );
    }
}
