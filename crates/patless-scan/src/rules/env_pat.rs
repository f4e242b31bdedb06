//! `env:` of a step maps a stored PAT.

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::holds::Holds;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, says};
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "env-pat",
    title: "a step gets a stored PAT in its environment",
    fix: FixClass::Safe,
    needles: &["env"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Pipeline {
        return;
    }
    for (id, step) in document.steps() {
        for entry in step.env() {
            let Some(reference) = document.references(&entry.value).into_iter().next() else {
                continue;
            };
            let pat = match document.node_holds(&entry.value, Some(id)) {
                Holds::StoredPat => true,
                Holds::Unknown => says(entry.name()) == Says::Pat,
                Holds::Mapped | Holds::JobToken | Holds::Fresh | Holds::Foreign => false,
            };
            if !pat || says(entry.name()) == Says::Foreign {
                continue;
            }
            let token = document.token_variable(id);
            findings.add(Found {
                at: reference.at.clone(),
                level: Level::Warning,
                sink: format!("the step's environment, as {}", entry.name()),
                message: format!(
                    "{} holds a stored PAT, and this step reads it as {}",
                    reference.name,
                    entry.name()
                ),
                replacement: format!(
                    "{}: $({})\n\nand before the step:\n{}",
                    entry.name(),
                    token.name,
                    document.token_step_text(&token.name)
                ),
                fix: Some(Fix {
                    class: FixClass::Safe,
                    edits: vec![Edit {
                        at: reference.at,
                        text: format!("$({})", token.name),
                    }],
                    token_step: token.step,
                }),
            });
        }
    }
}
