//! A script gets a token of Microsoft Entra by hand.

use std::collections::BTreeSet;
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
    r"(?i)(?:\baz(?:\.cmd)?\s+)?\baccount\s+get-access-token\b|\bGet-AzAccessToken\b|oauth2/(?:v2\.0/)?token\b"
);

pattern!(
    LIST,
    r#"(?i)["']account["']\s*,\s*(?P<command>["']get-access-token["'])"#
);
pattern!(
    ASKED,
    r#"(?i)--(?:resource|scope)(?:[ \t=]+|["']\s*,\s*)["']?(?P<of>\$\{\{[^}\n]*\}\}|[^\s"',\]]+)"#
);

/// Longer than what people write as one list of arguments, in bytes.
const LONGEST_LIST: usize = 600;

fn look(document: &Document<'_>, findings: &mut Findings) {
    let names = names_of_resource(document);
    for script in document.scripts() {
        for list in script.find(&LIST) {
            let rest = list.at().end..script.at.end;
            let mut bytes = document.slice(rest.clone()).bytes().take(LONGEST_LIST);
            let Some(length) = bytes.position(|byte| byte == b']') else {
                continue;
            };
            if names_resource(document, &script, rest.start..rest.start + length, &names)
                && let Some(at) = list.group("command")
            {
                report(document, &script, at, findings);
            }
        }
        if !script.language.runs_commands() {
            continue;
        }
        for way in script.find(&WAY) {
            let command = script.command_at(way.at().start);
            let before = document.slice(command.start..way.at().start);
            // A text that is shown to somebody.
            let shown = before.ends_with("= \"") || before.ends_with("= '");
            if !shown && names_resource(document, &script, command, &names) {
                report(document, &script, way.at(), findings);
            }
        }
    }
}

fn report(document: &Document<'_>, script: &Script<'_>, at: Range<usize>, findings: &mut Findings) {
    let by_secret = document.slice(at.clone()).starts_with("oauth2");
    findings.add(Found {
                at,
                level: Level::Info,
                sink: "the script".to_owned(),
                message: if by_secret {
                    "a token of Microsoft Entra is made with the secret of an app: the secret is stored, and the token is masked only where the script does it".to_owned()
                } else {
                    "a token of Microsoft Entra is made by hand: it is masked only where the script does it, and nobody renews it".to_owned()
                },
                replacement: replacement(document, script),
                fix: None,
            });
}

/// Returns the names that get the id as their value: of variables, constants, and parameters by their default.
fn names_of_resource<'t>(document: &Document<'t>) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    for (at, _) in document.text.match_indices(RESOURCE) {
        let index = document.lines.index(at);
        let line = document.lines.range(document.text, index);
        let before = document
            .slice(line.start..at)
            .trim_end_matches(['"', '\''])
            .trim_end();
        let Some(left) = before.strip_suffix(['=', ':']) else {
            continue;
        };
        match last_word(left) {
            Some("default" | "value") => {
                let above = (1..=3_usize).filter_map(|back| index.checked_sub(back));
                let mut lines =
                    above.map(|index| document.slice(document.lines.range(document.text, index)));
                names.extend(
                    lines
                        .find_map(|line| line.split_once("name:"))
                        .and_then(|(_, name)| last_word(name)),
                );
            }
            name => names.extend(name),
        }
    }
    names
}

/// Returns the last word of a text: `resource` of `${{ parameters.resource }}`.
fn last_word(text: &str) -> Option<&str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
        .rfind(|word| !word.is_empty())
}

/// Tells whether a command names Azure DevOps, itself or by a variable of the script or the file.
fn names_resource(
    document: &Document<'_>,
    script: &Script<'_>,
    command: Range<usize>,
    names: &BTreeSet<&str>,
) -> bool {
    let text = document.slice(command.clone());
    let asked = ASKED
        .captures(text.as_bytes())
        .and_then(|asked| asked.name("of"));
    let asked = asked
        .and_then(|of| text.get(of.range()))
        .and_then(last_word);
    if text.contains(RESOURCE) || asked.is_some_and(|name| names.contains(name)) {
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
