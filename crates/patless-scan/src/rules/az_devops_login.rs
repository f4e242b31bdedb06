//! `echo $PAT | az devops login`: a PAT is written into the store of Azure DevOps CLI.

use crate::document::Document;
use crate::fix::FixClass;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "az-devops-login",
    title: "a PAT is given to `az devops login`",
    fix: FixClass::Never,
    needles: &["devops login"],
    look,
};

pattern!(
    LOGIN,
    r"(?i)(?P<before>[^\n|;&]*\|\s*)?\baz(?:\.cmd)?\s+devops\s+login\b[^\n|;&]*"
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for login in script.find(&LOGIN) {
            let references = script.references(login.at());
            // Without a reference, the PAT is typed, or read from a file.
            let named = references
                .iter()
                .find(|reference| document.holds(&script, reference).may_be_pat());
            if !references.is_empty() && named.is_none() {
                continue;
            }
            let at = named.map_or_else(|| login.at(), |reference| reference.at.clone());
            findings.add(Found {
                at,
                level: Level::Warning,
                sink: "az devops".to_owned(),
                message: "`az devops login` stores a PAT on the agent. Azure DevOps CLI needs no login: it reads a token from AZURE_DEVOPS_EXT_PAT".to_owned(),
                replacement: format!(
                    "Delete the line. Get a token before, and map it in the step:\n{}\n\nenv:\n  AZURE_DEVOPS_EXT_PAT: $({})",
                    document.token_step_text(&document.new_variable()),
                    document.new_variable()
                ),
                fix: None,
            });
        }
    }
}
