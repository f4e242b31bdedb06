//! A script gets a token of Microsoft Entra by hand.

use std::ops::Range;

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};

pub(super) const RULE: Rule = Rule {
    id: "hand-made-token",
    title: "a token of Microsoft Entra is made by hand",
    fix: FixClass::Never,
    needles: &["499b84ac-1321-427f-aa17-267ca6975798"],
    look,
};

/// The id of Azure DevOps in Entra.
const RESOURCE: &str = "499b84ac-1321-427f-aa17-267ca6975798";

pattern!(
    WAY,
    r"(?i)\baz(?:\.cmd)?\s+account\s+get-access-token\b|\bGet-AzAccessToken\b|oauth2/(?:v2\.0/)?token\b"
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        if !script.language.runs_commands() {
            continue;
        }
        for way in script.find(&WAY) {
            let command = script.command_at(way.at().start);
            if !names_resource(document, &script, command) {
                continue;
            }
            let by_secret = document.slice(way.at()).starts_with("oauth2");
            findings.add(Found {
                at: way.at(),
                level: Level::Info,
                sink: "the script".to_owned(),
                message: if by_secret {
                    "a token of Microsoft Entra is made with the secret of an app: the secret is stored, and the token is masked only where the script does it".to_owned()
                } else {
                    "a token of Microsoft Entra is made by hand: it is masked only where the script does it, and nobody renews it".to_owned()
                },
                replacement: replacement(document, &script),
                fix: None,
            });
        }
    }
}

/// Tells whether a command names Azure DevOps, itself or by a variable of the script or the file.
fn names_resource(document: &Document<'_>, script: &Script<'_>, command: Range<usize>) -> bool {
    if document.slice(command.clone()).contains(RESOURCE) {
        return true;
    }
    script.references(command).iter().any(|reference| {
        let in_script = document
            .assignment(script, reference.name)
            .is_some_and(|line| document.slice(line).contains(RESOURCE));
        in_script
            || document.variables.iter().any(|(name, value)| {
                name.eq_ignore_ascii_case(reference.name)
                    && value.text().is_some_and(|text| text.contains(RESOURCE))
            })
    })
}

fn replacement(document: &Document<'_>, script: &Script<'_>) -> String {
    match script.home {
        Home::Step(id) if document.kind == Kind::Pipeline => {
            let name = document.token_variable(id).name;
            format!(
                "{}\n\nIn the steps that use it:\nenv:\n  {name}: $({name})",
                document.token_step_text(&name)
            )
        }
        _ => "patless token, or for a whole command: patless exec -- COMMAND".to_owned(),
    }
}
