//! An environment gets a stored PAT: that of a step, of a container, of a job on GitHub.

use crate::document::Document;
use crate::fix::{FixClass, TOKEN_OF_STEP, workflow_step_text};
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, of_azure_devops, says};
use crate::reference::{Macros, references};
use crate::rule::{Findings, Found, Rule};
use crate::script::StepId;
use crate::yaml::{Entry, Node};

pub(super) const RULE: Rule = Rule {
    id: "env-pat",
    title: "an environment gets a stored PAT",
    fix: FixClass::Safe,
    needles: &["env:", "environment:", "variables:"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    match document.kind {
        Kind::Pipeline => {
            for (id, step) in document.steps() {
                step.env()
                    .iter()
                    .filter_map(|entry| in_step(document, id, entry))
                    .for_each(|found| findings.add(found));
            }
            document.each_entry(&mut |entry| {
                if entry.has_key("container") || entry.has_key("containers") {
                    in_containers(document, &entry.value, findings);
                }
            });
            if document.lists.is_empty() {
                in_variables(document, findings);
            }
            in_unread(document, findings);
        }
        Kind::Workflow => document.each_entry(&mut |entry| {
            if entry.has_key("env") {
                in_workflow(document, entry.value.entries(), findings);
            }
        }),
        Kind::Compose => document.each_entry(&mut |entry| {
            if entry.has_key("environment") {
                in_compose(document, &entry.value, findings);
            }
        }),
        _ => {}
    }
}

fn in_step(document: &Document<'_>, id: StepId, entry: &Entry) -> Option<Found> {
    let pats = document.pats(entry.name(), &entry.value, Some(id));
    let reference = pats.first()?;
    let swap = document.swap_value(id, entry, &pats, FixClass::Safe);
    let sink = document.sink_of_step(id);
    Some(Found {
        at: reference.at.clone(),
        level: Level::Warning,
        message: format!(
            "{} is a stored PAT, and {sink} reads it as {}",
            reference.name,
            entry.name()
        ),
        sink,
        replacement: format!("{}\n\nand before the step:\n{}", swap.line, swap.step_text),
        fix: Some(swap.fix),
    })
}

/// What comes after a fault in the YAML, by its indentation: examples in repositories are often off by a space.
fn in_unread(document: &Document<'_>, findings: &mut Findings) {
    let mut below: Option<usize> = None;
    let start = document.yaml.last().map_or(0, |root| root.at.end);
    let mut at = start;
    let variable = document.new_variable();
    for line in document
        .text
        .get(start..)
        .unwrap_or_default()
        .split_inclusive('\n')
    {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        if text == "env:" {
            below = Some(indent);
        } else if !text.is_empty() && below.is_some_and(|env| indent <= env) {
            below = None;
        } else if below.is_some()
            && let Some((name, _)) = text.split_once(':').filter(|_| !text.starts_with('#'))
        {
            let references = references(document.text, at..at + line.len(), Macros::Replaced);
            if let Some(reference) = document.pats_among(name, references, None).first() {
                findings.add(Found {
                    at: reference.at.clone(),
                    level: Level::Warning,
                    sink: "the step".to_owned(),
                    message: format!(
                        "{} is a stored PAT, and a step reads it as {name}. The YAML has a fault above",
                        reference.name
                    ),
                    replacement: format!(
                        "{name}: $({})\n\nand before the step:\n{}",
                        variable,
                        document.token_step_text(&variable)
                    ),
                    fix: None,
                });
            }
        }
        at += line.len();
    }
}

/// Containers of a job and of `resources`: they start before any step, so nothing can get a token for them.
fn in_containers(document: &Document<'_>, node: &Node, findings: &mut Findings) {
    node.each_entry(&mut |inner| {
        if !inner.has_key("env") {
            return;
        }
        for entry in inner.value.entries() {
            let Some(reference) = document.pats(entry.name(), &entry.value, None).into_iter().next() else {
                continue;
            };
            let token = document.new_variable();
            findings.add(Found {
                at: reference.at,
                level: Level::Warning,
                sink: "the job's container".to_owned(),
                message: format!(
                    "{} is a stored PAT, and every process in the container can read it as {}",
                    reference.name,
                    entry.name()
                ),
                replacement: format!(
                    "Delete the line. The container starts before any step. Get the token in the job, and map it in the step that needs it:\n{}\n\nenv:\n  {}: $({token})",
                    document.token_step_text(&token),
                    entry.name(),
                ),
                fix: None,
            });
        }
    });
}

/// A template of variables that gives a PAT another name.
fn in_variables(document: &Document<'_>, findings: &mut Findings) {
    for (name, value) in &document.variables {
        let Some(reference) = document.pats(name, value, None).into_iter().next() else {
            continue;
        };
        findings.add(Found {
            at: reference.at,
            level: Level::Warning,
            sink: format!("every job with the variable {name}"),
            message: format!(
                "{} is a stored PAT, and this gives it the name {name} wherever the variables are used",
                reference.name
            ),
            replacement: format!(
                "Delete the line. Get the token in each job that needs it:\n{}",
                document.token_step_text(name)
            ),
            fix: None,
        });
    }
}

/// Secrets of GitHub, where a name has to say that it is about Azure DevOps.
fn in_workflow(document: &Document<'_>, entries: &[Entry], findings: &mut Findings) {
    for entry in entries {
        let name = entry.name();
        if says(name) == Says::Foreign {
            continue;
        }
        let azures = |name: &str| says(name) == Says::Pat && of_azure_devops(name);
        let secret = document
            .secret_of_github(&entry.value)
            .filter(|secret| azures(name) || azures(secret.name));
        let input = || {
            let mut references = document.references(&entry.value).into_iter();
            references.find(|reference| {
                azures(reference.name) && document.slice(reference.at.clone()).contains("inputs.")
            })
        };
        if let Some(input) = secret.is_none().then(input).flatten() {
            findings.add(Found {
                at: input.at.clone(),
                level: Level::Warning,
                sink: format!("the steps, as {name}"),
                message: format!(
                    "the input {} is a PAT of Azure DevOps, which whoever calls this has to store",
                    input.name
                ),
                replacement: format!(
                    "Take the input out, and get a token here:\n{}",
                    workflow_step_text(&format!("{name}: {TOKEN_OF_STEP}"))
                ),
                fix: None,
            });
        }
        let Some(secret) = secret else { continue };
        findings.add(Found {
            at: secret.at.clone(),
            level: Level::Warning,
            sink: format!("the steps, as {name}"),
            message: format!(
                "the secret {} is a stored PAT of Azure DevOps, and steps read it as {name}",
                secret.name
            ),
            replacement: workflow_step_text(&format!("{name}: {TOKEN_OF_STEP}")),
            fix: None,
        });
    }
}

/// `environment` of Compose: a mapping, or a list of `NAME=value` and `NAME`.
fn in_compose(document: &Document<'_>, node: &Node, findings: &mut Findings) {
    let mapped = node
        .entries()
        .iter()
        .map(|entry| (entry.name(), &entry.value));
    let listed = node.items().iter().filter_map(|item| {
        let name = item.text()?.split('=').next()?;
        Some((name.trim(), item))
    });
    for (name, value) in mapped.chain(listed) {
        let reference = document.pats(name, value, None).into_iter().next();
        let passed_on = value
            .text()
            .is_some_and(|text| text.is_empty() || text == name)
            && says(name) == Says::Pat
            && !document.is_of_other_renovate(name);
        let at = match reference {
            Some(reference) => reference.at,
            None if passed_on && !value.at.is_empty() => value.at.clone(),
            None => continue,
        };
        findings.add(Found {
            at,
            level: Level::Warning,
            sink: "the container".to_owned(),
            message: format!("the container gets a stored PAT as {name}, where `docker inspect` shows it"),
            replacement: format!(
                "Start it with a token in place of the PAT; the file stays as it is:\npatless exec --variable {name} -- docker compose up"
            ),
            fix: None,
        });
    }
}
