//! `tfx … --token X`: a PAT is on a command line.

use crate::document::Document;
use crate::fix::{Fix, FixClass, Gives};
use crate::given::Takes;
use crate::kind::Kind;
use crate::level::Level;
use crate::read_file::prints_file;
use crate::rule::{Findings, Found, Rule};
use crate::tfx;

pub(super) const RULE: Rule = Rule {
    id: "tfx-argv",
    title: "tfx gets a PAT on its command line",
    fix: FixClass::Unsafe,
    needles: &["tfx"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for line in script.command_lines() {
            let program = ["tfx", "tfx-cli"]
                .iter()
                .find_map(|name| line.program_with(name, &["extension", "build", "workitem"]));
            let Some(program) = program else { continue };
            let Some(option) = line.option(program, &["--token", "-t"]) else {
                continue;
            };
            let Some(given) = document.given(&script, option.value.clone(), Takes::PatsOnly) else {
                continue;
            };
            // The rule `token-file` names the file.
            if prints_file(document.slice(given.at.clone())) {
                continue;
            }
            let start = tfx::start_of(&line, program);
            let fix = tfx::step_with_shell(document, &script, &line, start).and_then(|id| {
                Some(Fix {
                    class: FixClass::Unsafe,
                    edits: vec![
                        tfx::prefixed(&line, start)?,
                        document.removal(option.whole.clone()),
                    ],
                    token_step: document.tool_step(id, "tfx"),
                })
            });
            let mut replacement = String::new();
            if document.kind == Kind::Pipeline {
                replacement = format!(
                    "{}\n\nand in the script, without the token:\n{}npx --no tfx …\n\nor where patless is installed:\n",
                    document.step_text(&Gives::Tool("tfx")),
                    tfx::FROM_STEP
                );
            }
            replacement += &tfx::instead(document, &line, start, Some(&option.whole), "tfx");
            findings.add(Found {
                message: format!(
                    "{} is on the command line of tfx, where every process of the machine can read it",
                    given.name()
                ),
                at: given.at,
                level: Level::Warning,
                sink: "tfx-cli".to_owned(),
                replacement,
                fix,
            });
        }
    }
}
