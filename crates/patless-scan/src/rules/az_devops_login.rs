//! `echo $PAT | az devops login`: a PAT is written into the store of Azure DevOps CLI.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Fix, FixClass};
use crate::kind::Kind;
use crate::level::Level;
use crate::pattern::pattern;
use crate::reference::{Form, Reference};
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};

pub(super) const RULE: Rule = Rule {
    id: "az-devops-login",
    title: "a PAT is given to `az devops login`",
    fix: FixClass::Unsafe,
    needles: &["devops login"],
    look,
};

pattern!(
    LOGIN,
    r"(?i)(?P<before>[^\n|;&]*\|\s*)?\baz(?:\.cmd)?\s+devops\s+login\b[^\n|;&<]*(?:<<<(?P<text>[^\n|;&]*)|<[^\n|;&]*)?"
);

/// The variable from which Azure DevOps CLI reads its token.
const VARIABLE: &str = "AZURE_DEVOPS_EXT_PAT";

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for login in script.find(&LOGIN) {
            let given = login.group("before").or_else(|| login.group("text"));
            let references = given.map_or_else(Vec::new, |given| script.references(given));
            // Without a reference, the PAT is typed, or read from a file.
            let named = references
                .iter()
                .find(|reference| document.holds(&script, reference).may_be_pat());
            if !references.is_empty() && named.is_none() {
                continue;
            }
            let command = login.at();
            let trimmed = document.slice(command.clone());
            let start = command.start + (trimmed.len() - trimmed.trim_start().len());
            let command = start..command.start + trimmed.trim_end().len();
            let at = named.map_or_else(|| command.clone(), |reference| reference.at.clone());
            findings.add(Found {
                at,
                level: Level::Warning,
                sink: "az devops".to_owned(),
                message: format!(
                    "`az devops login` stores a PAT on the machine. Azure DevOps CLI needs no login: it reads a token from {VARIABLE}"
                ),
                replacement: replacement(document, &script),
                fix: named.and_then(|named| without_login(document, &script, named, command)),
            });
        }
    }
}

fn replacement(document: &Document<'_>, script: &Script<'_>) -> String {
    match script.home {
        Home::Step(id) if document.kind == Kind::Pipeline => {
            let token = document.token_variable(id).name;
            format!(
                "Delete the line. In the step:\nenv:\n  {VARIABLE}: $({token})\n\nBefore the step:\n{}",
                document.token_step_text(&token)
            )
        }
        _ => "Delete the line, and run the commands as: patless exec --for az-devops -- COMMAND"
            .to_owned(),
    }
}

/// Makes the fix, if the PAT is a variable of the pipeline, and the login stands alone in its step.
fn without_login(
    document: &Document<'_>,
    script: &Script<'_>,
    pat: &Reference<'_>,
    login: Range<usize>,
) -> Option<Fix> {
    let Home::Step(id) = script.home else {
        return None;
    };
    if document.kind != Kind::Pipeline || pat.form == Form::Variable {
        return None;
    }
    let token = document.token_variable(id);
    let edits = vec![
        document.without_command(script, login)?,
        document.map_variable(id, VARIABLE, &format!("$({})", token.name))?,
    ];
    Some(Fix {
        class: FixClass::Unsafe,
        edits,
        token_step: token.step,
    })
}
