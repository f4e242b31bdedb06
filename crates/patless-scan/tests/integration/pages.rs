//! The pages of the rules, `docs/rules/<id>.md`, against what the rules do.

use std::path::{Path, PathBuf};

use patless_scan::made::filled;
use patless_scan::{FixClass, Level, RULES, Rule, Scanner, Settings};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

fn page(rule: &Rule) -> String {
    let path = folder().join(format!("{}.md", rule.id));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A code block of a page: what its heading says, the file that it stands in, and its text.
struct Block {
    before: bool,
    file: String,
    text: String,
}

/// Reads the blocks below **Before** and **After**. The first line of one is ```` ```yaml azure-pipelines.yml ````.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut before = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("## ") || line.starts_with("**") {
            before = match line.trim_matches(['#', '*', ' ', '.', ':']) {
                "Before" => Some(true),
                "After" => Some(false),
                _ => None,
            };
        }
        if let (Some(info), Some(before)) = (line.strip_prefix("```"), before) {
            let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            let file = info.split_once(' ').map(|(_, file)| file.to_owned());
            if let Some(file) = file {
                blocks.push(Block {
                    before,
                    file,
                    text: text.join("\n") + "\n",
                });
            }
        }
    }
    blocks
}

#[test]
fn every_rule_has_a_page_with_its_title_and_an_example_that_it_finds() {
    let scanner = Scanner::new(Settings {
        minimum: Level::Note,
        ..Settings::default()
    });
    let mut wrong = Vec::new();
    for rule in RULES {
        let page = page(rule);
        let title = format!("# {}: {}", rule.id, rule.title);
        if page.lines().next() != Some(&title) {
            wrong.push(format!("{}: the first line is not `{title}`", rule.id));
        }
        let blocks = blocks(&page);
        if !blocks.iter().any(|block| block.before) {
            wrong.push(format!(
                "{}: no example with a file's name below Before",
                rule.id
            ));
        }
        for block in blocks {
            let found = scanner
                .scan_bytes(&block.file, filled(&block.text).as_bytes())
                .findings;
            let rules: Vec<_> = found
                .iter()
                .map(|finding| (finding.rule.id, finding.start.line))
                .collect();
            let right = if block.before {
                found.iter().any(|finding| finding.rule.id == rule.id)
            } else {
                found.is_empty()
            };
            if !right {
                wrong.push(format!(
                    "{}: {} finds {rules:?}",
                    rule.id,
                    if block.before { "Before" } else { "After" }
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_index_of_the_rules_lists_them_all() {
    let mut index = String::from("| Rule | What it finds | `--fix` |\n|---|---|---|\n");
    for rule in RULES {
        let fix = match rule.fix {
            FixClass::Safe => "safe",
            FixClass::Unsafe => "unsafe",
            _ => "by hand",
        };
        let row = format!("| [{0}]({0}.md) | {1} | {fix} |\n", rule.id, rule.title);
        index.push_str(&row);
    }
    let written = std::fs::read_to_string(folder().join("README.md")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules.md");
    std::fs::write(&target, &index).unwrap();
    assert!(
        written.contains(&index),
        "docs/rules/README.md does not have the table of {}",
        target.display()
    );
}
