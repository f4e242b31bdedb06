//! Scans the bytes of one file.

use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::finding::Finding;
use crate::fix::{Which, apply};
use crate::kind::Kind;
use crate::level::Level;
use crate::lines::Lines;
use crate::needles::Needles;
use crate::rule::{Findings, Found, Rule};
use crate::rules::RULES;
use crate::text::{Decoded, decode};
use crate::yaml;

/// What a scan is asked for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Findings below this level are left out. Default: `Info`.
    pub minimum: Level,
    /// The service connection that stands in replacements and fixes. Default: `NAME`.
    pub connection: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            minimum: Level::Info,
            connection: "NAME".to_owned(),
        }
    }
}

/// Scans files. Made once for many files; it is shared by threads.
#[derive(Debug)]
pub struct Scanner {
    settings: Settings,
    rules: Vec<&'static Rule>,
    needles: Needles,
}

/// What one file holds.
#[derive(Debug, Default)]
pub struct Scanned {
    /// The findings, in the order of the file.
    pub findings: Vec<Finding>,
    /// The file is no text.
    pub binary: bool,
}

/// A file with its fixes applied.
#[derive(Debug)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// How many findings it fixes.
    pub count: usize,
}

impl Scanner {
    /// Makes a scanner with all rules.
    pub fn new(settings: Settings) -> Self {
        let rules: Vec<_> = RULES.to_vec();
        let needles = Needles::of(&rules);
        Self {
            settings,
            rules,
            needles,
        }
    }

    /// Scans a file. `path` has `/` and is relative to the checkout: it tells what the file is.
    pub fn scan_bytes(&self, path: &str, bytes: &[u8]) -> Scanned {
        let decoded = decode(bytes);
        let Some(text) = decoded.text() else {
            return Scanned {
                binary: true,
                ..Scanned::default()
            };
        };
        let mut findings = self.with_document(path, &text, |document, found| {
            found
                .into_iter()
                .map(|(rule, found)| finding(rule, document, found, &decoded))
                .collect::<Vec<_>>()
        });
        findings.retain(|finding| finding.level >= self.settings.minimum);
        findings.sort_by_key(|finding| finding.start.offset);
        Scanned {
            findings,
            binary: false,
        }
    }

    /// Applies the fixes of a file. `None`: there is nothing to change, or the file is no UTF-8.
    ///
    /// `wanted` chooses among the findings: it is false for one that the baseline or a comment takes out.
    pub fn fix_bytes(
        &self,
        path: &str,
        bytes: &[u8],
        which: Which,
        wanted: impl Fn(&Finding) -> bool,
    ) -> Option<Fixed> {
        let decoded = decode(bytes);
        let Decoded::Utf8(text) = &decoded else {
            return None;
        };
        let applied = self.with_document(path, text, |document, found| {
            let findings = found
                .into_iter()
                .map(|(rule, found)| finding(rule, document, found, &decoded));
            let fixes: Vec<_> = findings
                .filter(&wanted)
                .filter_map(|finding| finding.fix)
                .collect();
            apply(document, &fixes, which)
        });
        (applied.count > 0 && applied.text != *text).then_some(Fixed {
            text: applied.text,
            count: applied.count,
        })
    }

    /// Asks the rules about a text, and hands over what they found, without what a rule before has found at the same bytes.
    fn with_document<T: Default>(
        &self,
        path: &str,
        text: &str,
        then: impl FnOnce(&Document<'_>, Vec<(&'static Rule, Found)>) -> T,
    ) -> T {
        let present = self.needles.of_rules(text.as_bytes(), self.rules.len());
        if !present.contains(&true) {
            return T::default();
        }
        let kind = Kind::of(path, text);
        let nodes = if is_yaml(kind) {
            yaml::read(text)
        } else {
            Vec::new()
        };
        let document = Document::new(path, text, kind, &nodes, &self.settings.connection);
        let mut kept: Vec<(&'static Rule, Found)> = Vec::new();
        // Start and end of each, which do not overlap.
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for (rule, _) in self.rules.iter().zip(present).filter(|(_, here)| *here) {
            let mut reported = Findings::default();
            (rule.look)(&document, &mut reported);
            for found in reported.found {
                let before = taken.range(..found.at.end).next_back();
                if before.is_none_or(|(_, end)| *end <= found.at.start) {
                    taken.insert(found.at.start, found.at.end);
                    kept.push((rule, found));
                }
            }
        }
        then(&document, kept)
    }
}

fn is_yaml(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Pipeline | Kind::Workflow | Kind::Dependabot | Kind::Compose | Kind::Yaml
    )
}

fn finding(
    rule: &'static Rule,
    document: &Document<'_>,
    found: Found,
    decoded: &Decoded<'_>,
) -> Finding {
    let start = document.lines.position(document.text, found.at.start);
    let line = document.lines.range(document.text, start.line - 1);
    let end = document.lines.position(
        document.text,
        found
            .at
            .end
            .clamp(found.at.start, line.end.max(found.at.start)),
    );
    // What is not UTF-8 has other offsets, and is never edited.
    let fix = found.fix.filter(|_| matches!(decoded, Decoded::Utf8(_)));
    let line_text = shown(document.text, &document.lines, line.clone());
    let fingerprint = fingerprint(rule, document.path, &line_text);
    Finding {
        rule,
        level: found.level,
        file: document.path.to_owned(),
        start,
        end,
        sink: found.sink,
        message: found.message,
        replacement: found.replacement,
        fix,
        line_text,
        fingerprint,
    }
}

/// Returns a line as it may be shown.
fn shown(text: &str, _lines: &Lines, line: Range<usize>) -> String {
    text.get(line)
        .unwrap_or_default()
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

fn fingerprint(rule: &Rule, path: &str, line: &str) -> String {
    let mut hash = Sha256::new();
    for part in [rule.id, path, line.trim()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
