//! The function `format`.

use super::date::Date;
use super::error::ExpressionError;
use super::evaluation::{Evaluation, cannot_be_text};
use super::tree::Tree;
use super::value::Value;

/// Inserts values into a text: `{0}` is the first one. `{{` and `}}` are braces.
pub(super) fn format(
    evaluation: &Evaluation<'_>,
    at: usize,
    arguments: &[Tree],
) -> Result<Value, ExpressionError> {
    let Some((pattern, values)) = arguments.split_first() else {
        return Ok(Value::Null);
    };
    let place = pattern.at;
    let pattern = evaluation.text(pattern)?;
    let mut known: Vec<Option<Value>> = vec![None; values.len()];
    let mut result = String::new();
    let mut rest = &*pattern;
    while let Some(brace) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(brace);
        evaluation.pay(at, before.len() + 1)?;
        result += before;
        if from.starts_with("{{") || from.starts_with("}}") {
            result += from.get(..1).unwrap_or_default();
            rest = from.get(2..).unwrap_or_default();
            continue;
        }
        let (hole, after) = hole(from).ok_or_else(|| malformed(place))?;
        rest = after;
        let slot = known.get_mut(hole.position).zip(values.get(hole.position));
        let (known, tree) = slot.ok_or_else(|| {
            let message = format!(
                "the format needs value {{{}}}, and there is none",
                hole.position
            );
            ExpressionError::new(place, message).with_hint("values are counted from {0}")
        })?;
        let value = match known {
            Some(value) => &*value,
            None => known.insert(evaluation.value(tree)?),
        };
        let text = value
            .as_text()
            .ok_or_else(|| cannot_be_text(tree.at, value))?;
        let text = match hole.specifiers.as_str() {
            "" => text,
            specifiers => dated(&text, specifiers, tree.at, place)?.into(),
        };
        evaluation.pay(at, text.len())?;
        result += &text;
    }
    evaluation.pay(at, rest.len())?;
    result += rest;
    Ok(Value::text(&result))
}

/// A place of a value in a format.
struct Hole {
    position: usize,
    /// What stands after the colon.
    specifiers: String,
}

/// Reads `{0}` or `{0:yyyy}` at the start of a text. Returns it and what follows.
fn hole(text: &str) -> Option<(Hole, &str)> {
    let inner = text.strip_prefix('{')?;
    let digits = inner.find(|c: char| !c.is_ascii_digit())?;
    let (position, mut rest) = inner.split_at(digits);
    let position = usize::from(position.parse::<u8>().ok()?);
    let mut specifiers = String::new();
    if let Some(after) = rest.strip_prefix(':') {
        rest = after;
        // A brace in it is doubled.
        loop {
            let (part, _) = rest.split_once('}')?;
            specifiers += part;
            rest = rest.get(part.len()..)?;
            let Some(after) = rest.strip_prefix("}}") else {
                break;
            };
            specifiers.push('}');
            rest = after;
        }
    }
    let after = rest.strip_prefix('}')?;
    let hole = Hole {
        position,
        specifiers,
    };
    Some((hole, after))
}

/// Formats a date. Other values have no formats.
fn dated(text: &str, specifiers: &str, at: usize, place: usize) -> Result<String, ExpressionError> {
    let date = Date::read(text).ok_or_else(|| {
        let message = "only dates, such as pipeline.startTime, take a format after the colon";
        ExpressionError::new(at, message)
    })?;
    date.formatted(specifiers).ok_or_else(|| {
        let message = "the format of the date has a part that is not known";
        let hint = "use yyyy, yy, MM, M, dd, d, HH, H, mm, m, ss, s, f to fffffff, zzz, K and spaces, and put \\ in front of other characters";
        ExpressionError::new(place, message).with_hint(hint)
    })
}

fn malformed(at: usize) -> ExpressionError {
    let error = ExpressionError::new(at, "the format has a brace that belongs to no {0}");
    error.with_hint("write a brace twice to mean itself: {{ or }}")
}

#[cfg(test)]
mod tests {
    use super::super::world::{check, check_failures};

    #[test]
    fn values_are_inserted_as_text() {
        check(&[
            ("format('{0} {1}', 'Acme', 1.50)", "'Acme 1.5'"),
            ("format('{1}{0}{1}', 'a', true)", "'TrueaTrue'"),
            ("format('{{{0}}}', 'a')", "'{a}'"),
            ("format('{{ }}')", "'{ }'"),
            ("format('')", "''"),
            ("format('{0}', variables.none)", "''"),
            ("format('{0}', '{1}')", "'{1}'"),
            ("format('{0:yyyyMMdd}', pipeline.startTime)", "'20261127'"),
            (
                "format('{0:yyyy\\-MM\\-dd HH\\:mm}', pipeline.startTime)",
                "'2026-11-27 10:34'",
            ),
            ("format('{0:\\}}}', pipeline.startTime)", "'}'"),
        ]);
    }

    #[test]
    fn a_format_that_the_service_refuses_is_an_error() {
        check_failures(&[
            ("format('{0}')", 7, "value {0}"),
            ("format('{1}', 'a')", 7, "value {1}"),
            ("format('{', 'a')", 7, "brace"),
            ("format('}', 'a')", 7, "brace"),
            ("format('{a}', 'a')", 7, "brace"),
            ("format('{0', 'a')", 7, "brace"),
            ("format('{0:', 'a')", 7, "brace"),
            ("format('{ 0}', 'a')", 7, "brace"),
            ("format('{-1}', 'a')", 7, "brace"),
            ("format('{256}', 'a')", 7, "brace"),
            ("format('{0:N2}', 5)", 17, "only dates"),
            (
                "format('{0:yyyy-MM}', pipeline.startTime)",
                7,
                "the format of the date",
            ),
            ("format('{0}', parameters.names)", 14, "type Array"),
        ]);
    }
}
