//! `persistCredentials: true`: the token of the job stays in the configuration of Git for every later step.

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass, Gives};
use crate::kind::Kind;
use crate::later_git::{GitSteps, Later};
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};
use crate::steps::What;
use crate::yaml::Entry;

pub(super) const RULE: Rule = Rule {
    id: "persist-credentials",
    title: "a checkout leaves its token behind for every later step",
    fix: FixClass::Safe,
    needles: &["persistcredentials"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    let git_steps = GitSteps::of(document);
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
        let later = git_steps.after(document, id);
        let deleted = whole_line(document, entry);
        let fix = match (&later, deleted) {
            (_, None) | (Later::OutOfSight, _) => None,
            (Later::Nothing, Some(edit)) => Some(Fix {
                class: FixClass::Safe,
                edits: vec![edit],
                token_step: None,
            }),
            (Later::Step(step), Some(edit)) => (document.kind == Kind::Pipeline).then(|| Fix {
                class: FixClass::Unsafe,
                edits: vec![edit],
                token_step: document.git_step(*step),
            }),
        };
        let replacement = match later {
            Later::Nothing => {
                "Delete the line: no later step of this job uses Git over the network".to_owned()
            }
            Later::OutOfSight => format!(
                "Delete the line. If a step behind this template uses Git over the network, before it:\n{}",
                document.step_text(&Gives::Git)
            ),
            Later::Step(_) => format!(
                "Delete the line. Before the step that uses Git over the network:\n{}",
                document.step_text(&Gives::Git)
            ),
        };
        findings.add(Found {
            at: entry.key.at.start..entry.value.at.end,
            level: Level::Info,
            sink: "git".to_owned(),
            message: "the checkout leaves the token of the job in the configuration of Git, where every later step can read it".to_owned(),
            replacement,
            fix,
        });
    }
}

/// Makes the edit that deletes the line of an entry. `None`: something else stands on it.
fn whole_line(document: &Document<'_>, entry: &Entry) -> Option<Edit> {
    let line = document
        .lines
        .range(document.text, document.lines.index(entry.key.at.start));
    let before = document.slice(line.start..entry.key.at.start);
    let after = document.text.get(line.end..).unwrap_or_default();
    let ending = if after.starts_with("\r\n") {
        2
    } else {
        after.len().min(1)
    };
    before.trim().is_empty().then(|| Edit {
        at: line.start..line.end + ending,
        text: String::new(),
    })
}
