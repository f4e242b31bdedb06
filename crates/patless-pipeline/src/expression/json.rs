//! The function `convertToJson`.

use super::error::ExpressionError;
use super::evaluation::Evaluation;
use super::value::Value;

/// Writes a value as JSON, with two spaces a level and `\n`. Text stays text, also where YAML would read a number.
pub(super) fn convert(
    evaluation: &Evaluation<'_>,
    at: usize,
    value: &Value,
) -> Result<Value, ExpressionError> {
    let mut writer = Writer {
        evaluation,
        at,
        text: String::new(),
    };
    writer.value(value, 0)?;
    Ok(Value::text(&writer.text))
}

struct Writer<'a> {
    evaluation: &'a Evaluation<'a>,
    at: usize,
    text: String,
}

impl Writer<'_> {
    /// Writes a value. It goes as deep as the value, whose depth the reader of YAML bounds.
    fn value(&mut self, value: &Value, level: usize) -> Result<(), ExpressionError> {
        match value {
            Value::Null => self.write("null"),
            Value::Boolean(true) => self.write("true"),
            Value::Boolean(false) => self.write("false"),
            Value::Number(_) => self.write(&value.as_text().unwrap_or_default()),
            Value::Text(text, _) => self.quoted(text),
            Value::Version(_) => self.quoted(&value.as_text().unwrap_or_default()),
            Value::Array(items, _) if items.is_empty() => self.write("[]"),
            Value::Array(items, _) => {
                self.write("[")?;
                for (count, item) in items.iter().enumerate() {
                    self.line(count, level + 1)?;
                    self.value(item, level + 1)?;
                }
                self.end("]", level)
            }
            Value::Object(object, _) if object.entries.is_empty() => self.write("{}"),
            Value::Object(object, _) => {
                self.write("{")?;
                for (count, (name, _, value)) in object.entries.iter().enumerate() {
                    self.line(count, level + 1)?;
                    self.quoted(name)?;
                    self.write(": ")?;
                    self.value(value, level + 1)?;
                }
                self.end("}", level)
            }
        }
    }

    /// Begins the line of an item.
    fn line(&mut self, count: usize, level: usize) -> Result<(), ExpressionError> {
        self.write(if count == 0 { "\n" } else { ",\n" })?;
        self.write(&"  ".repeat(level))
    }

    fn end(&mut self, bracket: &str, level: usize) -> Result<(), ExpressionError> {
        self.write("\n")?;
        self.write(&"  ".repeat(level))?;
        self.write(bracket)
    }

    /// Writes text in quotes, with the characters escaped that Newtonsoft.Json escapes.
    fn quoted(&mut self, text: &str) -> Result<(), ExpressionError> {
        let json = serde_json::to_string(text)
            .map_err(|error| ExpressionError::new(self.at, error.to_string()))?;
        let json = json
            .replace('\u{85}', "\\u0085")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029");
        self.write(&json)
    }

    fn write(&mut self, text: &str) -> Result<(), ExpressionError> {
        self.evaluation.pay(self.at, text.len())?;
        self.text += text;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::check;

    /// Source: the page on expressions, `convertToJson`, and Newtonsoft.Json's escapes.
    #[test]
    fn json_has_two_spaces_a_level() {
        check(&[
            ("convertToJson(true)", "'true'"),
            ("convertToJson(1.50)", "'1.5'"),
            ("convertToJson(1.2.3)", "'\"1.2.3\"'"),
            ("convertToJson(variables.none)", "'null'"),
            (
                "convertToJson('a\"\\\u{1b}\n/\u{85}\u{2028}ä')",
                "'\"a\\\"\\\\\\u001b\\n/\\u0085\\u2028ä\"'",
            ),
            ("convertToJson(parameters.nothing)", "'[]'"),
            (
                "convertToJson(parameters.names)",
                "'[\n  \"Web\",\n  \"Api\"\n]'",
            ),
            (
                "convertToJson(dependencies)",
                "'{\n  \"Pack\": {\n    \"result\": \"Succeeded\",\n    \"outputs\": {\n      \"crate.size\": \"7\"\n    }\n  }\n}'",
            ),
            (
                "convertToJson(parameters.shops.*.goods)",
                "'[\n  [\n    \"rope\",\n    \"magnet\"\n  ],\n  [\n    \"rocket\"\n  ]\n]'",
            ),
        ]);
    }
}
