//! An action of GitHub copies issues to work items with a stored PAT.

use crate::document::Document;
use crate::fix::{FixClass, TOKEN_OF_STEP, workflow_step_text};
use crate::kind::Kind;
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};
use crate::steps::What;

pub(super) const RULE: Rule = Rule {
    id: "issue-sync",
    title: "an action writes work items with a stored PAT",
    fix: FixClass::Never,
    needles: &[
        "ado_token",
        "ado-token",
        "ado_pat",
        "ado-pat",
        "azure_devops_token",
        "azure-devops-token",
    ],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Workflow {
        return;
    }
    for (_, step) in document.steps() {
        let What::Action(action) = step.what else {
            continue;
        };
        let action = action.split('@').next().unwrap_or_default();
        for entry in step.env().iter().chain(step.inputs()) {
            let name = entry.name().to_ascii_lowercase().replace('-', "_");
            if !matches!(
                name.as_str(),
                "ado_token" | "ado_pat" | "azure_devops_token"
            ) {
                continue;
            }
            let Some(secret) = document.secret_of_github(&entry.value) else {
                continue;
            };
            findings.add(Found {
                at: secret.at,
                level: Level::Warning,
                sink: action.to_owned(),
                message: format!(
                    "{action} writes to Azure Boards with the stored PAT {}",
                    secret.name
                ),
                replacement: workflow_step_text(&format!("{}: {TOKEN_OF_STEP}", entry.name())),
                fix: None,
            });
        }
    }
}
