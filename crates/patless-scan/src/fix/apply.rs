//! Applies the fixes of one file to its text.

use super::proposed::{Edit, Fix, FixClass, TokenStep};
use crate::document::Document;
use crate::taken::Taken;
use crate::yaml::Node;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Which {
    /// Those that change nothing else.
    Safe,
    /// The others.
    UnsafeOnly,
    /// All.
    All,
}

impl Which {
    fn takes(self, class: FixClass) -> bool {
        match self {
            Self::Safe => class == FixClass::Safe,
            Self::UnsafeOnly => class == FixClass::Unsafe,
            Self::All => class != FixClass::Never,
        }
    }
}

/// A text with its fixes applied.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    pub(crate) text: String,
    /// How many of the fixes are in it.
    pub(crate) count: usize,
}

/// Applies fixes. One whose edits overlap those of another before it is left out.
pub(crate) fn apply(document: &Document<'_>, fixes: &[Fix], which: Which) -> Applied {
    let mut edits: Vec<Edit> = Vec::new();
    let mut steps: Vec<TokenStep> = Vec::new();
    let mut count = 0;
    let mut taken = Taken::default();
    for fix in fixes.iter().filter(|fix| which.takes(fix.class)) {
        let overlaps = fix.edits.iter().any(|edit| taken.cuts(&edit.at));
        let insertable = fix
            .token_step
            .as_ref()
            .is_none_or(|step| insertion(document, step).is_some());
        if overlaps || !insertable {
            continue;
        }
        fix.edits.iter().for_each(|edit| taken.add(&edit.at));
        edits.extend(fix.edits.iter().cloned());
        steps.extend(fix.token_step.clone());
        count += 1;
    }
    edits.extend(
        shared(steps)
            .iter()
            .filter_map(|step| insertion(document, step)),
    );
    // Of an insertion and an edit at the same byte, the insertion comes first: it is shorter.
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    // Two fixes of a step may map the same variable.
    edits.dedup_by(|later, first| later.at.is_empty() && later == first);
    Applied {
        text: rewritten(document.text, &edits),
        count,
    }
}

/// One step for each list and what it gives, before its first use.
fn shared(mut steps: Vec<TokenStep>) -> Vec<TokenStep> {
    steps.sort_by(|one, other| {
        (one.list, &one.gives, one.item).cmp(&(other.list, &other.gives, other.item))
    });
    steps.dedup_by(|later, first| later.list == first.list && later.gives == first.gives);
    steps
}

/// Makes the edit that inserts a step into a list. `None`: the list is written in brackets.
pub(super) fn insertion(document: &Document<'_>, step: &TokenStep) -> Option<Edit> {
    let list = document.lists.get(step.list)?.node;
    let item: &Node = list.items().get(step.item)?;
    let line = document.lines.index(item.at.start);
    let mut start = document.lines.range(document.text, line).start;
    let before_item = document.text.get(start..item.at.start)?;
    let indent: String = before_item
        .chars()
        .take_while(|letter| letter.is_whitespace())
        .collect();
    let dash_first = before_item.trim_start().starts_with('-')
        && before_item
            .trim_start()
            .trim_start_matches('-')
            .trim()
            .is_empty();
    if !dash_first {
        return None;
    }
    // Comments right above an item are about that item.
    let mut above = line;
    while above > 0 {
        let range = document.lines.range(document.text, above - 1);
        let text = document.text.get(range.clone())?;
        let comment = text
            .strip_prefix(indent.as_str())
            .is_some_and(|rest| rest.starts_with('#'));
        if !comment {
            break;
        }
        start = range.start;
        above -= 1;
    }
    let ending = document.line_ending();
    let mut text: String = document
        .step_text(&step.gives)
        .lines()
        .map(|line| format!("{indent}{line}{ending}"))
        .collect();
    if above > 0
        && document
            .slice(document.lines.range(document.text, above - 1))
            .trim()
            .is_empty()
    {
        // This file has an empty line between its steps.
        text.push_str(ending);
    }
    Some(Edit {
        at: start..start,
        text,
    })
}

fn rewritten(text: &str, edits: &[Edit]) -> String {
    let mut rewritten = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for edit in edits {
        rewritten.push_str(text.get(done..edit.at.start).unwrap_or_default());
        rewritten.push_str(&edit.text);
        done = edit.at.end.max(done);
    }
    rewritten.push_str(text.get(done..).unwrap_or_default());
    rewritten
}
