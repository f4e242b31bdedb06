//! The task `dependabot`, which works on Azure DevOps with a stored PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, says};
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "dependabot-task",
    title: "the task dependabot gets a stored PAT",
    fix: FixClass::Safe,
    needles: &["dependabot@", "dependabot.dependabot"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Pipeline {
        return;
    }
    for (id, step) in document.steps() {
        let is_dependabot = step
            .task()
            .is_some_and(|task| task.rsplit('.').next() == Some("dependabot"));
        if !is_dependabot {
            continue;
        }
        if let Some(value) = step.input("azureDevOpsAccessToken") {
            let mut references = document.references(value);
            references
                .retain(|reference| document.reference_holds(reference, Some(id)).may_be_pat());
            if let Some(reference) = references.first() {
                let swap = document.swap(id, &references, FixClass::Safe);
                findings.add(Found {
                    at: reference.at.clone(),
                    level: Level::Warning,
                    sink: "Dependabot".to_owned(),
                    message: format!(
                        "Dependabot reads repositories and opens pull requests with the stored PAT {}",
                        reference.name
                    ),
                    replacement: format!(
                        "azureDevOpsAccessToken: {}\n\nand before the step:\n{}",
                        swap.new, swap.step_text
                    ),
                    fix: Some(swap.fix),
                });
            }
        } else if let Some(value) = step.input("azureDevOpsServiceConnection")
            && let Some(name) = value.text().filter(|name| !name.is_empty())
            && says(name) != Says::JobToken
        {
            let token = document.token_variable(id).name;
            findings.add(Found {
                at: value.at.clone(),
                level: Level::Warning,
                sink: "Dependabot".to_owned(),
                message: format!(
                    "Dependabot works with the service connection {name}, of a type that stores a PAT"
                ),
                replacement: format!(
                    "azureDevOpsAccessToken: $({token})\n\nin place of the line, and before the step:\n{}",
                    document.token_step_text(&token)
                ),
                fix: None,
            });
        }
    }
}
