//! Values under a key that are known at once or at run time: texts, booleans, numbers, and one of some words.

use super::expressions::check_runtime;
use super::fields::Fields;
use super::texts::{some_text, text};
use crate::expression::{is_of_run, is_unexpanded};
use crate::fault::Faults;
use crate::shown::{listed, shown};
use crate::yaml::{self, Node};

/// Returns the text under a key, unless it is empty. A `$[ ]` in it is checked.
pub(super) fn text_of(fields: &Fields<'_>, key: &str, faults: &mut Faults) -> Option<String> {
    let node = fields.get(key)?;
    let text = some_text(node, key, faults)?;
    check_runtime(node, faults);
    Some(text)
}

/// Returns a boolean that must be literal.
pub(super) fn boolean(node: &Node, what: &str, faults: &mut Faults) -> Option<bool> {
    let text = text(node, what, faults)?;
    if text.is_empty() || is_unexpanded(text) {
        return None;
    }
    let literal = yaml::boolean(text);
    if literal.is_none() {
        faults.error_with(
            &node.at,
            format!("{} must be a boolean, not {}", shown(what), shown(text)),
            "write 'true' or 'false': it is read before the run begins",
        );
    }
    literal
}

/// Returns a boolean that may be a macro or an expression, as written.
pub(super) fn written_boolean(
    fields: &Fields<'_>,
    key: &str,
    faults: &mut Faults,
) -> Option<String> {
    let text = text_of(fields, key, faults)?;
    if yaml::boolean(&text).is_none() && !is_dynamic(&text) {
        let at = fields.get(key).map_or(fields.at, |node| &node.at);
        faults.error_with(
            at,
            format!("{} must be a boolean, not {}", shown(key), shown(&text)),
            "write 'true', 'false' or '$(variable)'",
        );
        return None;
    }
    Some(text)
}

/// Returns a whole number that may be a macro or an expression, as written.
pub(super) fn written_number(
    fields: &Fields<'_>,
    key: &str,
    faults: &mut Faults,
) -> Option<String> {
    let text = text_of(fields, key, faults)?;
    let is_number = !text.trim().is_empty() && text.trim().bytes().all(|it| it.is_ascii_digit());
    if !is_number && !is_dynamic(&text) {
        let at = fields.get(key).map_or(fields.at, |node| &node.at);
        faults.error_with(
            at,
            format!(
                "{} must be a whole number, not {}",
                shown(key),
                shown(&text)
            ),
            "write digits or '$(variable)'",
        );
        return None;
    }
    Some(text)
}

/// Returns a text that must be one of some words. Case does not count.
pub(super) fn one_of<'n>(
    node: &'n Node,
    what: &str,
    words: &[&str],
    faults: &mut Faults,
) -> Option<&'n str> {
    let text = text(node, what, faults)?;
    let is_known = words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if !is_known && !text.is_empty() && !is_dynamic(text) {
        faults.error_with(
            &node.at,
            format!("unknown value {} of {}", shown(text), shown(what)),
            format!("it takes {}", listed(words.iter().copied())),
        );
    }
    Some(text)
}

/// Returns whether a text gets its value at run time, or has a template expression that is a fault of its own.
pub(super) fn is_dynamic(text: &str) -> bool {
    is_of_run(text) || is_unexpanded(text)
}
