//! SARIF 2.1.0, for code scanning of GitHub and Azure DevOps.
//!
//! Source: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::fs;
use std::io;

use patless_pipeline::{Fault, Severity};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::found::{Found, name, sentence};
use super::json::inert;

pub(super) fn write(found: &Found, out: &mut dyn io::Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let rules = SEVERITIES.map(
        |(severity, what)| json!({ "id": name(severity), "shortDescription": { "text": what } }),
    );
    let results: Vec<_> = found.faults.iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "patless-emulator",
                "version": version,
                "semanticVersion": version,
                "informationUri": "https://github.com/patless/patless",
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The folder in which the check ran." } },
            },
            "results": results,
        }],
    });
    writeln!(out, "{}", inert(&log))
}

const SEVERITIES: [(Severity, &str); 3] = [
    (Severity::Error, "Azure Pipelines refuses it"),
    (Severity::Unsupported, "The emulator does not play it"),
    (Severity::Warning, "It works, and probably not as meant"),
];

/// What paths are relative to.
const ROOT: &str = "%SRCROOT%";

fn result(fault: &Fault) -> Value {
    let index = SEVERITIES.iter().position(|(of, _)| *of == fault.severity);
    let mut location = json!({ "artifactLocation": artifact(&fault.at.file) });
    if fault.at.line > 0 {
        location["region"] = json!({ "startLine": fault.at.line });
    }
    if fault.at.line > 0 && fault.at.column > 0 {
        location["region"]["startColumn"] = json!(fault.at.column);
    }
    json!({
        "ruleId": name(fault.severity),
        "ruleIndex": index,
        "level": match fault.severity {
            Severity::Error => "error",
            Severity::Unsupported => "note",
            Severity::Warning => "warning",
        },
        "message": { "text": sentence(fault) },
        "locations": [{ "physicalLocation": location }],
    })
}

fn artifact(file: &str) -> Value {
    let file = without_parents(file);
    let uri: Vec<_> = file
        .split('/')
        .map(|part| utf8_percent_encode(part, ESCAPED).to_string())
        .collect();
    let uri = uri.join("/");
    if file.starts_with('/') {
        json!({ "uri": format!("file://{uri}") })
    } else {
        json!({ "uri": uri, "uriBaseId": ROOT })
    }
}

/// Returns a path without `..`, which SARIF does not want in absolute paths: where there are links, it leads elsewhere.
fn without_parents(file: &str) -> String {
    let has_parent = file.split('/').any(|part| part == "..");
    let real = has_parent.then(|| fs::canonicalize(file).ok()).flatten();
    real.map_or_else(
        || file.to_owned(),
        |path| path.to_string_lossy().replace('\\', "/"),
    )
}

/// What stands in a part of a path for itself, by RFC 3986.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
