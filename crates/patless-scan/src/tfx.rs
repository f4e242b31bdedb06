//! What `tfx` is started with, and how it is started without a token on its command line.

use std::ops::Range;

use crate::command_line::CommandLine;
use crate::document::Document;
use crate::fix::Edit;
use crate::kind::Kind;
use crate::language::Language;
use crate::script::{Home, Script, StepId};

/// What the step `Patless@1` with `for: tfx` has set.
pub(crate) const FROM_STEP: &str =
    "HOME='$(PATLESS_TFX_HOME)' NODE_OPTIONS='$(PATLESS_NODE_OPTIONS)' ";

/// Programs and words that start another program.
const STARTERS: &[&str] = &[
    "npx",
    "pnpx",
    "bunx",
    "npm",
    "pnpm",
    "yarn",
    "exec",
    "dlx",
    "--no",
    "--yes",
    "-y",
    "--no-install",
    "--",
];

/// Words of a shell behind which a command begins.
const KEYWORDS: &[&str] = &[
    "if", "then", "else", "elif", "do", "while", "until", "!", "time",
];

/// Returns the index of the word with which the command of a program begins: `npx` before `tfx`.
pub(crate) fn start_of(line: &CommandLine<'_>, program: usize) -> usize {
    let before = line.words.get(..program).unwrap_or_default();
    let starters = before
        .iter()
        .rev()
        .take_while(|word| STARTERS.contains(&word.text))
        .count();
    program - starters
}

/// Returns the step in whose text a variable of the environment can be set before a command: in bash, with nothing else before it.
pub(crate) fn step_with_shell(
    document: &Document<'_>,
    script: &Script<'_>,
    line: &CommandLine<'_>,
    start: usize,
) -> Option<StepId> {
    let Home::Step(id) = script.home else {
        return None;
    };
    let bash = document.step(id)?.node.get("bash").is_some();
    let windows = document.mentions("windows");
    let plain = line.words.get(..start)?.iter().all(|word| {
        KEYWORDS.contains(&word.text) || word.text.contains('=') && !word.text.starts_with('-')
    });
    let whole = document
        .step(id)?
        .script
        .is_some_and(|(node, _)| node.at == script.at);
    let shell = script.language == Language::Shell && (bash || !windows);
    (document.kind == Kind::Pipeline && shell && plain && whole).then_some(id)
}

/// Sets the variables before a command.
pub(crate) fn prefixed(line: &CommandLine<'_>, start: usize) -> Option<Edit> {
    let at = line.words.get(start)?.whole.start;
    Some(Edit {
        at: at..at,
        text: FROM_STEP.to_owned(),
    })
}

/// Says how a command is started instead: its text without the option, for a pipeline or for a script.
pub(crate) fn instead(
    document: &Document<'_>,
    line: &CommandLine<'_>,
    start: usize,
    option: Option<&Range<usize>>,
    tool: &'static str,
) -> String {
    let words = line
        .words
        .get(start..)
        .unwrap_or_default()
        .iter()
        .filter(|word| {
            option.is_none_or(|option| {
                word.whole.end <= option.start || option.end <= word.whole.start
            })
        });
    let command: Vec<_> = words
        .map(|word| document.slice(word.whole.clone()))
        .collect();
    format!("patless exec --for {tool} -- {}", command.join(" "))
}
