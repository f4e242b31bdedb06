//! An input of a task or action holds a stored PAT.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::Document;
use crate::fix::{FixClass, TOKEN_OF_STEP, workflow_step_text};
use crate::holds::Holds;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, of_azure_devops, says};
use crate::reference::Reference;
use crate::rule::{Findings, Found, Rule};
use crate::script::StepId;
use crate::steps::{Step, What};
use crate::yaml::{Entry, Node};

pub(super) const RULE: Rule = Rule {
    id: "input-pat",
    title: "an input of a task holds a stored PAT",
    fix: FixClass::Safe,
    needles: &["inputs:", "with:"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    match document.kind {
        Kind::Pipeline => {
            // What runs as a script has rules of its own.
            let scripts: BTreeSet<usize> = document
                .scripts()
                .iter()
                .map(|script| script.at.start)
                .collect();
            let servers = jobs_on_the_server(document);
            for (id, step) in document.steps() {
                let What::Task(task) = step.what else {
                    continue;
                };
                if matches!(step.task().as_deref(), Some("patless" | "azurekeyvault")) {
                    continue;
                }
                let inputs = step
                    .inputs()
                    .iter()
                    .filter(|input| !scripts.contains(&input.value.at.start));
                for input in inputs {
                    let pats = pats(document, id, step, input);
                    let Some(mut found) = in_task(document, id, task, input, &pats) else {
                        continue;
                    };
                    let before = servers.partition_point(|job| job.start <= found.at.start);
                    if servers
                        .get(before.wrapping_sub(1))
                        .is_some_and(|job| job.contains(&found.at.start))
                    {
                        found.fix = None;
                        found.replacement = format!(
                            "This job has no agent, so that no step of it can get a token. Do the same in a job with an agent, after the step\n{}",
                            document.token_step_text(&document.new_variable())
                        );
                    }
                    findings.add(found);
                }
            }
        }
        Kind::Workflow => {
            for (_, step) in document.steps() {
                if let What::Action(action) = step.what {
                    let inputs = step.inputs().iter();
                    inputs
                        .filter_map(|input| in_action(document, action, input))
                        .for_each(|found| findings.add(found));
                }
            }
        }
        _ => {}
    }
}

/// Returns the bytes of the jobs without an agent: no step there can get a token.
fn jobs_on_the_server(document: &Document<'_>) -> Vec<Range<usize>> {
    fn add(node: &Node, found: &mut Vec<Range<usize>>) {
        if node
            .get("pool")
            .and_then(Node::text)
            .is_some_and(|pool| pool.eq_ignore_ascii_case("server"))
        {
            found.push(node.at.clone());
            return;
        }
        for inner in node
            .items()
            .iter()
            .chain(node.entries().iter().map(|entry| &entry.value))
        {
            add(inner, found);
        }
    }
    let mut found = Vec::new();
    document.yaml.iter().for_each(|root| add(root, &mut found));
    found
}

fn pats<'t>(
    document: &Document<'t>,
    id: StepId,
    step: &Step<'_>,
    input: &Entry,
) -> Vec<Reference<'t>> {
    let by_password = input.has_key("password")
        && step
            .input("authenticationMethod")
            .and_then(|method| method.text())
            .is_some_and(|method| method.to_ascii_lowercase().starts_with("personal"));
    if !by_password {
        return document.pats(input.name(), &input.value, Some(id));
    }
    let references = document.references(&input.value).into_iter();
    references
        .filter(|reference| {
            matches!(
                document.reference_holds(reference, Some(id)),
                Holds::StoredPat | Holds::Unknown
            )
        })
        .collect()
}

fn in_task(
    document: &Document<'_>,
    id: StepId,
    task: &str,
    input: &Entry,
    pats: &[Reference<'_>],
) -> Option<Found> {
    let reference = pats.first()?;
    let class = if document.is_alone(input, reference) {
        FixClass::Safe
    } else {
        FixClass::Unsafe
    };
    let swap = document.swap_value(id, input, pats, class);
    let sink = task.split('@').next().unwrap_or_default().to_owned();
    Some(Found {
        at: reference.at.clone(),
        level: Level::Warning,
        message: format!(
            "{sink} gets the stored PAT {} in its input {}",
            reference.name,
            input.name()
        ),
        sink,
        replacement: format!("{}\n\nand before the step:\n{}", swap.line, swap.step_text),
        fix: Some(swap.fix),
    })
}

fn in_action(document: &Document<'_>, action: &str, input: &Entry) -> Option<Found> {
    let name = input.name();
    if says(name) == Says::Foreign {
        return None;
    }
    let secret = document.secret_of_github(&input.value)?;
    let is_azures = [name, secret.name]
        .iter()
        .any(|name| says(name) == Says::Pat && of_azure_devops(name));
    let sink = action.split('@').next().unwrap_or_default().to_owned();
    is_azures.then(|| Found {
        at: secret.at.clone(),
        level: Level::Warning,
        message: format!(
            "{sink} gets the stored PAT {} in its input {name}",
            secret.name
        ),
        sink,
        replacement: workflow_step_text(&format!("{name}: {TOKEN_OF_STEP}")),
        fix: None,
    })
}
