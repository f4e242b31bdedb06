//! `persistCredentials: true`: the token of the job stays in the configuration of Git for every later step.

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, StepId};
use crate::steps::What;

pub(super) const RULE: Rule = Rule {
    id: "persist-credentials",
    title: "a checkout leaves its token behind for every later step",
    fix: FixClass::Safe,
    needles: &["persistcredentials"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    for (id, step) in document
        .steps()
        .filter(|(_, step)| matches!(step.what, What::Checkout(_)))
    {
        let Some(entry) = step.node.entry("persistCredentials") else {
            continue;
        };
        if !entry
            .value
            .text()
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
        {
            continue;
        }
        let needed = reaches_git(document, id);
        let line = document
            .lines
            .range(document.text, document.lines.index(entry.key.at.start));
        let whole_line = document
            .slice(line.start..entry.key.at.start)
            .trim()
            .is_empty();
        let after_line = document.text.get(line.end..).unwrap_or_default();
        let ending = if after_line.starts_with("\r\n") {
            2
        } else {
            after_line.len().min(1)
        };
        let fix = (!needed && whole_line).then(|| Fix {
            class: FixClass::Safe,
            edits: vec![Edit {
                at: line.start..line.end + ending,
                text: String::new(),
            }],
            token_step: None,
        });
        findings.add(Found {
            at: entry.key.at.start..entry.value.at.end,
            level: Level::Warning,
            sink: "git".to_owned(),
            message: "the checkout leaves the token of the job in the configuration of Git, where every later step can read it".to_owned(),
            replacement: if needed {
                "Delete the line, and have Git ask for a token only where it needs one: `patless git setup` before the step, or `for: git` of the task Patless@1".to_owned()
            } else {
                "Delete the line: no later step of this job uses Git over the network".to_owned()
            },
            fix,
        });
    }
}

/// Tells whether a later step of the list may fetch or push.
fn reaches_git(document: &Document<'_>, id: StepId) -> bool {
    let later =
        |home| matches!(home, Home::Step(step) if step.list == id.list && step.step > id.step);
    let scripts = document.scripts();
    let by_script = scripts
        .iter()
        .filter(|script| later(script.home))
        .any(|script| {
            let text = script.text();
            // Anything that may start Git, or a script whose text is not here.
            [
                "git ",
                "git.exe",
                ".sh",
                ".ps1",
                ".py",
                "npm ",
                "npx ",
                "make",
                "gitversion",
                "semantic-release",
            ]
            .iter()
            .any(|word| text.contains(word))
        });
    by_script
        || document.steps().any(|(other, step)| {
            later(Home::Step(other)) && !matches!(step.what, What::Script | What::Checkout(_))
        })
}
