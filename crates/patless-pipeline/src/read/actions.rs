//! What a step does: one function for each kind of step.

use super::aliases::Aliases;
use super::fields::Fields;
use super::scalars::{text_of, written_boolean};
use super::shortcuts;
use super::texts::{pairs, some_text, text};
use crate::expression::is_unexpanded;
use crate::fault::Faults;
use crate::model::{Action, Checkout, Download, Publish, Script, Shell, Task};
use crate::shown::shown;
use crate::yaml::Node;

/// A key that says what a step does.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// The key.
    pub key: &'static str,
    /// Its own keys, besides those that every step has.
    pub keys: &'static [&'static str],
    read: fn(&Fields<'_>, &Node, &Aliases, &mut Faults) -> Option<Action>,
}

impl Kind {
    /// Reads what the step does. `value` stands under the key of the kind.
    pub(super) fn action(
        &self,
        fields: &Fields<'_>,
        value: &Node,
        aliases: &Aliases,
        faults: &mut Faults,
    ) -> Option<Action> {
        (self.read)(fields, value, aliases, faults)
    }
}

/// The kinds of steps. `upload` is an old name of `publish`.
///
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps>.
pub(super) const KINDS: [Kind; 12] = [
    Kind {
        key: "script",
        keys: &["failOnStderr", "workingDirectory"],
        read: |fields, value, _, faults| script(fields, value, Shell::CommandLine, faults),
    },
    Kind {
        key: "bash",
        keys: &["failOnStderr", "workingDirectory"],
        read: |fields, value, _, faults| script(fields, value, Shell::Bash, faults),
    },
    Kind {
        key: "pwsh",
        keys: POWERSHELL,
        read: |fields, value, _, faults| script(fields, value, Shell::Pwsh, faults),
    },
    Kind {
        key: "powershell",
        keys: POWERSHELL,
        read: |fields, value, _, faults| script(fields, value, Shell::PowerShell, faults),
    },
    Kind {
        key: "task",
        keys: &["inputs"],
        read: |fields, value, _, faults| task(fields, value, faults),
    },
    Kind {
        key: "checkout",
        keys: CHECKOUT,
        read: checkout,
    },
    Kind {
        key: "publish",
        keys: &["artifact"],
        read: |fields, value, _, faults| publish(fields, value, faults),
    },
    Kind {
        key: "upload",
        keys: &["artifact"],
        read: |fields, value, _, faults| publish(fields, value, faults),
    },
    Kind {
        key: "download",
        keys: &["artifact", "patterns", "path"],
        read: download,
    },
    Kind {
        key: "downloadBuild",
        keys: &["artifact", "path", "patterns", "inputs"],
        read: shortcuts::download_build,
    },
    Kind {
        key: "getPackage",
        keys: &["path"],
        read: shortcuts::get_package,
    },
    Kind {
        key: "reviewApp",
        keys: &[],
        read: |_, value, _, faults| shortcuts::review_app(value, faults),
    },
];

fn script(fields: &Fields<'_>, value: &Node, shell: Shell, faults: &mut Faults) -> Option<Action> {
    Some(Action::Script(Script {
        shell,
        text: text(value, "script", faults)?.to_owned(),
        working_directory: text_of(fields, "workingDirectory", faults),
        fail_on_stderr: written_boolean(fields, "failOnStderr", faults),
        error_action_preference: text_of(fields, "errorActionPreference", faults),
        ignore_last_exit_code: written_boolean(fields, "ignoreLASTEXITCODE", faults),
    }))
}

fn task(fields: &Fields<'_>, value: &Node, faults: &mut Faults) -> Option<Action> {
    let written = text(value, "task", faults)?;
    let inputs = fields.get("inputs");
    let inputs = inputs.map_or_else(Vec::new, |node| pairs(node, "'inputs'", faults));
    if is_unexpanded(written) {
        return None;
    }
    let (name, version) = written.split_once('@').unwrap_or((written, ""));
    if name.trim().is_empty() {
        faults.error_with(
            &value.at,
            "a task has no name",
            "write a name and a version, such as 'Bash@3'",
        );
        return None;
    }
    if !is_version(version.trim()) {
        let what = match version.trim() {
            "" => "has no version",
            _ => "has a version that is no number",
        };
        faults.error_with(
            &value.at,
            format!("the task {} {what}", shown(written)),
            "write its major version behind it, as in 'Bash@3'",
        );
        return None;
    }
    Some(Action::Task(Task {
        name: name.trim().to_owned(),
        version: version.trim().to_owned(),
        inputs,
    }))
}

fn checkout(
    fields: &Fields<'_>,
    value: &Node,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Option<Action> {
    let repository = text(value, "checkout", faults)?;
    // Such as git://Project/repository@ref: it needs no resource.
    if !repository.contains("://") {
        aliases.repositories.check(
            repository,
            &value.at,
            "repositories",
            &["self", "none"],
            faults,
        );
    }
    if repository.is_empty() {
        faults.error_with(
            &value.at,
            "a checkout names no repository",
            "write 'self', 'none' or an alias of 'resources: repositories:'",
        );
        return None;
    }
    let options = CHECKOUT.iter().filter_map(|key| {
        let value = text_of(fields, key, faults)?;
        Some(((*key).to_owned(), value))
    });
    Some(Action::Checkout(Checkout {
        repository: repository.to_owned(),
        options: options.collect(),
    }))
}

fn publish(fields: &Fields<'_>, value: &Node, faults: &mut Faults) -> Option<Action> {
    Some(Action::Publish(Publish {
        path: text(value, "publish", faults)?.to_owned(),
        artifact: text_of(fields, "artifact", faults),
    }))
}

fn download(
    fields: &Fields<'_>,
    value: &Node,
    aliases: &Aliases,
    faults: &mut Faults,
) -> Option<Action> {
    let source = some_text(value, "download", faults);
    if source.is_none() {
        faults.error_with(
            &value.at,
            "a download names no pipeline",
            "write 'current', 'none' or an alias of 'resources: pipelines:'",
        );
    }
    let source = source?;
    aliases.pipelines.check(
        &source,
        &value.at,
        "pipelines",
        &["current", "none"],
        faults,
    );
    Some(Action::Download(Download {
        source,
        artifact: text_of(fields, "artifact", faults),
        patterns: text_of(fields, "patterns", faults),
        path: text_of(fields, "path", faults),
    }))
}

/// A major version, or a full one.
fn is_version(version: &str) -> bool {
    version.starts_with(|it: char| it.is_ascii_digit())
        && version
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'*' | b'-'))
}

const POWERSHELL: &[&str] = &[
    "errorActionPreference",
    "failOnStderr",
    "ignoreLASTEXITCODE",
    "workingDirectory",
];

const CHECKOUT: &[&str] = &[
    "clean",
    "fetchDepth",
    "fetchFilter",
    "fetchTags",
    "lfs",
    "path",
    "persistCredentials",
    "sparseCheckoutDirectories",
    "sparseCheckoutPatterns",
    "submodules",
    "workspaceRepo",
];
