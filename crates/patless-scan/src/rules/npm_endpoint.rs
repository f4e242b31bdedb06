//! npm signs in with a service connection that stores a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "npm-endpoint",
    title: "npm signs in with a connection that stores a PAT",
    fix: FixClass::Never,
    needles: &["customendpoint", "publishendpoint"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Pipeline {
        return;
    }
    for (_, step) in document.steps() {
        if !matches!(step.task().as_deref(), Some("npmauthenticate" | "npm")) {
            continue;
        }
        for entry in step.inputs() {
            if !entry.has_key("customEndpoint") && !entry.has_key("publishEndpoint") {
                continue;
            }
            let Some((connection, level)) = document.connection_with_pat(&entry.value) else {
                continue;
            };
            findings.add(Found {
                at: entry.key.at.start..entry.value.at.end,
                level,
                sink: "npm".to_owned(),
                message: format!(
                    "npm signs in with the service connection {connection}, of a type that stores a PAT or password"
                ),
                replacement: "Put a connection of type Azure DevOps in its place, whose identity may read the feed. For feeds of this organization, the task needs no connection:\n- task: npmAuthenticate@0\n  inputs:\n    workingFile: .npmrc\n    azureDevOpsServiceConnection: CONNECTION".to_owned(),
                fix: None,
            });
        }
    }
}
