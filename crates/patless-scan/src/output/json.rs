//! JSON: one object, `{"version":1,"findings":[…]}`. Later versions may add fields.

use std::io;

use serde::Serialize;

use super::inert_json;
use crate::finding::Finding;
use crate::fix::FixClass;
use crate::level::Level;
use crate::report::Report;

#[derive(Serialize)]
struct Document<'r> {
    version: u8,
    findings: Vec<Item<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'r> {
    rule: &'r str,
    level: Level,
    file: &'r str,
    line: usize,
    column: usize,
    sink: &'r str,
    message: &'r str,
    replacement: &'r str,
    end_line: usize,
    end_column: usize,
    page: String,
    fingerprint: &'r str,
    /// `null`: only a person can fix it.
    fix: Option<FixClass>,
}

/// Writes a report.
pub fn json(report: &Report, out: &mut impl io::Write) -> io::Result<()> {
    let findings = report.findings.iter().map(item);
    let document = Document {
        version: 1,
        findings: findings.collect(),
    };
    inert_json::write(&document, out)
}

fn item(finding: &Finding) -> Item<'_> {
    Item {
        rule: finding.rule.id,
        level: finding.level,
        file: &finding.file,
        line: finding.start.line,
        column: finding.start.column,
        sink: &finding.sink,
        message: &finding.message,
        replacement: &finding.replacement,
        end_line: finding.end.line,
        end_column: finding.end.column,
        page: finding.rule.page(),
        fingerprint: &finding.fingerprint,
        fix: finding.fix.as_ref().map(|fix| fix.class),
    }
}
