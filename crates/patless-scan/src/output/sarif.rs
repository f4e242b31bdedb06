//! SARIF 2.1.0, for code scanning of GitHub and Azure DevOps.

use std::borrow::Cow;
use std::io;

use serde_json::{Value, json};

use super::inert_json;
use super::uri::uri;
use crate::finding::Finding;
use crate::fix::Change;
use crate::level::Level;
use crate::lines::Position;
use crate::literal::redact;
use crate::report::Report;
use crate::rules::RULES;

/// Writes a report, as the log of the tool's one run. `version` is that of the program.
pub fn sarif(report: &Report, version: &str, out: &mut impl io::Write) -> io::Result<()> {
    let rules: Vec<_> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.title },
                "helpUri": rule.page(),
                "help": {
                    "text": format!("{}: see {}", rule.title, rule.page()),
                    "markdown": format!("{}: see [{}]({})", rule.title, rule.id, rule.page()),
                },
                "properties": { "tags": ["security"] },
            })
        })
        .collect();
    let results: Vec<_> = report.findings.iter().map(result).collect();
    let unreadable: Vec<_> = report
        .unreadable
        .iter()
        .map(|it| {
            json!({
                "level": "warning",
                "message": { "text": format!("{} cannot be read: {}", it.file, it.reason) },
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "patless",
                "version": version,
                "semanticVersion": version,
                "informationUri": "https://github.com/patless/patless",
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The root of the checkout." } },
            },
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": unreadable,
            }],
            "results": results,
        }],
    });
    inert_json::write(&log, out)
}

/// What paths are relative to.
const ROOT: &str = "%SRCROOT%";

fn result(finding: &Finding) -> Value {
    let mut region = region(finding.start, finding.end);
    region["snippet"] = json!({ "text": snippet(finding) });
    let message = format!(
        "{}.\n\nWrite instead:\n{}",
        finding.message, finding.replacement
    );
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": RULES.iter().position(|rule| rule.id == finding.rule.id),
        "level": level(finding.level),
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact(&finding.file),
            "region": region,
        } }],
        "partialFingerprints": { "patless/v1": finding.fingerprint },
    });
    // A change that moves a PAT cannot be shown.
    if let Some(changes) = &finding.changes
        && changes
            .iter()
            .all(|it| matches!(redact(&it.text), Cow::Borrowed(_)))
    {
        result["fixes"] = json!([fix(finding, changes)]);
    }
    result
}

/// Returns what stands in the region, without any PAT.
fn snippet(finding: &Finding) -> String {
    let (start, end) = (finding.start.column, finding.end.column);
    let letters = finding.line_text.chars();
    letters
        .skip(start.saturating_sub(1))
        .take(end.saturating_sub(start))
        .collect()
}

fn fix(finding: &Finding, changes: &[Change]) -> Value {
    let replacements = changes.iter().map(|change| {
        json!({
            "deletedRegion": region(change.start, change.end),
            "insertedContent": { "text": change.text },
        })
    });
    json!({
        "description": { "text": "Use a token of Microsoft Entra." },
        "artifactChanges": [{
            "artifactLocation": artifact(&finding.file),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn artifact(file: &str) -> Value {
    if file.starts_with('/') {
        json!({ "uri": format!("file://{}", uri(file)) })
    } else {
        json!({ "uri": uri(file), "uriBaseId": ROOT })
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Note => "note",
    }
}
