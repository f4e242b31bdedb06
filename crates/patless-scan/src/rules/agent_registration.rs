//! An agent is registered with a PAT.

use std::collections::BTreeSet;

use crate::command_line::CommandLine;
use crate::document::Document;
use crate::fix::FixClass;
use crate::given::Takes;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::settings_of::Place;

pub(super) const RULE: Rule = Rule {
    id: "agent-registration",
    title: "an agent is registered with a PAT",
    fix: FixClass::Safe,
    needles: &[
        "config.sh",
        "config.cmd",
        "azp_token",
        "vsts_agent_input_token",
    ],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    by_command(document, findings);
    let named = |name: &str| matches!(name, "AZP_TOKEN" | "VSTS_AGENT_INPUT_TOKEN");
    for setting in document.settings_of(named, Takes::PatsOnly) {
        let replacement = match setting.place {
            Place::Step(_) => {
                let token = document.token_for(&setting);
                format!(
                    "{}: $({token})\n\nand before the step:\n{}",
                    setting.name,
                    document.token_step_text(&token)
                )
            }
            Place::Yaml | Place::Script => format!(
                "The token is needed for the registration only. Leave the value out, and start the container or the script with a token:\npatless exec --variable {0} -- docker run --env {0} …",
                setting.name
            ),
        };
        let fix = document.swapped_setting(&setting);
        findings.add(Found {
            message: format!(
                "the agent registers itself with the stored PAT in {}",
                setting.given.name()
            ),
            at: setting.given.at,
            level: Level::Warning,
            sink: "the agent".to_owned(),
            replacement,
            fix,
        });
    }
}

pattern!(
    IN_TEXT,
    r#"(?i)\bconfig\.(?:sh|cmd)\b(?:[^\n]|[`\\^]\r?\n){0,400}?[ \t]--auth[ \t=]+pat[ \t]+--token[ \t=]+["']?(?P<value>\$[({]?[A-Za-z_][A-Za-z0-9_.]*[)}]?)"#
);

/// A command inside of a text: `trap './config.sh remove …' EXIT`, or a text that is run later.
fn in_texts(document: &Document<'_>, reported: &BTreeSet<usize>, findings: &mut Findings) {
    for script in document.scripts() {
        if !script.language.runs_commands() {
            continue;
        }
        for command in script.find(&IN_TEXT) {
            let Some(given) = command
                .group("value")
                .and_then(|value| document.given(&script, value, Takes::PatsOnly))
            else {
                continue;
            };
            if reported.contains(&given.at.start) {
                continue;
            }
            findings.add(Found {
                message: format!(
                    "the agent gets {} on its command line. It needs a token to come and to go, and for that alone",
                    given.name()
                ),
                at: given.at,
                level: Level::Warning,
                sink: "the agent".to_owned(),
                replacement: "patless exec --variable VSTS_AGENT_INPUT_TOKEN -- ./config.sh …"
                    .to_owned(),
                fix: None,
            });
        }
    }
}

fn by_command(document: &Document<'_>, findings: &mut Findings) {
    let mut reported = BTreeSet::new();
    for script in document.scripts() {
        for line in script.command_lines() {
            let Some(program) = agent(&line) else {
                continue;
            };
            let Some(option) = line.option(program, &["--token"]) else {
                continue;
            };
            let Some(given) = document.given(&script, option.value, Takes::PatsOnly) else {
                continue;
            };
            let words = line.words.get(program..).unwrap_or_default().iter();
            let kept = words.filter(|word| {
                word.whole.end <= option.whole.start || option.whole.end <= word.whole.start
            });
            let command: Vec<_> = kept
                .map(|word| document.slice(word.whole.clone()))
                .collect();
            let fix = document.swapped_given(&script, &given);
            reported.insert(given.at.start);
            findings.add(Found {
                message: format!(
                    "the agent is registered with {}, on its command line. It needs a token once, for that alone",
                    given.name()
                ),
                at: given.at,
                level: Level::Warning,
                sink: "the agent".to_owned(),
                replacement: format!(
                    "patless exec --variable VSTS_AGENT_INPUT_TOKEN -- {}",
                    command.join(" ")
                ),
                fix,
            });
        }
    }
    in_texts(document, &reported, findings);
}

/// Returns the index of the agent's `config.sh`. The runner of GitHub has one too, without `--auth` and `--pool`.
fn agent(line: &CommandLine<'_>) -> Option<usize> {
    let program = line.words.iter().position(|word| {
        let name = word.text.rsplit(['/', '\\']).next().unwrap_or_default();
        name.eq_ignore_ascii_case("config.sh") || name.eq_ignore_ascii_case("config.cmd")
    })?;
    let by_pat = line.option(program, &["--auth"]).map_or_else(
        || line.option(program, &["--pool"]).is_some(),
        |kind| {
            let words = &line.words;
            words
                .iter()
                .any(|word| word.at == kind.value && word.text.eq_ignore_ascii_case("pat"))
                || words
                    .iter()
                    .any(|word| word.text.eq_ignore_ascii_case("--auth=pat"))
        },
    );
    by_pat.then_some(program)
}
