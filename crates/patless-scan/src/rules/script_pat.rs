//! A PAT stands in the text of an inline script: `./deploy.sh $(PAT)`.

use crate::document::Document;
use crate::fix::FixClass;
use crate::holds::Holds;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, of_azure_devops, says};
use crate::pattern::pattern;
use crate::reference::{Form, Reference};
use crate::rule::{Findings, Found, Rule};
use crate::script::Script;
use crate::servers::{Server, server};

pub(super) const RULE: Rule = Rule {
    id: "script-pat",
    title: "a PAT stands in the text of a script",
    fix: FixClass::Unsafe,
    needles: &["$(", "${{", "$["],
    look,
};

pattern!(
    LEFT,
    r#"(?i)(?P<name>[A-Za-z_][A-Za-z0-9_.\-]*)["']?\]?\s*[=:]\s*["']?$|[ \t]--?(?P<option>[A-Za-z][A-Za-z0-9_\-]*)[ \t]+["']?$"#
);

/// Longer than what people call an option, in letters.
const LONGEST_OPTION: usize = 100;

fn look(document: &Document<'_>, findings: &mut Findings) {
    if !matches!(document.kind, Kind::Pipeline | Kind::Workflow) {
        return;
    }
    for script in document.scripts() {
        for reference in script.references(script.at.clone()) {
            if reference.form == Form::Variable
                || script.is_comment(reference.at.start)
                || !is_pat(document, &script, &reference)
                || is_for_others(document, &script, &reference)
            {
                continue;
            }
            let instead = document.instead(&script);
            let holds = if says(reference.name) == Says::Pat {
                "holds"
            } else {
                "seems to hold"
            };
            findings.add(Found {
                at: reference.at.clone(),
                level: Level::Warning,
                sink: "the script".to_owned(),
                message: format!(
                    "{} {holds} a stored PAT, and its value is written into the text of the script: it is in a file of the agent, and in the arguments of what the script starts",
                    reference.name
                ),
                replacement: format!("{}\n\n{}", instead.token, instead.how),
                fix: document.swapped(&script, &reference),
            });
        }
    }
}

/// Tells whether a variable holds a PAT: by what is known of it, or by the option that gets it.
fn is_pat(document: &Document<'_>, script: &Script<'_>, reference: &Reference<'_>) -> bool {
    match document.holds(script, reference) {
        Holds::StoredPat => true,
        Holds::Unknown => {
            let text = document.slice(reference.at.clone());
            // These came in where somebody calls this.
            let given = text.contains("parameters") || text.contains("inputs");
            let before = document.slice(script.at.start..reference.at.start);
            // Only what stands right before it: a line may have thousands of variables.
            let near = before.char_indices().rev().take(LONGEST_OPTION).last();
            let before = near.map_or("", |(at, _)| before.get(at..).unwrap_or_default());
            let option = LEFT
                .captures(before.as_bytes())
                .and_then(|captures| captures.name("option"))
                .and_then(|name| before.get(name.range()));
            !given
                && option.is_some_and(|option| {
                    says(option) == Says::Pat
                        && (document.kind == Kind::Pipeline
                            || of_azure_devops(option)
                            || option.to_ascii_lowercase().contains("marketplace"))
                })
        }
        _ => false,
    }
}

/// Tells whether a value goes to somebody else: by the server in its command, or the variable that gets it.
fn is_for_others(document: &Document<'_>, script: &Script<'_>, reference: &Reference<'_>) -> bool {
    let command = script.command_at(reference.at.start);
    let before = document.slice(command.start..reference.at.start);
    let left = LEFT
        .captures(before.as_bytes())
        .and_then(|captures| captures.name("name").or_else(|| captures.name("option")))
        .and_then(|name| before.get(name.range()));
    server(document.slice(command)) == Server::Other
        || left.is_some_and(|name| says(name) == Says::Foreign)
}
