//! The documents hold together: each of their links leads somewhere, and what they have a newcomer run succeeds.

use std::path::{Path, PathBuf};

use patless_emulator::agent::TaskResult;
use patless_recipes::Tool;

use crate::pipeline::{play, root};

/// Every document of the repository, in no order.
pub(crate) fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "docs/decisions", "desk/npm"];
    let entries = folders.map(|folder| std::fs::read_dir(root().join(folder)).unwrap());
    let paths = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect()
}

/// The blocks of code in a language, in the order of the document.
pub(crate) fn blocks(document: &str, language: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(document)).unwrap();
    let fence = format!("```{language}\n");
    let behind = text.split(fence.as_str()).skip(1);
    let blocks = behind.filter_map(|rest| rest.split("```").next());
    blocks.map(ToOwned::to_owned).collect()
}

/// The targets of the links and pictures in a document.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.split("](").skip(1);
    behind.filter_map(|rest| rest.split(')').next())
}

/// The file and the anchor that a link in `document` means. `None` for another site's.
fn place(document: &Path, link: &str) -> Option<(PathBuf, Option<String>)> {
    let ours = link.strip_prefix("https://github.com/patless/patless");
    let (folder, link) = match ours {
        Some(rest) => (root(), rest.trim_start_matches("/blob/main/")),
        None if link.contains("://") => return None,
        None => (document.parent()?.to_owned(), link),
    };
    let (file, anchor) = match link.split_once('#') {
        Some((file, anchor)) => (file, Some(anchor.to_owned())),
        None => (link, None),
    };
    let file = match (file, ours) {
        ("", Some(_)) => root().join("README.md"),
        ("", None) => document.to_owned(),
        (file, _) => folder.join(file),
    };
    Some((file, anchor))
}

/// The anchor that GitHub gives a heading.
fn anchor_of(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading
        .chars()
        .filter(|&c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_of_a_document_leads_somewhere() {
    let mut dead = Vec::new();
    let mut followed = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        for (file, anchor) in links(&text).filter_map(|link| place(&document, link)) {
            followed += 1;
            let is_there = match &anchor {
                None => file.exists(),
                Some(anchor) => std::fs::read_to_string(&file).is_ok_and(|text| {
                    let mut headings = text.lines().filter(|line| line.starts_with('#'));
                    headings.any(|heading| anchor_of(heading) == *anchor)
                }),
            };
            if !is_there {
                dead.push(format!(
                    "{}: {} {anchor:?}",
                    document.display(),
                    file.display()
                ));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    assert!(followed > 50, "{followed} links were found");
}

#[test]
fn every_numbered_decision_is_in_the_index() {
    let index = std::fs::read_to_string(root().join("docs/decisions/README.md")).unwrap();
    for document in documents() {
        let name = document.file_name().unwrap().to_str().unwrap();
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            assert!(index.contains(&format!("]({name})")), "{name}");
        }
    }
}

#[test]
fn every_variable_that_a_recipe_looks_at_is_in_the_document_about_tools() {
    let text = std::fs::read_to_string(root().join("docs/TOOLS.md")).unwrap();
    for tool in Tool::ALL {
        assert!(text.contains(&format!("\n| `{tool}` | ")), "{tool}");
        for name in patless_recipes::reads(tool) {
            assert!(text.contains(&format!("`{name}`")), "{tool} reads {name}");
        }
    }
}

#[test]
fn the_first_pipeline_of_getting_started_succeeds() {
    let text = std::fs::read_to_string(root().join("docs/GETTING-STARTED.md")).unwrap();
    let (_, rest) = text.split_once("```yaml\n").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pipeline.yml");
    std::fs::write(&file, rest.split("```").next().unwrap()).unwrap();
    let played = play("default", &file);
    assert_eq!(played.result, TaskResult::Succeeded, "{}", played.log);
    assert!(played.log.contains("✓ project"), "{}", played.log);
}
