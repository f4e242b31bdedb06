//! Why stages and jobs run or do not, in words.

use patless_pipeline::model::Condition;

use crate::agent::TaskResult;

/// Returns the text of a condition.
pub(super) fn text_of(condition: Option<&Condition>) -> &str {
    let text = condition.map_or("", |it| it.text.trim());
    if text.is_empty() { "succeeded()" } else { text }
}

/// Tells why something is skipped: its condition, and the results that it depends on.
pub(super) fn why_skipped(condition: Option<&Condition>, before: &[(&str, TaskResult)]) -> String {
    // A condition may have several lines.
    let words: Vec<&str> = text_of(condition).split_whitespace().collect();
    let text = format!("its condition {} is False", words.join(" "));
    let not_succeeded = before
        .iter()
        .filter(|(_, result)| *result != TaskResult::Succeeded);
    let mut results: Vec<String> = not_succeeded
        .map(|(name, result)| format!("{name}: {result}"))
        .collect();
    if results.len() > LISTED {
        results.truncate(LISTED);
        results.push(String::from("…"));
    }
    if results.is_empty() {
        return text;
    }
    text + &format!(" ({})", results.join(", "))
}

/// Makes the heading of a stage or a job.
pub(super) fn heading(what: &str, name: &str, display_name: Option<&str>) -> String {
    match display_name {
        Some(display_name) if display_name != name => format!("{what} {name}: {display_name}"),
        _ => format!("{what} {name}"),
    }
}

/// Why something that was not chosen did not run.
pub(super) const NOT_CHOSEN: &str = "not chosen, so that it counts as succeeded";
/// How many results a line lists.
const LISTED: usize = 10;
