//! A PAT, or a part of it, is printed.

use crate::document::Document;
use crate::fix::FixClass;
use crate::holds::Holds;
use crate::language::Language;
use crate::level::Level;
use crate::names::{Says, says};
use crate::pattern::pattern;
use crate::reference::{Form, Reference};
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};

pub(super) const RULE: Rule = Rule {
    id: "logged-pat",
    title: "a PAT is printed",
    fix: FixClass::Never,
    needles: &[
        "echo",
        "printf",
        "write-",
        "print(",
        "console.",
        "writeline",
    ],
    look,
};

pattern!(
    PRINTS,
    r"(?i)(?:^|[;&{]|\bthen\b|\bdo\b)[ \t@]*(?:RUN[ \t]+)?(?:echo|printf|Write-(?:Host|Output|Verbose|Information|Debug|Warning))[ \t]+(?P<value>[^\n|>;]*)(?P<end>[|>;]|$)"
);
pattern!(
    CALLS,
    r"(?i)\b(?:print|console\.(?:log|info|debug|error|warn)|Console\.Write(?:Line)?)\s*\((?P<value>[^\n]*)"
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        if script.language.runs_commands() {
            for prints in script.find(&PRINTS) {
                let taken = prints
                    .group("end")
                    .is_some_and(|end| matches!(document.slice(end), "|" | ">"));
                if let Some(value) = prints.group("value").filter(|_| !taken) {
                    look_at(document, &script, value, findings);
                }
            }
        } else if script.language.has_bare_names() {
            for call in script.find(&CALLS) {
                if let Some(value) = call.group("value") {
                    look_at(document, &script, value, findings);
                }
            }
        }
    }
}

fn look_at<'t>(
    document: &Document<'t>,
    script: &Script<'t>,
    value: std::ops::Range<usize>,
    findings: &mut Findings,
) {
    let text = document.slice(value.clone());
    // A command of the agent sets a variable, and prints nothing.
    if [
        "##vso[",
        "::add-mask",
        "::set-output",
        "::save-state",
        "file=",
    ]
    .iter()
    .any(|elsewhere| text.contains(elsewhere))
    {
        return;
    }
    for reference in script.holders(value.clone()) {
        let shown = says(reference.name) == Says::Pat
            && matches!(
                document.holds(script, &reference),
                Holds::StoredPat | Holds::Mapped
            )
            && is_value(document, script, &reference, &value)
            && !is_returned(document, script, &reference, &value);
        if shown {
            findings.add(Found {
                at: reference.at.clone(),
                level: Level::Warning,
                sink: "the log".to_owned(),
                message: format!(
                    "{} holds a stored PAT, and this line prints it: the log masks only the whole value, and only in a job that knows it",
                    reference.name
                ),
                replacement: "Delete the line. If the log was kept, revoke the PAT".to_owned(),
                fix: None,
            });
            return;
        }
    }
}

/// Tells whether a function gives the value back: in shells, it does so by printing nothing else.
fn is_returned(
    document: &Document<'_>,
    script: &Script<'_>,
    reference: &Reference<'_>,
    value: &std::ops::Range<usize>,
) -> bool {
    let alone = document
        .slice(value.clone())
        .trim()
        .trim_matches(['"', '\'', '}', ' '])
        == document.slice(reference.at.clone());
    let command = script.command_at(value.start);
    let line = document
        .lines
        .range(document.text, document.lines.index(command.start));
    let before = document.slice(line.start..value.start);
    let in_function = before.starts_with([' ', '\t']) || before.contains('{');
    alone
        && (before.to_ascii_lowercase().contains("write-output")
            || script.home == Home::File && in_function)
}

/// Tells whether the variable's value is printed: not its name, its length, or whether it is set.
fn is_value(
    document: &Document<'_>,
    script: &Script<'_>,
    reference: &Reference<'_>,
    value: &std::ops::Range<usize>,
) -> bool {
    let written = document.slice(reference.at.clone());
    let before = document.slice(value.start..reference.at.start);
    let after = document.slice(reference.at.end..value.end);
    let escaped = before.ends_with(['\\', '`']);
    let quoted = script.language == Language::Shell
        && reference.form == Form::Variable
        && before.matches('\'').count() % 2 == 1
        && before.matches('"').count().is_multiple_of(2);
    let about = written.ends_with(".length")
        || written.ends_with(".Length")
        || written.contains(":+")
        || written.contains("+}")
        || after.starts_with(".Length")
        || after.starts_with(".length")
        || [
            " -eq", " -ne", " -like", " -match", "? ", " ? ", " is ", " == ", " != ", " !== ",
            " === ",
        ]
        .iter()
        .any(|test| after.starts_with(test));
    let measured = [
        "len(",
        "-not ",
        "!",
        "bool(",
        "Boolean(",
        "IsNullOrEmpty(",
        "typeof ",
    ]
    .iter()
    .any(|call| before.ends_with(call));
    !escaped && !quoted && !about && !measured
}
