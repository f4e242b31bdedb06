//! The repository of an example company, `tests/cases/acme`: all that is a use is found, nothing else, and what can be fixed plays.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use patless_emulator::agent::TaskResult;
use patless_emulator::{Emulator, Scenario};
use serde_json::Value;

use super::checkout::Checkout;
use crate::pipeline::{play_on, root};

/// Makes a checkout of the company's repository, with PATs made up in the places that are for them.
fn checkout() -> Checkout {
    let checkout = Checkout::with(&[]);
    let from = root().join("tests/cases/acme");
    let mut folders = vec![from.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&from).unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            checkout.write(name, patless_scan::made::filled(&text));
        }
    }
    checkout
}

/// Reads a table of `tests/cases`: its rows, each with its columns.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("tests/cases").join(name)).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.splitn(4, " | ").map(str::to_owned).collect())
        .collect()
}

fn findings(checkout: &Checkout) -> Vec<Value> {
    let ended = checkout.scan(&["--format", "json", "--no-config"]);
    let document: Value = serde_json::from_str(&ended.stdout).unwrap();
    document["findings"].as_array().unwrap().clone()
}

/// The text that a finding is about.
fn text_of(checkout: &Checkout, finding: &Value) -> String {
    let number = |field: &str| usize::try_from(finding[field].as_u64().unwrap()).unwrap();
    let text = checkout.read(finding["file"].as_str().unwrap());
    let line = text.lines().nth(number("line") - 1).unwrap();
    let letters = line.chars().skip(number("column") - 1);
    letters
        .take(number("endColumn") - number("column"))
        .collect()
}

#[test]
fn all_uses_are_found_and_nothing_else() {
    let checkout = checkout();
    let mut expected: Vec<String> = table("acme.uses")
        .iter()
        .map(|row| row.join(" | "))
        .collect();
    let mut found: Vec<String> = findings(&checkout)
        .iter()
        .map(|finding| {
            let field = |name: &str| finding[name].as_str().unwrap();
            let text = if field("rule") == "literal-pat" {
                String::new()
            } else {
                text_of(&checkout, finding)
            };
            format!(
                "{} | {} | {} | {text}",
                field("file"),
                field("rule"),
                field("level")
            )
        })
        .collect();
    expected.sort();
    found.sort();
    let missed: Vec<_> = expected
        .iter()
        .filter(|use_| !found.contains(use_))
        .collect();
    let more: Vec<_> = found
        .iter()
        .filter(|use_| !expected.contains(use_))
        .collect();
    assert_eq!(
        expected, found,
        "missed: {missed:#?}\nnot expected: {more:#?}"
    );
    assert!(expected.len() >= 40, "{}", expected.len());
}

#[test]
fn no_trap_is_found() {
    let checkout = checkout();
    let mut lines_with_findings = BTreeMap::<String, Vec<u64>>::new();
    for finding in findings(&checkout) {
        let file = finding["file"].as_str().unwrap().to_owned();
        lines_with_findings
            .entry(file)
            .or_default()
            .push(finding["line"].as_u64().unwrap());
    }
    let traps = table("acme.traps");
    assert!(traps.len() >= 40, "{}", traps.len());
    for trap in traps {
        let [file, text, why] = trap.as_slice() else {
            panic!("{trap:?}")
        };
        let content = checkout.read(file);
        let line = content
            .lines()
            .position(|line| line.contains(text.as_str()));
        let line = line.unwrap_or_else(|| panic!("{file} has no line with `{text}`")) as u64 + 1;
        // The last word of a filter is a trap where the first is a use.
        let beside = file == "pipelines/trigger.yml" && text == "sonar-token'";
        let found = lines_with_findings
            .get(file)
            .is_some_and(|lines| lines.contains(&line));
        assert_eq!(found, beside, "{file}:{line}: {text}: {why}");
    }
}

#[test]
fn what_is_safe_is_fixed_and_the_fixed_pipelines_play_with_tokens() {
    let checkout = checkout();
    let before = findings(&checkout);
    let emulator = Emulator::start(Scenario::named("default").unwrap()).unwrap();
    for file in FIXED {
        let played = play_on(&emulator, &checkout.path(file));
        assert_eq!(
            played.result,
            TaskResult::Failed,
            "{file} has no PAT: {}",
            played.log
        );
    }

    checkout.scan(&["--fix", "--connection", "renovate", "--no-config"]);

    let safe = before
        .iter()
        .filter(|finding| finding["fix"] == "safe")
        .count();
    let after = findings(&checkout);
    assert!(safe >= 10, "{safe}");
    assert_eq!(
        after.len(),
        before.len() - safe,
        "a fixed use is not found again"
    );
    assert!(after.iter().all(|finding| finding["fix"] != "safe"));
    for file in FIXED {
        let played = play_on(&emulator, &checkout.path(file));
        assert_eq!(
            played.result,
            TaskResult::Succeeded,
            "{file}: {}",
            played.log
        );
    }
    // Used twice, got once.
    let boards = checkout.read("pipelines/boards.yml");
    assert_eq!(boards.matches("task: Patless@1").count(), 1, "{boards}");
    let windows = checkout.read("pipelines/windows.yml");
    assert_eq!(
        windows.matches('\n').count(),
        windows.matches("\r\n").count(),
        "{windows:?}"
    );
    let again = checkout.scan(&["--fix", "--connection", "renovate", "--no-config"]);
    assert_eq!(
        checkout.read("pipelines/boards.yml"),
        boards,
        "{}",
        again.stdout
    );
}

/// Pipelines whose uses are all safe to fix. Unfixed they fail, since the variable with the PAT is not there.
const FIXED: [&str; 3] = [
    "pipelines/boards.yml",
    "pipelines/renovate.yml",
    "pipelines/windows.yml",
];

#[test]
fn the_folder_of_the_company_is_the_one_that_the_tables_are_about() {
    for table_name in ["acme.uses", "acme.traps"] {
        for row in table(table_name) {
            assert!(
                Path::new(&root())
                    .join("tests/cases/acme")
                    .join(&row[0])
                    .exists(),
                "{row:?}"
            );
        }
    }
}
