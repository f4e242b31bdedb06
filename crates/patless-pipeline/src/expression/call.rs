//! The functions that do not depend on the run.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions#functions>.

use std::cmp::Ordering;

use super::conversion::{folded, lower, upper};
use super::error::ExpressionError;
use super::evaluation::{Evaluation, array};
use super::function::Does;
use super::tree::Tree;
use super::value::Value;
use super::{format, json};

type Answered = Result<Value, ExpressionError>;

impl Evaluation<'_> {
    /// Calls a function. The parser has counted its arguments.
    pub(super) fn call(&self, at: usize, does: Does, arguments: &[Tree]) -> Answered {
        let boolean = |it: Result<bool, ExpressionError>| it.map(Value::Boolean);
        match does {
            Does::And => boolean(self.any(arguments, |it| !it.as_boolean()).map(|it| !it)),
            Does::Or => boolean(self.any(arguments, Value::as_boolean)),
            Does::Not => boolean(self.any(arguments, Value::as_boolean).map(|it| !it)),
            Does::In => boolean(self.is_in(arguments)),
            Does::NotIn => boolean(self.is_in(arguments).map(|it| !it)),
            Does::Coalesce => self.coalesce(arguments),
            Does::Iif => self.iif(at, arguments),
            Does::Format => format::format(self, at, arguments),
            Does::Replace => self.replace(at, arguments),
            Does::ConvertToJson | Does::Length | Does::Lower | Does::Trim | Does::Upper => {
                let [only] = arguments else {
                    return Err(miscounted(at));
                };
                self.of_one(does, only)
            }
            _ => {
                let [left, right] = arguments else {
                    return Err(miscounted(at));
                };
                self.of_two(does, left, right)
            }
        }
    }

    fn of_one(&self, does: Does, only: &Tree) -> Answered {
        if does == Does::ConvertToJson {
            return json::convert(self, only.at, &self.value(only)?);
        }
        if does == Does::Length {
            return Ok(Value::Number(length(&self.value(only)?)));
        }
        let text = self.text(only)?;
        // A character may become longer in the other case.
        self.pay(only.at, 2 * text.len())?;
        Ok(match does {
            Does::Lower => Value::text(&text.chars().map(lower).collect::<String>()),
            Does::Upper => Value::text(&text.chars().map(upper).collect::<String>()),
            _ => Value::text(text.trim()),
        })
    }

    fn of_two(&self, does: Does, left: &Tree, right: &Tree) -> Answered {
        let ordered = |is: fn(Ordering) -> bool| {
            let (value, other) = (self.value(left)?, self.value(right)?);
            let order = value.compare(&other);
            let order = order.map_err(|error| ExpressionError::new(left.at, error.to_string()));
            order.map(is)
        };
        let texts = |is: fn(&str, &str) -> bool| {
            let (value, other) = (self.text(left)?, self.text(right)?);
            Ok(is(&folded(&value), &folded(&other)))
        };
        let is = match does {
            Does::Eq => self.value(left)?.equals(&self.value(right)?),
            Does::Ne => !self.value(left)?.equals(&self.value(right)?),
            Does::Ge => ordered(Ordering::is_ge)?,
            Does::Gt => ordered(Ordering::is_gt)?,
            Does::Le => ordered(Ordering::is_le)?,
            Does::Lt => ordered(Ordering::is_lt)?,
            Does::Contains => texts(|it, part| it.contains(part))?,
            Does::StartsWith => texts(|it, part| it.starts_with(part))?,
            Does::EndsWith => texts(|it, part| it.ends_with(part))?,
            Does::ContainsValue => contains_value(&self.value(left)?, &self.value(right)?),
            Does::Join => return self.join(left, right),
            Does::Split => return self.split(left, right),
            // The others have other numbers of arguments.
            _ => self.value(left)?.as_boolean() != self.value(right)?.as_boolean(),
        };
        Ok(Value::Boolean(is))
    }

    /// Returns whether one of the arguments is such. The ones after it are not evaluated.
    fn any(&self, arguments: &[Tree], is: fn(&Value) -> bool) -> Result<bool, ExpressionError> {
        for argument in arguments {
            if is(&self.value(argument)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_in(&self, arguments: &[Tree]) -> Result<bool, ExpressionError> {
        let Some((left, others)) = arguments.split_first() else {
            return Ok(false);
        };
        let left = self.value(left)?;
        for other in others {
            if left.equals(&self.value(other)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the first argument that is not empty, or the last one.
    fn coalesce(&self, arguments: &[Tree]) -> Answered {
        let mut value = Value::Null;
        for argument in arguments {
            value = self.value(argument)?;
            if !Value::Null.equals(&value) {
                break;
            }
        }
        Ok(value)
    }

    fn iif(&self, at: usize, arguments: &[Tree]) -> Answered {
        let [condition, then, otherwise] = arguments else {
            return Err(miscounted(at));
        };
        let holds = self.value(condition)?.as_boolean();
        self.value(if holds { then } else { otherwise })
    }

    /// Joins the items of an array. What is no text counts as empty.
    fn join(&self, separator: &Tree, items: &Tree) -> Answered {
        // The separator counts only where there is a list: public pipelines run that have the two exchanged.
        let value = self.value(items)?;
        let Value::Array(values, _) = &value else {
            return Ok(Value::text(&value.as_text().unwrap_or_default()));
        };
        let separator = self.text(separator)?;
        let mut joined = String::new();
        for (count, value) in values.iter().enumerate() {
            let text = value.as_text().unwrap_or_default();
            self.pay(items.at, separator.len() + text.len())?;
            if count > 0 {
                joined += &separator;
            }
            joined += &text;
        }
        Ok(Value::text(&joined))
    }

    /// Splits text at each character of the second argument. Without one, .NET splits at white space.
    fn split(&self, text: &Tree, separators: &Tree) -> Answered {
        let (at, text, separators) = (text.at, self.text(text)?, self.text(separators)?);
        let separates = |c: char| match &*separators {
            "" => c.is_whitespace(),
            separators => separators.contains(c),
        };
        let count = text.chars().filter(|c| separates(*c)).count() + 1;
        self.pay(at, text.len() + count * size_of::<Value>())?;
        Ok(array(text.split(separates).map(Value::text).collect()))
    }

    /// Replaces text. Case matters.
    fn replace(&self, at: usize, arguments: &[Tree]) -> Answered {
        let [text, from, to] = arguments else {
            return Err(miscounted(at));
        };
        let from_at = from.at;
        let (text, from, to) = (self.text(text)?, self.text(from)?, self.text(to)?);
        if from.is_empty() {
            let message = "replace cannot look for the empty text";
            return Err(ExpressionError::new(from_at, message));
        }
        let added = text.matches(&*from).count().saturating_mul(to.len());
        self.pay(at, added.saturating_add(text.len()))?;
        Ok(Value::text(&text.replace(&*from, &to)))
    }
}

/// Counts the items of an array, the properties of an object, or the code units of text in UTF-16.
fn length(value: &Value) -> f64 {
    let count = match value {
        Value::Array(items, _) => items.len(),
        Value::Object(object, _) => object.entries.len(),
        other => {
            let text = other.as_text().unwrap_or_default();
            text.encode_utf16().count()
        }
    };
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// Returns whether an array or an object contains a value. Each item becomes the type of the value.
fn contains_value(of: &Value, value: &Value) -> bool {
    match of {
        Value::Array(items, _) => items.iter().any(|item| value.equals(item)),
        Value::Object(object, _) => object.entries.iter().any(|(.., it)| value.equals(it)),
        _ => false,
    }
}

/// The parser counts arguments: nobody sees it.
fn miscounted(at: usize) -> ExpressionError {
    ExpressionError::new(at, "the number of arguments is wrong")
}

/// Sources of the rows: the page on expressions, and the engine as Microsoft published it with the first GitHub runner
/// (`DistributedTask.Expressions`, MIT).
#[cfg(test)]
mod tests {
    use super::super::surroundings::Use;
    use super::super::world::{check, check_failures, outcome};

    #[test]
    fn boolean_functions_cast_their_arguments() {
        check(&[
            ("and(true, 1, 'x')", "True"),
            ("and(true, 0)", "False"),
            ("and('false', true)", "True"),
            ("or(false, '', 0, variables.none)", "False"),
            ("or(0, '0')", "True"),
            ("not('')", "True"),
            ("not('false')", "False"),
            ("not(parameters.nothing)", "False"),
            ("xor(True, FALSE)", "True"),
            ("xor(1, 'a')", "False"),
            ("AND(true, True)", "True"),
        ]);
    }

    #[test]
    fn what_does_not_matter_is_not_evaluated() {
        check(&[
            ("and(false, noSuchName)", "False"),
            ("or(true, noSuchName)", "True"),
            ("in('a', 'A', noSuchName)", "True"),
            ("notIn('a', 'A', noSuchName)", "False"),
            ("coalesce('a', noSuchName)", "'a'"),
            ("iif(true, 'a', noSuchName)", "'a'"),
            ("iif(false, noSuchName, 'b')", "'b'"),
            ("format('{0}', 'a', noSuchName)", "'a'"),
        ]);
        check_failures(&[
            ("and(true, noSuchName)", 10, "noSuchName"),
            ("xor(true, noSuchName)", 10, "noSuchName"),
        ]);
    }

    #[test]
    fn eq_converts_the_right_argument() {
        check(&[
            ("eq(1, '1')", "True"),
            ("eq('1', 1)", "True"),
            ("eq(1, '1.0')", "True"),
            ("eq('1.0', 1)", "False"),
            ("eq(1234, ' 1,234 ')", "True"),
            ("eq(1, 'one')", "False"),
            ("eq('', variables.none)", "True"),
            ("eq(variables.none, '')", "True"),
            ("eq(variables.none, 0)", "False"),
            ("eq(0, variables.none)", "True"),
            ("eq(0, '')", "True"),
            ("eq(true, 'false')", "True"),
            ("eq('true', true)", "True"),
            ("eq('false', false)", "True"),
            ("eq(true, 2)", "True"),
            ("eq(1, true)", "True"),
            ("eq(variables.acme, 'ANVIL')", "True"),
            ("eq(1.2.3, '1.2.3')", "True"),
            ("eq('1.2.3', 1.2.3)", "True"),
            ("eq(1.2.0, 1.2)", "False"),
            ("eq(1.2.3, true)", "False"),
            ("eq(parameters.names, parameters.nothing)", "False"),
            ("eq('x', parameters.names)", "False"),
            ("ne(1, 2)", "True"),
            ("ne(1, 'one')", "True"),
            ("ne('a', 'A')", "False"),
        ]);
    }

    #[test]
    fn an_order_depends_on_the_type_of_the_left_argument() {
        check(&[
            ("gt('10', 9)", "False"),
            ("gt(10, '9')", "True"),
            ("gt(variables.count, 9)", "False"),
            ("ge(5, 5)", "True"),
            ("lt(2, 5)", "True"),
            ("le(2, 2)", "True"),
            ("lt('a', 'B')", "True"),
            ("lt(False, True)", "True"),
            ("lt(True, False)", "False"),
            ("gt(1.10.0, '1.9.0')", "True"),
            ("gt('1.10.0', 1.9.0)", "False"),
            ("lt(variables.none, 1)", "True"),
            ("ge(-1.5, -2)", "True"),
        ]);
        check_failures(&[
            (
                "gt(1, 'one')",
                3,
                "a value of type String cannot become a Number",
            ),
            (
                "lt(1.2.3, 4)",
                3,
                "a value of type Number cannot become a Version",
            ),
            (
                "le('a', parameters.names)",
                3,
                "a value of type Array cannot become a String",
            ),
            (
                "lt(parameters.names, 1)",
                3,
                "a value of type Array cannot become a Number",
            ),
        ]);
    }

    #[test]
    fn membership_and_parts_ignore_case() {
        check(&[
            ("in('b', 'A', 'B', 'C')", "True"),
            ("in(1, 'one', '1')", "True"),
            ("in('d')", "False"),
            ("notIn('D', 'A', 'B', 'C')", "True"),
            ("contains('ABCDE', 'bcd')", "True"),
            ("contains(123, 2)", "True"),
            ("contains('a', '')", "True"),
            ("startsWith('refs/heads/main', 'REFS/')", "True"),
            ("endsWith('ABCDE', 'de')", "True"),
            ("endsWith(True, 'UE')", "True"),
            ("containsValue(parameters.names, 'api')", "True"),
            ("containsValue(parameters.names, 'db')", "False"),
            ("containsValue(shop, 'oslo')", "True"),
            ("containsValue('abc', 'a')", "False"),
        ]);
        check_failures(&[("contains(parameters.names, 'a')", 9, "type Array")]);
    }

    #[test]
    fn text_is_changed_as_documented() {
        check(&[
            ("lower('ÄB')", "'äb'"),
            ("upper('bah')", "'BAH'"),
            ("upper('straße')", "'STRAßE'"),
            ("trim('  a b\t')", "'a b'"),
            ("length('anvil')", "5"),
            ("length('😀')", "2"),
            ("length(parameters.names)", "2"),
            ("length(variables.none)", "0"),
            ("replace('a-b-c', '-', '')", "'abc'"),
            ("replace('aAa', 'a', 'b')", "'bAb'"),
            (
                "replace(split('/crates/web-shop', '/')[2], '-', '_')",
                "'web_shop'",
            ),
            ("split('a,b', ',')", "['a', 'b']"),
            ("split('a,;b,', ',;')", "['a', '', 'b', '']"),
            ("split('', ',')", "['']"),
            ("split('a b', '')", "['a', 'b']"),
            ("join(';', parameters.names)", "'Web;Api'"),
            ("join(';', parameters.shops)", "';;closed'"),
            ("join(',', parameters.nothing)", "''"),
            ("join(',', 'x')", "'x'"),
            ("join(parameters.names, ' ')", "' '"),
            ("join(',', shop)", "''"),
        ]);
        check_failures(&[
            ("replace('a', '', 'b')", 13, "the empty text"),
            (
                "lower(parameters.names)",
                6,
                "type Array cannot become a String",
            ),
        ]);
    }

    #[test]
    fn coalesce_returns_the_first_value_that_is_not_empty() {
        check(&[
            (
                "coalesce(variables.none, variables.empty, 'last')",
                "'last'",
            ),
            ("coalesce('', variables.none)", "Null"),
            ("coalesce(variables.none, '')", "''"),
            ("coalesce(0, 1)", "0"),
            ("coalesce(false, 1)", "False"),
            ("iif(eq(variables.acme, 'anvil'), 'yes', 'no')", "'yes'"),
            ("iif('', 'yes', 'no')", "'no'"),
        ]);
    }

    #[test]
    fn functions_of_the_run_are_asked_with_the_documented_spelling() {
        for (text, of, expected) in [
            ("succeeded('A', 'B')", Use::JobCondition, "'succeeded:A+B'"),
            (
                "SUCCEEDEDORFAILED()",
                Use::StepCondition,
                "'succeededOrFailed:'",
            ),
            (
                "failed(variables.acme)",
                Use::StageCondition,
                "'failed:Anvil'",
            ),
            (
                "counter(variables.acme, 100)",
                Use::Runtime,
                "'counter:Anvil+100'",
            ),
            ("and(always(), true)", Use::StepCondition, "True"),
        ] {
            assert_eq!(outcome(text, of).as_deref(), Ok(expected), "{text}");
        }
        let refused = outcome("not(canceled())", Use::JobCondition).unwrap_err();
        assert_eq!((refused.at, refused.message.as_str()), (4, "nobody knows"));
    }

    #[test]
    fn an_expression_that_grows_without_end_is_stopped() {
        let mut text = "variables.acme".to_owned();
        for _ in 0..40 {
            text = format!("format('{{0}}{{0}}{{0}}', {text})");
        }
        let error = outcome(&text, Use::Template).unwrap_err();
        assert!(error.message.contains("bytes"), "{error}");
        let text = "replace(replace('aaaaaaaa', 'a', format('{0}{0}', 'aaaaaaaaaaaa')), 'a', 'bb')";
        assert!(outcome(text, Use::Template).is_ok());
    }

    #[test]
    fn an_expression_that_reads_a_long_text_again_and_again_is_stopped() {
        let read = |times| {
            let calls = vec!["eq(long, 'b')"; times];
            outcome(&format!("or({})", calls.join(", ")), Use::Template)
        };
        assert_eq!(read(20).as_deref(), Ok("False"));
        assert!(read(200).unwrap_err().message.contains("bytes"));
    }
}
