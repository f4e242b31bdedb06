//! `AZURE_DEVOPS_EXT_PAT`, from which Azure DevOps CLI reads its token, gets a PAT.

use std::collections::BTreeSet;
use std::slice;

use crate::document::Document;
use crate::fix::FixClass;
use crate::holds::Holds;
use crate::kind::Kind;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script, StepId};
use crate::servers::Server;
use crate::used::Used;
use crate::yaml::Node;

pub(super) const RULE: Rule = Rule {
    id: "ext-pat",
    title: "Azure DevOps CLI gets a PAT",
    fix: FixClass::Safe,
    needles: &["azure_devops_ext_pat"],
    look,
};

/// The variable.
const VARIABLE: &str = "AZURE_DEVOPS_EXT_PAT";

pattern!(
    ASSIGNED,
    r#"(?i)(?:(?:\$env:|environ\[\s*["']|[^A-Za-z0-9_$%{:\n]|^)AZURE_DEVOPS_EXT_PAT["']?\]?[ \t]*=|variable=AZURE_DEVOPS_EXT_PAT[^\n\]]{0,60}\]|setenvironmentvariable\(\s*["']AZURE_DEVOPS_EXT_PAT["']\s*,|ENV[ \t]+AZURE_DEVOPS_EXT_PAT[ \t])(?P<value>[^\n=;&|][^\n;&|]*)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    in_mappings(document, findings);
    for script in document.texts() {
        for assigned in script.find(&ASSIGNED) {
            let Some(value) = assigned.group("value") else {
                continue;
            };
            if let Some(used) = document.used_as_pat(&script, value.clone()) {
                if !used.reference.name.eq_ignore_ascii_case(VARIABLE) {
                    in_script(document, &script, &used, findings);
                }
            } else if reads_file(document.slice(value.clone())) {
                let text = document.slice(value.clone()).trim_end();
                let length = text.find(')').map_or(text.len(), |end| end + 1);
                let used_at = value.start..value.start + length;
                findings.add(Found {
                    at: used_at,
                    level: Level::Warning,
                    sink: "az devops".to_owned(),
                    message: format!("{VARIABLE} gets a PAT that is stored in a file"),
                    replacement: how(document, &script),
                    fix: None,
                });
            }
        }
    }
}

/// Tells whether a value is what a file holds.
fn reads_file(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    (lower.contains("$(cat ") || lower.contains("$(<") || lower.contains("get-content"))
        && !lower.contains("get-access-token")
}

fn in_script<'t>(
    document: &Document<'t>,
    script: &Script<'t>,
    used: &Used<'t>,
    findings: &mut Findings,
) {
    let fix = document
        .swapped(script, &used.reference)
        .filter(|_| used.level == Level::Warning);
    findings.add(Found {
        at: used.reference.at.clone(),
        level: used.level,
        sink: "az devops".to_owned(),
        message: format!(
            "{}, and Azure DevOps CLI reads it as {VARIABLE}",
            used.subject()
        ),
        replacement: how(document, script),
        fix,
    });
}

/// Says what to write in a script.
fn how(document: &Document<'_>, script: &Script<'_>) -> String {
    match script.home {
        Home::Step(id) if document.kind == Kind::Pipeline => {
            let token = document.token_variable(id).name;
            format!(
                "Delete the line. In the step:\nenv:\n  {VARIABLE}: $({token})\n\nBefore the step:\n{}",
                document.token_step_text(&token)
            )
        }
        _ => "Delete the line, and run the command as: patless exec --for az-devops -- COMMAND"
            .to_owned(),
    }
}

/// Looks at `env`, `environment` and `variables` of YAML.
fn in_mappings(document: &Document<'_>, findings: &mut Findings) {
    let mut of_steps = BTreeSet::new();
    for (id, step) in document.steps() {
        for entry in step.env().iter().filter(|entry| entry.has_key(VARIABLE)) {
            of_steps.insert(entry.value.at.start);
            in_mapping(document, &entry.value, Some(id), findings);
        }
    }
    let mut others: Vec<&Node> = Vec::new();
    document.each_entry(&mut |entry| {
        if entry.has_key(VARIABLE) {
            others.push(&entry.value);
        }
    });
    let listed = document
        .variables
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case(VARIABLE))
        .map(|(_, value)| *value);
    others.extend(listed);
    for value in others {
        if of_steps.insert(value.at.start) {
            in_mapping(document, value, None, findings);
        }
    }
}

fn in_mapping(
    document: &Document<'_>,
    value: &Node,
    step: Option<StepId>,
    findings: &mut Findings,
) {
    let Some(reference) = document.references(value).into_iter().next() else {
        return;
    };
    let holds = match document.node_holds(value, step) {
        // A variable that is mapped to itself says nothing new.
        Holds::Unknown | Holds::StoredPat => Holds::StoredPat,
        known => known,
    };
    let Some(level) = holds.level_at(Server::AzureDevOps) else {
        return;
    };
    let used = Used { reference, level };
    let name = step.map_or_else(
        || document.new_variable(),
        |id| document.token_variable(id).name,
    );
    let replacement = if document.kind == Kind::Pipeline {
        format!(
            "{VARIABLE}: $({name})\n\nBefore the step:\n{}",
            document.token_step_text(&name)
        )
    } else {
        "Delete the line, and run the command as: patless exec --for az-devops -- COMMAND"
            .to_owned()
    };
    let fix = step
        .filter(|_| level == Level::Warning && document.kind == Kind::Pipeline)
        .map(|step| {
            document
                .swap(step, slice::from_ref(&used.reference), FixClass::Safe)
                .fix
        });
    findings.add(Found {
        at: used.reference.at.clone(),
        level,
        sink: "az devops".to_owned(),
        message: format!(
            "{}, and Azure DevOps CLI reads it as {VARIABLE}",
            used.subject()
        ),
        replacement,
        fix,
    });
}
