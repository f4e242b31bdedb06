//! `VSCE_PAT`, `vsce publish --pat`: a PAT publishes an extension of Visual Studio Code.

use crate::document::Document;
use crate::fix::{Fix, FixClass};
use crate::given::Takes;
use crate::kind::Kind;
use crate::level::Level;
use crate::read_file::prints_file;
use crate::rule::{Findings, Found, Rule};
use crate::script::Home;
use crate::settings_of::Place;
use crate::tfx;

pub(super) const RULE: Rule = Rule {
    id: "vsce-pat",
    title: "vsce publishes with a PAT",
    fix: FixClass::Safe,
    needles: &["vsce"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    for setting in document.settings_of(|name| name == "VSCE_PAT", Takes::PatsOnly) {
        let replacement = match setting.place {
            Place::Step(_) => {
                let token = document.token_for(&setting);
                format!(
                    "VSCE_PAT: $({token})\n\nand before the step:\n{}",
                    document.token_step_text(&token)
                )
            }
            Place::Yaml if document.kind == Kind::Workflow => in_workflow("npx --no vsce publish"),
            Place::Yaml | Place::Script => {
                "Delete it, and start vsce with a token:\npatless exec --for vsce -- npx --no vsce publish".to_owned()
            }
        };
        let fix = document.swapped_setting(&setting);
        findings.add(Found {
            message: format!(
                "vsce publishes with the stored PAT in {}",
                setting.given.name()
            ),
            at: setting.given.at,
            level: Level::Warning,
            sink: "vsce".to_owned(),
            replacement,
            fix,
        });
    }
    on_command_lines(document, findings);
}

fn on_command_lines(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for line in script.command_lines() {
            let Some(program) =
                line.program_with("vsce", &["publish", "unpublish", "verify-pat", "login"])
            else {
                continue;
            };
            let Some(option) = line.option(program, &["--pat", "-p"]) else {
                continue;
            };
            let given = document.given(&script, option.value.clone(), Takes::PatsOnly);
            let Some(given) = given.filter(|given| !prints_file(document.slice(given.at.clone())))
            else {
                continue;
            };
            let start = tfx::start_of(&line, program);
            let instead = tfx::instead(document, &line, start, Some(&option.whole), "vsce");
            let fix = match script.home {
                // Only these two commands read VSCE_PAT.
                Home::Step(id)
                    if document.kind == Kind::Pipeline
                        && (line.has(program, "publish") || line.has(program, "verify-pat")) =>
                {
                    let token = document.token_variable(id);
                    document
                        .map_variable(id, "VSCE_PAT", &format!("$({})", token.name))
                        .map(|mapping| Fix {
                            class: FixClass::Unsafe,
                            edits: vec![document.removal(option.whole.clone()), mapping],
                            token_step: token.step,
                        })
                }
                Home::Step(_) | Home::File => None,
            };
            let replacement = match document.kind {
                Kind::Pipeline => {
                    let token = document.new_variable();
                    format!(
                        "{}\n\nand in the step that publishes, without --pat:\nenv:\n  VSCE_PAT: $({token})\n\nor where patless is installed:\n{instead}",
                        document.token_step_text(&token)
                    )
                }
                Kind::Workflow => in_workflow(&instead),
                _ => instead,
            };
            findings.add(Found {
                message: format!(
                    "{} is on the command line of vsce, where every process of the machine can read it",
                    given.name()
                ),
                at: given.at,
                level: Level::Warning,
                sink: "vsce".to_owned(),
                replacement,
                fix,
            });
        }
    }
}

fn in_workflow(command: &str) -> String {
    let command = command
        .strip_prefix("patless exec --for vsce -- ")
        .unwrap_or(command);
    format!(
        "permissions:\n  contents: read\n  id-token: write\n\nand in the step, with AZURE_TENANT_ID and AZURE_CLIENT_ID in its environment:\nnpx patless exec --source github-actions --for vsce -- {command}"
    )
}
