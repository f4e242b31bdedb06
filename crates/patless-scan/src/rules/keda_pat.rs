//! KEDA asks Azure DevOps how many jobs wait, with a stored PAT.

use std::ops::Range;

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::{Kind, SCALED};
use crate::language::Language;
use crate::level::Level;
use crate::names::{Says, says};
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::yaml::Node;

pub(super) const RULE: Rule = Rule {
    id: "keda-pat",
    title: "KEDA scales agents with a stored PAT",
    fix: FixClass::Never,
    needles: &["personalaccesstoken"],
    look,
};

pattern!(
    FROM_ENV,
    r#"(?i)\bpersonalAccessTokenFromEnv["']?\s{0,40}[:=]\s{0,4}["']?(?P<value>[A-Za-z_][A-Za-z0-9_]{0,100})"#
);
pattern!(
    PARAMETER,
    r#"(?i)\btrigger_?parameter["']?\s{0,40}[:=]\s{0,4}["']?(?P<value>personalAccessToken)\b"#
);

/// The scaler of KEDA for Azure Pipelines.
const SCALER: &str = "azure-pipelines";

fn look(document: &Document<'_>, findings: &mut Findings) {
    match document.kind {
        Kind::Yaml | Kind::Pipeline => {
            for root in document.yaml {
                each_mapping(root, &mut |node| in_manifest(document, node, findings));
            }
        }
        // Shells write manifests too.
        Kind::Source(Language::Terraform | Language::Shell | Language::PowerShell) => {
            in_settings(document, findings);
        }
        // Container Apps have the same scalers.
        Kind::Other if SCALED.iter().any(|ending| document.path.ends_with(ending)) => {
            in_settings(document, findings);
        }
        _ => {}
    }
}

fn each_mapping<'n>(node: &'n Node, visit: &mut impl FnMut(&'n Node)) {
    if !node.entries().is_empty() {
        visit(node);
    }
    for inner in node
        .items()
        .iter()
        .chain(node.entries().iter().map(|entry| &entry.value))
    {
        each_mapping(inner, visit);
    }
}

fn in_manifest(document: &Document<'_>, node: &Node, findings: &mut Findings) {
    let text = |key| node.get(key).and_then(Node::text);
    if text("type") == Some(SCALER)
        && let Some(value) = node
            .get("metadata")
            .and_then(|metadata| metadata.get("personalAccessTokenFromEnv"))
    {
        findings.add(found(value.inside(), document.slice(value.inside())));
    }
    let is_authentication = node
        .get("kind")
        .and_then(Node::text)
        .is_some_and(|kind| kind.ends_with("TriggerAuthentication"));
    if !is_authentication || !is_for_pipelines(document, node) {
        return;
    }
    node.each_entry(&mut |entry| {
        if entry.has_key("parameter") && entry.value.text() == Some("personalAccessToken") {
            findings.add(found(entry.value.inside(), "a secret"));
        }
    });
}

/// Tells whether an authentication is for the scaler of Azure Pipelines: that of GitHub has a parameter of the same name.
fn is_for_pipelines(document: &Document<'_>, node: &Node) -> bool {
    let own = document.slice(node.at.clone()).to_ascii_lowercase();
    let named = node
        .get("metadata")
        .and_then(|metadata| metadata.get("name"))
        .and_then(Node::text)
        .unwrap_or_default();
    if says(named) == Says::Foreign || own.contains("github") {
        return false;
    }
    own.contains("organizationurl")
        || document.mentions(SCALER)
        || ["azp", "azure-pipelines", "azdo", "ado-", "devops"]
            .iter()
            .any(|word| own.contains(word))
}

fn in_settings(document: &Document<'_>, findings: &mut Findings) {
    if !document.mentions(SCALER) {
        return;
    }
    for pattern in [&FROM_ENV, &PARAMETER] {
        for captures in pattern.captures_iter(document.text.as_bytes()) {
            let Some(value) = captures.name("value") else {
                continue;
            };
            let line = document
                .lines
                .range(document.text, document.lines.index(value.start()));
            let line = document.slice(line).trim_start();
            let name = document.slice(value.range());
            if !line.starts_with(['#', '/']) && says(name) != Says::Foreign {
                findings.add(found(value.range(), name));
            }
        }
    }
}

fn found(at: Range<usize>, name: &str) -> Found {
    Found {
        at,
        level: Level::Warning,
        sink: "KEDA".to_owned(),
        message: format!(
            "KEDA asks Azure DevOps for waiting jobs with a stored PAT, from {name}"
        ),
        replacement: "Delete the parameter. Give KEDA's operator a workload identity that is a user of the organization, and have the trigger name this with `authenticationRef`:\napiVersion: keda.sh/v1alpha1\nkind: TriggerAuthentication\nmetadata:\n  name: azure-pipelines\nspec:\n  podIdentity:\n    provider: azure-workload".to_owned(),
        fix: None,
    }
}
