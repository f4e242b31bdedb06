//! An action of GitHub starts a pipeline of Azure DevOps with a stored PAT.

use crate::document::Document;
use crate::fix::{FixClass, TOKEN_OF_STEP, workflow_step_text};
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, of_azure_devops, says};
use crate::rule::{Findings, Found, Rule};
use crate::steps::What;

pub(super) const RULE: Rule = Rule {
    id: "actions-trigger",
    title: "a workflow starts a pipeline with a stored PAT",
    fix: FixClass::Never,
    needles: &[
        "azure/pipelines",
        "azure-pipeline",
        "devops_pat",
        "devops-pat",
        "devops_token",
        "devops-token",
        "ado_pat",
        "ado-pat",
        "ado_token",
        "ado-token",
        "azdo",
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
        let lower = action.to_ascii_lowercase();
        let starts_pipelines = lower.contains("pipeline") || lower.contains("trigger");
        for input in step.inputs() {
            let name = input.name();
            let is_token = says(name) == Says::Pat && of_azure_devops(name)
                || starts_pipelines && says(name) == Says::Pat;
            if !starts_pipelines || !is_token {
                continue;
            }
            let Some(secret) = document.secret_of_github(&input.value) else {
                continue;
            };
            findings.add(Found {
                at: secret.at,
                level: Level::Warning,
                sink: action.to_owned(),
                message: format!(
                    "{action} starts a pipeline of Azure DevOps with the stored PAT {}",
                    secret.name
                ),
                replacement: workflow_step_text(&format!("{name}: {TOKEN_OF_STEP}")),
                fix: None,
            });
        }
    }
}
