//! Scans the bytes of one file.

use crate::comment::{Comments, UnknownRule};
use crate::connection::as_yaml;
use crate::document::Document;
use crate::finding::Finding;
use crate::fix::{Which, apply};
use crate::kind::Kind;
use crate::level::Level;
use crate::literal;
use crate::needles::Needles;
use crate::reported::Reporter;
use crate::rule::{Findings, Found, MOST_FINDINGS, Rule};
use crate::rules::RULES;
use crate::taken::Taken;
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
    /// How many findings comments in the file take out.
    pub ignored: usize,
    /// Names in those comments that are no rule's.
    pub unknown_rules: Vec<UnknownRule>,
    /// The file is no text.
    pub binary: bool,
    /// The file has more findings than the most that are reported of one.
    pub cut: bool,
}

/// A file with its fixes applied.
#[derive(Debug)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// How many findings it fixes.
    pub count: usize,
}

/// What the rules found in one file.
#[derive(Debug, Default)]
struct Asked {
    kept: Vec<(&'static Rule, Found)>,
    /// There was more.
    cut: bool,
}

impl Scanner {
    /// Makes a scanner with all rules.
    pub fn new(mut settings: Settings) -> Self {
        settings.connection = as_yaml(&settings.connection);
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
        let mut cut = false;
        let mut findings: Vec<Finding> = self.with_document(path, &text, |document, asked| {
            cut = asked.cut;
            let mut found = asked.kept;
            found.retain(|(_, found)| found.level >= self.settings.minimum);
            found.sort_by_key(|(_, found)| found.at.start);
            let mut reporter = Reporter::new(document, &decoded);
            found
                .into_iter()
                .map(|(rule, found)| reporter.finding(rule, found))
                .collect()
        });
        if findings.is_empty() {
            return Scanned::default();
        }
        let comments = Comments::of(&text);
        let before = findings.len();
        findings.retain(|it| !comments.take_out(it.rule.id, it.start.line));
        Scanned {
            ignored: before - findings.len(),
            findings,
            unknown_rules: comments.unknown(|name| RULES.iter().any(|rule| rule.id == name)),
            binary: false,
            cut,
        }
    }

    /// Applies the fixes of a file. `None`: there is nothing to change, or the file is no UTF-8.
    ///
    /// `wanted` chooses among the findings: it is false for one that the baseline or the settings take out.
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
        let comments = Comments::of(text);
        let applied = self.with_document(path, text, |document, asked| {
            let mut reporter = Reporter::new(document, &decoded);
            let findings = asked
                .kept
                .into_iter()
                .map(|(rule, found)| reporter.finding(rule, found))
                .filter(|it| !comments.take_out(it.rule.id, it.start.line));
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
        then: impl FnOnce(&Document<'_>, Asked) -> T,
    ) -> T {
        let kind = Kind::of(path, text);
        let mut present = if kind.has_rules(path) {
            self.needles.of_rules(text.as_bytes(), self.rules.len())
        } else {
            vec![false; self.rules.len()]
        };
        if literal::holds_one(text) {
            for (rule, present) in self.rules.iter().zip(&mut present) {
                *present |= rule.needles.is_empty();
            }
        }
        if !present.contains(&true) {
            return T::default();
        }
        let nodes = if is_yaml(kind) {
            yaml::read(text)
        } else {
            Vec::new()
        };
        let document = Document::new(path, text, kind, &nodes, &self.settings.connection);
        let mut taken = Taken::default();
        let mut asked = Asked::default();
        for (rule, _) in self.rules.iter().zip(present).filter(|(_, here)| *here) {
            let mut reported = Findings::default();
            (rule.look)(&document, &mut reported);
            asked.cut |= reported.cut;
            for found in reported.found {
                if taken.take(&found.at) {
                    asked.kept.push((rule, found));
                }
            }
            if asked.kept.len() > MOST_FINDINGS {
                asked.kept.truncate(MOST_FINDINGS);
                asked.cut = true;
                break;
            }
        }
        then(&document, asked)
    }
}

fn is_yaml(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Pipeline | Kind::Workflow | Kind::Dependabot | Kind::Compose | Kind::Yaml
    )
}
