//! Renovate works with a stored PAT: in its environment, on a command line, or in its configuration.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{FixClass, TOKEN_OF_STEP, workflow_step_text};
use crate::holds::Holds;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, says};
use crate::pattern::pattern;
use crate::reference::{Macros, Reference, references};
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script, StepId};
use crate::yaml::{Entry, Node};

pub(super) const RULE: Rule = Rule {
    id: "renovate-pat",
    title: "Renovate works with a stored PAT",
    fix: FixClass::Safe,
    needles: &["renovate", "hostrules"],
    look,
};

pattern!(
    /// A variable of Renovate's, set on a command line or in a script.
    SET,
    r#"(?i)\b(?:RENOVATE_(?:TOKEN|PASSWORD|HOST_RULES)|[A-Z]{2,12}_PKGS_DEV_AZURE_COM_(?:TOKEN|PASSWORD))["']?\s{0,4}=\s{0,4}(?P<value>[^\s;&|]{1,200})"#
);
pattern!(
    FLAG,
    r"(?i)\brenovate\b[^\n|;&]{0,300}?\s--token[= ](?P<value>[^\s;&|]{1,200})"
);
pattern!(
    /// A token in Renovate's own configuration.
    CONFIGURED,
    r#"["']?\b(?:token|password)["']?\s{0,4}:\s{0,4}(?P<value>[^\n,}]{1,200})"#
);
pattern!(
    /// A secret that only Mend's service can decrypt, for a feed of Azure Artifacts.
    ENCRYPTED,
    r#"["']?matchHost["']?\s{0,4}:\s{0,4}["'][^"'\n]{0,200}(?:pkgs\.dev\.azure\.com|pkgs\.visualstudio\.com|dev\.azure\.com)[^"'\n]{0,200}["'][^{}]{0,300}["']?encrypted["']?\s{0,4}:\s{0,4}\{\s{0,40}["']?(?:token|password)["']?\s{0,4}:\s{0,4}["'](?P<value>[^"'\n]{8,})["']"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    if !document.renovate_on_azure() {
        return;
    }
    match document.kind {
        Kind::Pipeline => {
            for (id, step) in document.steps() {
                step.env()
                    .iter()
                    .filter(|entry| is_renovates(entry.name()))
                    .filter_map(|entry| in_step(document, id, entry))
                    .for_each(|found| findings.add(found));
            }
            in_scripts(document, findings);
        }
        Kind::Workflow => document.each_entry(&mut |entry| in_workflow(document, entry, findings)),
        Kind::Yaml => document.each_entry(&mut |entry| {
            entry
                .value
                .items()
                .iter()
                .for_each(|item| in_manifest(item, findings));
        }),
        Kind::Renovate => in_configuration(document, findings),
        Kind::Source(_) => in_scripts(document, findings),
        _ => {}
    }
}

fn is_renovates(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    matches!(
        upper.as_str(),
        "RENOVATE_TOKEN" | "RENOVATE_PASSWORD" | "RENOVATE_HOST_RULES"
    ) || upper.ends_with("_PKGS_DEV_AZURE_COM_TOKEN")
        || upper.ends_with("_PKGS_DEV_AZURE_COM_PASSWORD")
}

/// Returns the references of a value that may hold a PAT. One that is known to hold something else ends the search.
fn pats<'t>(document: &Document<'t>, name: &str, value: &Node, step: StepId) -> Vec<Reference<'t>> {
    // Rules for hosts name many secrets: only what says that it is a PAT counts.
    let rules = name.eq_ignore_ascii_case("RENOVATE_HOST_RULES");
    let wanted = |holds: Holds| {
        if rules {
            holds == Holds::StoredPat
        } else {
            holds.may_be_pat()
        }
    };
    document
        .references(value)
        .into_iter()
        .filter(|reference| wanted(document.reference_holds(reference, Some(step))))
        .collect()
}

fn in_step(document: &Document<'_>, id: StepId, entry: &Entry) -> Option<Found> {
    let pats = pats(document, entry.name(), &entry.value, id);
    let reference = pats.first()?;
    let swap = document.swap_value(id, entry, &pats, FixClass::Safe);
    Some(Found {
        at: reference.at.clone(),
        level: Level::Warning,
        sink: "Renovate".to_owned(),
        message: format!(
            "Renovate gets the stored PAT {} in {}. It passes it on to Git, on the command line and in the clone's configuration",
            reference.name,
            entry.name()
        ),
        replacement: format!(
            "{}\n\nand before the step:\n{}\n\nFor many repositories, get a token for each batch: patless exec --for renovate -- renovate …",
            swap.line, swap.step_text
        ),
        fix: Some(swap.fix),
    })
}

fn in_scripts(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        let found: Vec<Range<usize>> = script
            .find(&SET)
            .chain(script.find(&FLAG))
            .filter_map(|found| found.group("value"))
            .collect();
        for value in found {
            let reference = script
                .references(value)
                .into_iter()
                .find(|reference| document.holds(&script, reference).may_be_pat());
            if let Some(reference) = reference {
                findings.add(in_script(document, &script, reference));
            }
        }
    }
}

fn in_script(document: &Document<'_>, script: &Script<'_>, reference: Reference<'_>) -> Found {
    let is_macro = document.slice(reference.at.clone()).starts_with("$(");
    let swap = match script.home {
        Home::Step(id) if is_macro => {
            Some(document.swap(id, std::slice::from_ref(&reference), FixClass::Unsafe))
        }
        Home::Step(_) | Home::File => None,
    };
    let replacement = match &swap {
        Some(swap) => format!(
            "{} in its place; better `-e RENOVATE_TOKEN` without a value, and\nenv:\n  RENOVATE_TOKEN: {0}\n\nBefore the step:\n{}",
            swap.new, swap.step_text
        ),
        None => "patless exec --for renovate -- renovate\n\nOutside a job of Azure Pipelines, add --organization URL. In a container, pass the variables on by their names only: patless exec --for renovate -- docker run -e RENOVATE_PLATFORM -e RENOVATE_ENDPOINT -e RENOVATE_TOKEN renovate/renovate".to_owned(),
    };
    Found {
        at: reference.at,
        level: Level::Warning,
        sink: "Renovate".to_owned(),
        message: format!(
            "a command line hands the stored PAT {} to Renovate, where other processes can read it",
            reference.name
        ),
        replacement,
        fix: swap.map(|swap| swap.fix),
    }
}

fn in_workflow(document: &Document<'_>, entry: &Entry, findings: &mut Findings) {
    if !is_renovates(entry.name()) {
        return;
    }
    let secret = document.secret_of_github(&entry.value);
    if let Some(secret) = secret {
        findings.add(Found {
            at: secret.at,
            level: Level::Warning,
            sink: "Renovate".to_owned(),
            message: format!(
                "Renovate works on Azure DevOps with the stored PAT {}",
                secret.name
            ),
            replacement: workflow_step_text(&format!("{}: {TOKEN_OF_STEP}", entry.name())),
            fix: None,
        });
    }
}

/// `- name: RENOVATE_TOKEN` with a value or a secret, as in the containers of Kubernetes.
fn in_manifest(item: &Node, findings: &mut Findings) {
    let Some(name) = item
        .entry("name")
        .filter(|name| name.value.text().is_some_and(is_renovates))
    else {
        return;
    };
    if item.get("valueFrom").is_none() && item.get("value").is_none() {
        return;
    }
    findings.add(Found {
        at: name.value.at.clone(),
        level: Level::Warning,
        sink: "Renovate".to_owned(),
        message: "Renovate's pod gets a stored PAT from a secret of the cluster".to_owned(),
        replacement: "Delete the variable and the secret. Give the pod a workload identity, and start Renovate with a token of it:\npatless exec --for renovate --source workload-identity --organization https://dev.azure.com/ORGANIZATION -- renovate".to_owned(),
        fix: None,
    });
}

fn in_configuration(document: &Document<'_>, findings: &mut Findings) {
    let bytes = document.text.as_bytes();
    for captures in CONFIGURED.captures_iter(bytes) {
        let Some(value) = captures.name("value") else {
            continue;
        };
        let line = document
            .lines
            .range(document.text, document.lines.index(value.start()));
        if document.slice(line).trim_start().starts_with("//") {
            continue;
        }
        let reference = references(document.text, value.range(), Macros::Kept)
            .into_iter()
            // Renovate reads RENOVATE_TOKEN by itself: whoever sets it has the finding.
            .find(|reference| says(reference.name) == Says::Pat && !is_renovates(reference.name));
        if let Some(reference) = reference {
            findings.add(Found {
                message: format!("Renovate's configuration takes a stored PAT from {}", reference.name),
                replacement: format!(
                    "Start Renovate with a token in that variable; the file stays as it is:\npatless exec --variable {} -- renovate",
                    reference.name
                ),
                at: reference.at,
                level: Level::Warning,
                sink: "Renovate".to_owned(),
                fix: None,
            });
        }
    }
    for captures in ENCRYPTED.captures_iter(bytes) {
        if let Some(value) = captures.name("value") {
            findings.add(Found {
                at: value.range(),
                level: Level::Warning,
                sink: "Renovate".to_owned(),
                message: "an encrypted PAT for a feed of Azure Artifacts stands in the repository; it is valid until somebody renews it".to_owned(),
                replacement: "Delete `encrypted`. A Renovate of your own gets a token for the feed from its environment:\npatless exec --for renovate -- renovate".to_owned(),
                fix: None,
            });
        }
    }
}
