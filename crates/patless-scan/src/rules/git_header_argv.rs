//! `git -c http.extraheader=…`: a PAT stands on the command line of Git.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::kind::Kind;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};
use crate::used::Used;

pub(super) const RULE: Rule = Rule {
    id: "git-header-argv",
    title: "a PAT stands in a header on the command line of Git",
    fix: FixClass::Unsafe,
    needles: &["extraheader"],
    look,
};

pattern!(
    OPTION,
    r#"(?i)[ \t,(\[](?P<option>["'`]?(?:-c|--config)["'`]?(?:[ \t=]|,\s{0,100})[ \t]*[$f]?(?:"(?:http\.)[^"\n]{0,200}?extraheader=(?P<a>[^"\n]*)"|'(?:http\.)[^'\n]{0,200}?extraheader=(?P<b>[^'\n]*)'|`http\.[^`\n]{0,200}?extraheader=(?P<c>[^`\n]*)`|http\.[^\n]{0,200}?extraheader=(?P<d>"[^"\n]*"|'[^'\n]*'|(?:\\.|\$\([^)\n]*\)|[^\s\\])*)))"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for option in script.find(&OPTION) {
            let value = ["a", "b", "c", "d"]
                .into_iter()
                .find_map(|group| option.group(group));
            let (Some(value), Some(at)) = (value, option.group("option")) else {
                continue;
            };
            let server = document.server_of(&script, script.command_at(at.start));
            let Some(used) = document.used_at(&script, value, server) else {
                continue;
            };
            let fix = without_option(document, &script, at, &used);
            findings.add(Found {
                at: used.reference.at.clone(),
                level: used.level,
                sink: "git".to_owned(),
                message: format!(
                    "{}, and stands on the command line of Git: every user of the machine can read it there",
                    used.subject()
                ),
                replacement: format!(
                    "Write the command without the header. {}",
                    document.git_instead(&script)
                ),
                fix,
            });
        }
    }
}

/// Makes the fix that deletes the option, if the PAT is a variable of the pipeline itself.
fn without_option(
    document: &Document<'_>,
    script: &Script<'_>,
    option: Range<usize>,
    used: &Used<'_>,
) -> Option<Fix> {
    let Home::Step(id) = script.home else {
        return None;
    };
    let fits = used.level == Level::Warning
        && document.kind == Kind::Pipeline
        && script.language.runs_commands()
        && document.assignment(script, used.reference.name).is_none();
    let rest = document.slice(option.end..script.at.end);
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    fits.then(|| Fix {
        class: FixClass::Unsafe,
        edits: vec![Edit {
            at: option.start..option.end + spaces,
            text: String::new(),
        }],
        token_step: document.git_step(id),
    })
}
