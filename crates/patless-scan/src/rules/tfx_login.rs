//! `tfx login --token X`: a PAT is stored in a file that everybody can read.

use std::collections::BTreeMap;

use crate::command_line::CommandLine;
use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass, Gives};
use crate::given::Takes;
use crate::kind::Kind;
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script, StepId};
use crate::tfx;

pub(super) const RULE: Rule = Rule {
    id: "tfx-login",
    title: "`tfx login` stores a PAT",
    fix: FixClass::Unsafe,
    needles: &["tfx"],
    look,
};

const COMMANDS: &[&str] = &["extension", "build", "workitem"];

fn look(document: &Document<'_>, findings: &mut Findings) {
    let scripts = document.scripts();
    // Of each list of steps, the last one that has to do with tfx.
    let mut last = BTreeMap::new();
    for script in &scripts {
        if let Home::Step(id) = script.home
            && script.text().contains("tfx")
        {
            last.insert(id.list, id.step);
        }
    }
    for script in &scripts {
        let needed = |id: StepId| last.get(&id.list).is_some_and(|step| *step > id.step);
        let lines = script.command_lines();
        for (index, line) in lines.iter().enumerate() {
            let Some(program) = line.program_with("tfx", &["login"]) else {
                continue;
            };
            let basic = line
                .option(program, &["--auth-type"])
                .is_some_and(|kind| document.slice(kind.value).eq_ignore_ascii_case("basic"));
            let at = match line.option(program, &["--token", "-t"]) {
                Some(option) => document
                    .given(script, option.value, Takes::PatsOnly)
                    .map(|given| given.at),
                // It asks for the PAT, or reads it from its input.
                None => Some(line.at()),
            };
            let Some(at) = at.filter(|_| !basic) else {
                continue;
            };
            let replacement = if document.kind == Kind::Pipeline {
                format!(
                    "Delete the line. Get what tfx reads before the step, and set it for each command:\n{}\n\n{}npx --no tfx …",
                    document.step_text(&Gives::Tool("tfx")),
                    tfx::FROM_STEP
                )
            } else {
                "Delete the line, and start each command of tfx with a token:\npatless exec --for tfx -- npx --no tfx …".to_owned()
            };
            findings.add(Found {
                at,
                level: Level::Warning,
                sink: "tfx-cli".to_owned(),
                message: "`tfx login` writes a PAT into a file in the home folder, which other users can read and which stays".to_owned(),
                replacement,
                fix: fix(document, script, line, lines.get(index + 1..).unwrap_or_default(), needed),
            });
        }
    }
}

/// Deletes the line, and has the later commands of the same script find a token. Not if another step needs what is stored.
fn fix(
    document: &Document<'_>,
    script: &Script<'_>,
    login: &CommandLine<'_>,
    later: &[CommandLine<'_>],
    needed_later: impl Fn(StepId) -> bool,
) -> Option<Fix> {
    let id = tfx::step_with_shell(document, script, login, 0)?;
    let whole = login.at();
    let first = document.lines.index(whole.start);
    let start = document.lines.range(document.text, first).start;
    let end = document
        .lines
        .range(document.text, document.lines.index(whole.end))
        .end;
    let alone = document.slice(start..whole.start).trim().is_empty()
        && document.slice(whole.end..end).trim().is_empty();
    let after = document.text.get(end..)?;
    let next = end + after.find('\n')? + 1;
    let mut edits = vec![Edit {
        at: start..next,
        text: String::new(),
    }];
    for line in later {
        let Some(program) = line.program_with("tfx", COMMANDS) else {
            continue;
        };
        let start = tfx::start_of(line, program);
        tfx::step_with_shell(document, script, line, start)?;
        edits.push(tfx::prefixed(line, start)?);
    }
    (alone && !needed_later(id) && edits.len() > 1).then(|| Fix {
        class: FixClass::Unsafe,
        edits,
        token_step: document.tool_step(id, "tfx"),
    })
}
