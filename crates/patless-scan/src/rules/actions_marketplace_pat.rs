//! A workflow of GitHub gives an action a PAT for the Marketplace.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, says};
use crate::rule::{Findings, Found, Rule};
use crate::steps::{Step, What};

pub(super) const RULE: Rule = Rule {
    id: "actions-marketplace-pat",
    title: "a workflow gives an action a PAT for the Marketplace",
    fix: FixClass::Never,
    needles: &[
        "azdo-marketplace",
        "publish-vscode-extension",
        "vsce-action",
        "marketplace",
    ],
    look,
};

/// Inputs of actions that take a PAT.
const INPUTS: &[&str] = &[
    "token",
    "pat",
    "personal-access-token",
    "personalaccesstoken",
    "marketplace-pat",
    "marketplace-token",
    "tfx-token",
    "vsce-pat",
    "vsce-token",
];

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Workflow {
        return;
    }
    for (id, step) in document.steps() {
        let What::Action(action) = step.what else {
            continue;
        };
        for entry in step.inputs() {
            let Some(reference) = document.references(&entry.value).into_iter().next() else {
                continue;
            };
            // What an action gets as its input comes from somebody else's workflow.
            if document.slice(reference.at.clone()).contains("inputs.") {
                continue;
            }
            let takes_pat = INPUTS.iter().any(|input| entry.has_key(input));
            let holds = document.node_holds(&entry.value, Some(id));
            let found = takes_pat
                && if publishes(action, step) {
                    holds.may_be_pat()
                } else {
                    holds.may_be_pat() && of_marketplace(reference.name)
                };
            if !found || says(entry.name()) == Says::Foreign {
                continue;
            }
            findings.add(Found {
                at: reference.at,
                level: Level::Warning,
                sink: action
                    .split('@')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
                message: format!(
                    "the action publishes to the Marketplace with the stored PAT in {}",
                    reference.name
                ),
                replacement: replacement(action),
                fix: None,
            });
        }
    }
}

/// Tells whether an action sends its token to the Marketplace of Microsoft.
fn publishes(action: &str, step: &Step<'_>) -> bool {
    let action = action.to_ascii_lowercase();
    // Without this address, it is Eclipse's registry.
    let of_microsoft = step
        .input("registryUrl")
        .and_then(|url| url.text())
        .is_some_and(|url| url.contains("marketplace.visualstudio.com"));
    action.contains("/azdo-marketplace")
        || action.contains("/vsce-action")
        || action.contains("/publish-vscode-extension") && of_microsoft
}

fn of_marketplace(name: &str) -> bool {
    says(name) == Says::Pat && name.to_ascii_lowercase().contains("marketplace")
}

fn replacement(action: &str) -> String {
    const PERMISSIONS: &str = "permissions:\n  contents: read\n  id-token: write\n";
    let login = "- uses: azure/login@v2\n  with:\n    client-id: ${{ vars.AZURE_CLIENT_ID }}\n    tenant-id: ${{ vars.AZURE_TENANT_ID }}\n    allow-no-subscriptions: true";
    if action.to_ascii_lowercase().contains("/azdo-marketplace") {
        format!(
            "{PERMISSIONS}\nbefore the step:\n{login}\n\nand instead of the token:\n  auth-type: oidc"
        )
    } else {
        let tool = if action.to_ascii_lowercase().contains("vsc") {
            "vsce -- npx --no vsce publish"
        } else {
            "tfx -- npx --no tfx extension publish --no-prompt --vsix FILE"
        };
        format!(
            "{PERMISSIONS}\nand instead of the action, with AZURE_TENANT_ID and AZURE_CLIENT_ID in the environment:\n- run: npx patless exec --source github-actions --for {tool}"
        )
    }
}
