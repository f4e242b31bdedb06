//! Makes of what a rule reports what a user gets: with lines and columns, and without any PAT.

use std::borrow::Cow;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::finding::Finding;
use crate::fix::changes;
use crate::level::Level;
use crate::lines::Position;
use crate::literal::{redact, short_hash};
use crate::rule::{Found, Rule};
use crate::text::Decoded;

/// Makes the findings of one document.
#[derive(Debug)]
pub(crate) struct Reporter<'d, 't> {
    document: &'d Document<'t>,
    decoded: &'d Decoded<'d>,
    /// The last line that was asked for: a line may have thousands of findings.
    last: Option<(usize, Arc<str>)>,
    /// The last position that was asked for.
    known: Option<Position>,
}

impl<'d, 't> Reporter<'d, 't> {
    pub(crate) fn new(document: &'d Document<'t>, decoded: &'d Decoded<'d>) -> Self {
        Self {
            document,
            decoded,
            last: None,
            known: None,
        }
    }

    /// Makes a finding.
    pub(crate) fn finding(&mut self, rule: &'static Rule, found: Found) -> Finding {
        let document = self.document;
        let start = self.position(found.at.start);
        let line = document.lines.range(document.text, start.line - 1);
        let end = found
            .at
            .end
            .clamp(found.at.start, line.end.max(found.at.start));
        let end = self.position(end);
        // What is not UTF-8 has other offsets, and is never edited.
        let fix = found
            .fix
            .filter(|_| matches!(self.decoded, Decoded::Utf8(_)));
        let changes = fix.as_ref().and_then(|fix| changes(document, fix, start));
        let fix = fix.filter(|_| changes.is_some());
        let line_text = self.line(start.line - 1);
        // Another PAT at the same place is another finding.
        let literal = if found.level == Level::Error {
            short_hash(document.slice(found.at).as_bytes())
        } else {
            String::new()
        };
        let parts = [rule.id, document.path, line_text.trim(), &literal];
        Finding {
            rule,
            level: found.level,
            file: document.path.to_owned(),
            start,
            end,
            sink: clean(found.sink),
            message: clean(found.message),
            replacement: clean(found.replacement),
            fix,
            changes,
            fingerprint: fingerprint(&parts),
            line_text,
        }
    }

    fn position(&mut self, offset: usize) -> Position {
        let (lines, text) = (&self.document.lines, self.document.text);
        let position = match self.known {
            Some(known) => lines.position_after(known, text, offset),
            None => lines.position(text, offset),
        };
        self.known = Some(position);
        position
    }

    /// Returns a line as it may be shown.
    fn line(&mut self, index: usize) -> Arc<str> {
        if let Some((last, text)) = &self.last
            && *last == index
        {
            return Arc::clone(text);
        }
        let document = self.document;
        let line = document.slice(document.lines.range(document.text, index));
        let text: String = redact(line)
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        let text = Arc::<str>::from(text);
        self.last = Some((index, Arc::clone(&text)));
        text
    }
}

/// Takes PATs out of a text that a rule has made of parts of the file.
fn clean(text: String) -> String {
    match redact(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(clean) => clean,
    }
}

fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
