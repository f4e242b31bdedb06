//! `cat pat.txt`: a PAT is kept in a file beside the script.

use std::ops::Range;

use crate::document::Document;
use crate::fix::FixClass;
use crate::level::Level;
use crate::names::{Says, says};
use crate::read_file::read_file;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "token-file",
    title: "a PAT is read from a file",
    fix: FixClass::Never,
    needles: &["cat ", "get-content", "$(<", "type pat"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        let lines = script.command_lines();
        for line in &lines {
            if let Some((at, file)) = read_file(line)
                && says(stem(file)) == Says::Pat
            {
                report(document, at, file, findings);
            }
        }
        // Whatever the file is called: what tfx and vsce take is a PAT.
        for (index, line) in lines.iter().enumerate() {
            let names: &[&str] = if line.program_with("tfx", &["extension", "build"]).is_some() {
                &["--token", "-t"]
            } else if line
                .program_with("vsce", &["publish", "unpublish"])
                .is_some()
            {
                &["--pat", "-p"]
            } else {
                continue;
            };
            let Some(option) = line.option(0, names) else {
                continue;
            };
            // What is inside of a line stands right before it.
            let start = line.at().start;
            let before = lines.get(..index).unwrap_or_default().iter().rev();
            let inside = before
                .take_while(|inner| start < inner.at().start)
                .find(|inner| {
                    option.value.start < inner.at().start && inner.at().end < option.value.end
                });
            if let Some((at, file)) = inside.and_then(read_file)
                && says(stem(file)) != Says::Foreign
            {
                report(document, at, file, findings);
            }
        }
    }
}

/// Adds the `$(` and `)`, `(` and `)` or backticks right around a command.
fn substitution(document: &Document<'_>, at: Range<usize>) -> Range<usize> {
    let before = document.text.get(..at.start).unwrap_or_default();
    let after = document.text.get(at.end..).unwrap_or_default();
    let around = [("$(", ")"), ("(", ")"), ("`", "`")];
    around
        .iter()
        .find(|(open, close)| before.ends_with(open) && after.starts_with(close))
        .map_or(at.clone(), |(open, close)| {
            at.start - open.len()..at.end + close.len()
        })
}

/// Returns a file's name without its folder and ending: `.azdo-pat`, `pat` of `secrets/pat.txt`.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, "txt" | "token" | "secret" | "key" | "env" | "dat")) if !stem.is_empty() => {
            stem
        }
        _ => name,
    }
}

fn report(document: &Document<'_>, at: Range<usize>, file: &str, findings: &mut Findings) {
    findings.add(Found {
        at: substitution(document, at),
        level: Level::Warning,
        sink: "a script".to_owned(),
        message: format!("a PAT is kept in the file {file}, where it stays readable for whoever gets at the folder"),
        replacement: format!(
            "Revoke the PAT and delete the file. Start the command with a token in its environment instead:\npatless exec --variable {0} -- COMMAND\n\nor, for tfx and vsce:\npatless exec --for tfx -- npx --no tfx …",
            document.new_variable()
        ),
        fix: None,
    });
}
