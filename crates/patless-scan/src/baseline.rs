//! The uses that are known already: a fleet fails on new ones alone. It holds no value, and no line of a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::finding::Finding;
use crate::report::Report;

/// The known uses.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    uses: BTreeMap<Use, usize>,
}

/// One use, wherever in its file it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Use {
    file: String,
    rule: String,
    fingerprint: String,
}

/// A text that is no baseline.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It cannot be read.
    #[error("this is no baseline: {0}; make one with --write-baseline")]
    Json(#[from] serde_json::Error),
    /// It is of another version.
    #[error(
        "this is a baseline of version {0}, and this program reads version 1: make one with --write-baseline"
    )]
    Version(u64),
}

#[derive(Deserialize, Serialize)]
struct Document {
    version: u64,
    findings: Vec<Item>,
}

#[derive(Deserialize, Serialize)]
struct Item {
    file: String,
    rule: String,
    fingerprint: String,
    /// How often the same line stands in the file.
    count: usize,
}

impl Baseline {
    /// Makes the baseline that knows all of these findings.
    pub fn of(findings: &[Finding]) -> Self {
        let mut uses = BTreeMap::new();
        for finding in findings {
            *uses.entry(Use::of(finding)).or_default() += 1;
        }
        Self { uses }
    }

    /// Reads a baseline.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let document: Document = serde_json::from_str(text)?;
        if document.version != 1 {
            return Err(BaselineError::Version(document.version));
        }
        let mut uses = BTreeMap::new();
        for item in document.findings {
            let known = Use {
                file: item.file,
                rule: item.rule,
                fingerprint: item.fingerprint,
            };
            let count: &mut usize = uses.entry(known).or_default();
            *count = count.saturating_add(item.count);
        }
        Ok(Self { uses })
    }

    /// Writes it as JSON, in the order of files: one use is a few lines, so that changes can be reviewed.
    pub fn to_json(&self) -> String {
        let items = self.uses.iter().map(|(known, count)| Item {
            file: known.file.clone(),
            rule: known.rule.clone(),
            fingerprint: known.fingerprint.clone(),
            count: *count,
        });
        let document = Document {
            version: 1,
            findings: items.collect(),
        };
        // Strings and numbers always become JSON.
        let text = serde_json::to_string_pretty(&document).unwrap_or_default();
        format!("{text}\n")
    }

    /// Takes the known uses out of a report. A line that stands there more often than before is new.
    pub fn take_out(&self, report: &mut Report) {
        let mut left = self.uses.clone();
        let before = report.findings.len();
        report
            .findings
            .retain(|finding| match left.get_mut(&Use::of(finding)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            });
        report.known += before - report.findings.len();
    }

    /// Counts the uses.
    pub fn len(&self) -> usize {
        let counts = self.uses.values();
        counts.fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Tells whether it knows no use.
    pub fn is_empty(&self) -> bool {
        self.uses.is_empty()
    }
}

impl Use {
    fn of(finding: &Finding) -> Self {
        Self {
            file: finding.file.clone(),
            rule: finding.rule.id.to_owned(),
            fingerprint: finding.fingerprint.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scanner::{Scanner, Settings};
    use crate::settings_file::SettingsFile;

    fn report(text: &str) -> Report {
        let scanner = Scanner::new(Settings::default());
        let settings = SettingsFile::default();
        scanner.report_of("azure-pipelines.yml", text.as_bytes(), &settings)
    }

    const USE: &str = "- script: x\n  env:\n    ADO_PAT: $(ADO_PAT)\n";

    #[test]
    fn a_use_that_moved_stays_known() {
        let baseline = Baseline::of(&report(&format!("steps:\n{USE}")).findings);
        let mut moved = report(&format!("steps:\n# new\n- script: y\n{USE}"));

        baseline.take_out(&mut moved);

        assert_eq!((moved.findings.len(), moved.known), (0, 1));
    }

    #[test]
    fn the_same_line_once_more_is_new() {
        let baseline = Baseline::of(&report(&format!("steps:\n{USE}")).findings);
        let mut doubled = report(&format!("steps:\n{USE}{USE}"));

        baseline.take_out(&mut doubled);

        assert_eq!((doubled.findings.len(), doubled.known), (1, 1));
        assert_eq!(doubled.findings[0].start.line, 7);
    }

    #[test]
    fn what_is_written_is_read() {
        let baseline = Baseline::of(&report(&format!("steps:\n{USE}{USE}")).findings);

        assert_eq!(Baseline::parse(&baseline.to_json()).unwrap(), baseline);
        assert_eq!(baseline.len(), 2);
    }

    #[test]
    fn counts_beyond_any_file_are_no_fault() {
        let item = format!(
            r#"{{"file":"a","rule":"b","fingerprint":"c","count":{}}}"#,
            usize::MAX
        );
        let text = format!(r#"{{"version":1,"findings":[{item},{item}]}}"#);

        assert_eq!(Baseline::parse(&text).unwrap().len(), usize::MAX);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        assert!(matches!(Baseline::parse("[]"), Err(BaselineError::Json(_))));
        let other = r#"{"version":2,"findings":[]}"#;
        assert!(matches!(
            Baseline::parse(other),
            Err(BaselineError::Version(2))
        ));
    }
}
