//! `git config http.extraheader …`: a PAT is kept in the configuration of Git.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Fix, FixClass};
use crate::kind::Kind;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};
use crate::used::Used;

pub(super) const RULE: Rule = Rule {
    id: "git-header-persisted",
    title: "a PAT is kept in a header in Git's configuration",
    fix: FixClass::Unsafe,
    needles: &["extraheader", "git_config_value_"],
    look,
};

pattern!(
    CONFIG,
    r#"(?i)\bgit(?:\.exe)?\b[^\n|;&]{0,100}?\bconfig\b(?P<options>[^\n]{0,200}?)extraheader["'`]?[ \t,]+(?P<value>[^\n]*)"#
);
pattern!(
    LISTED,
    r#"(?i)["']config["']\s*,(?P<options>[^\n]{0,200}?)extraheader["'`]?\s*,\s*(?P<value>[^\n]*)"#
);
pattern!(
    VARIABLE,
    r"(?i)(?P<options>GIT_CONFIG_VALUE_[0-9]+)[^\n=:\]]{0,30}[=:\]]{1,2}[^\n]{0,40}?(?P<value>authorization:[^\n]*)"
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        let set = script
            .find(&CONFIG)
            .chain(script.find(&LISTED))
            .chain(script.find(&VARIABLE));
        for set in set {
            let options = set.group("options").map_or("", |at| document.slice(at));
            let Some(value) = set.group("value") else {
                continue;
            };
            let text = document.slice(value.clone()).to_ascii_lowercase();
            let header = ["authorization", "basic", "bearer", "`", "header"]
                .iter()
                .any(|word| text.contains(word));
            let sets = header || !script.language.has_bare_names();
            if !sets || options.contains("--unset") || options.contains("extraheader=") {
                continue;
            }
            let command = script.command_at(set.at().start);
            let server = document.server_of(&script, command.clone());
            let Some(used) = document.used_at(&script, value, server) else {
                continue;
            };
            findings.add(Found {
                at: used.reference.at.clone(),
                level: used.level,
                sink: "git".to_owned(),
                message: format!(
                    "{}, and is kept in a header that every later Git of the job sends, wherever a redirect leads",
                    used.subject()
                ),
                replacement: format!("Delete the line. {}", document.git_instead(&script)),
                fix: without_line(document, &script, command, &used),
            });
        }
    }
}

/// Makes the fix that deletes the line, if the PAT is a variable of the pipeline itself.
fn without_line(
    document: &Document<'_>,
    script: &Script<'_>,
    command: Range<usize>,
    used: &Used<'_>,
) -> Option<Fix> {
    let Home::Step(id) = script.home else {
        return None;
    };
    let fits = used.level == Level::Warning
        && document.kind == Kind::Pipeline
        && document.assignment(script, used.reference.name).is_none();
    let edit = document.without_command(script, command).filter(|_| fits)?;
    Some(Fix {
        class: FixClass::Unsafe,
        edits: vec![edit],
        token_step: document.git_step(id),
    })
}
