//! `registries` of Dependabot: a stored PAT for a feed of Azure Artifacts.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};
use crate::yaml::{Entry, Node};

pub(super) const RULE: Rule = Rule {
    id: "dependabot-pat",
    title: "Dependabot reads a feed with a stored PAT",
    fix: FixClass::Never,
    needles: &["registries:"],
    look,
};

/// Hosts of Azure DevOps: those of its feeds and repositories.
const HOSTS: &[&str] = &["dev.azure.com", ".visualstudio.com"];

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Dependabot {
        return;
    }
    let registries = document
        .yaml
        .iter()
        .filter_map(|root| root.get("registries"))
        .flat_map(Node::entries);
    for registry in registries.filter(|registry| is_azures(&registry.value)) {
        for key in ["token", "password", "key"] {
            if let Some(entry) = registry.value.entry(key)
                && entry.value.text().is_some_and(|text| text.contains("${{"))
            {
                findings.add(found(registry, entry));
            }
        }
    }
}

fn is_azures(registry: &Node) -> bool {
    let url = ["url", "registry"]
        .iter()
        .find_map(|key| registry.get(key)?.text())
        .unwrap_or_default()
        .to_ascii_lowercase();
    HOSTS.iter().any(|host| url.contains(host))
}

fn found(registry: &Entry, entry: &Entry) -> Found {
    let text = entry.value.text().unwrap_or_default();
    // GitHub's own has secrets; the task for Azure Pipelines reads variables.
    let replacement = if text.contains("secrets") {
        "Delete the user name and the secret. GitHub gets a token of Entra for Azure DevOps with the ids of an identity that has a federated credential for it:\n  tenant-id: TENANT\n  client-id: CLIENT".to_owned()
    } else {
        format!(
            "{}: ${{{{ ADO_TOKEN }}}}\n\nand before the task in the pipeline, a step Patless@1 with `variable: ADO_TOKEN`",
            entry.name()
        )
    };
    Found {
        at: entry.value.inside(),
        level: Level::Warning,
        sink: "Dependabot".to_owned(),
        message: format!(
            "Dependabot signs in to {} with a stored PAT",
            registry.name()
        ),
        replacement,
        fix: None,
    }
}
