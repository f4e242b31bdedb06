//! Parser of a YAML file into nodes.

use std::sync::Arc;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

use super::error::PipelineError;
use super::node::{Entry, Node, Value};
use super::position::Position;

/// Parses a file with exactly one YAML document.
pub(super) fn parse(file: &Arc<str>, text: &str) -> Result<Node, PipelineError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut documents = MarkedYaml::load_from_str(text).map_err(|error| {
        let position = Position::new(file, error.marker().line());
        PipelineError::invalid(&position, format!("not YAML: {}", error.info()))
    })?;
    let whole = Position::new(file, 0);
    let Some(root) = documents.pop() else {
        return Err(PipelineError::invalid(&whole, "the file is empty"));
    };
    if !documents.is_empty() {
        let what = "more than one YAML document in a file";
        return Err(PipelineError::unsupported(&whole, what));
    }
    let source = Source {
        file: Arc::clone(file),
        characters: text.chars().collect(),
    };
    source.node(&root)
}

/// Source text, from which numbers take their original spelling.
struct Source {
    /// The path for messages.
    file: Arc<str>,
    /// The characters of the text. Spans count characters, not bytes.
    characters: Vec<char>,
}

impl Source {
    /// Converts one parsed node and everything below it.
    fn node(&self, yaml: &MarkedYaml<'_>) -> Result<Node, PipelineError> {
        let position = Position::new(&self.file, yaml.span.start.line());
        self.check_mark(yaml, &position)?;
        let value = match &yaml.data {
            YamlData::Value(Scalar::Null) => Value::Null,
            YamlData::Value(Scalar::String(text)) => Value::Scalar(text.to_string()),
            YamlData::Value(_) => Value::Scalar(self.spelling(yaml)),
            YamlData::Sequence(items) => Value::Sequence(
                items
                    .iter()
                    .map(|item| self.node(item))
                    .collect::<Result<_, _>>()?,
            ),
            YamlData::Mapping(entries) => Value::Mapping(
                entries
                    .iter()
                    .map(|(key, value)| self.entry(key, value))
                    .collect::<Result<_, _>>()?,
            ),
            YamlData::Representation(..)
            | YamlData::Tagged(..)
            | YamlData::Alias(_)
            | YamlData::BadValue => {
                return Err(PipelineError::unsupported(&position, "a YAML tag"));
            }
        };
        Ok(Node { position, value })
    }

    /// Converts one key with its value.
    fn entry(&self, key: &MarkedYaml<'_>, value: &MarkedYaml<'_>) -> Result<Entry, PipelineError> {
        let name = self.node(key)?;
        let text = match name.value {
            Value::Scalar(text) => text,
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
                return Err(PipelineError::unsupported(&name.position, "a complex key"));
            }
        };
        if text.contains("${{") {
            let what = format!("the template expression {text}");
            return Err(PipelineError::unsupported(&name.position, what));
        }
        Ok(Entry {
            key: text,
            position: name.position,
            value: self.node(value)?,
        })
    }

    /// Refuses a node with an anchor, an alias or a tag. The parser's span starts at that mark.
    fn check_mark(&self, yaml: &MarkedYaml<'_>, position: &Position) -> Result<(), PipelineError> {
        let what = match self.characters.get(yaml.span.start.index()) {
            Some('&') => "a YAML anchor",
            Some('*') => "a YAML alias",
            Some('!') => "a YAML tag",
            _ => return Ok(()),
        };
        Err(PipelineError::unsupported(position, what))
    }

    /// Returns the text of a scalar, exactly as in the file.
    fn spelling(&self, yaml: &MarkedYaml<'_>) -> String {
        let range = yaml.span.start.index()..yaml.span.end.index();
        let characters = self.characters.get(range).unwrap_or_default();
        characters.iter().collect::<String>().trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_text(text: &str) -> Result<Node, PipelineError> {
        parse(&Arc::from("p.yml"), text)
    }

    fn value_of(text: &str) -> String {
        let root = parse_text(text).unwrap();
        let entries = root.entries("root").unwrap();
        entries[0].value.text("value").unwrap().to_owned()
    }

    #[test]
    fn scalar_keeps_the_spelling_of_the_file() {
        for spelling in ["1.10", "0x1F", "True", "007", "+5", "1e3", "plain text"] {
            assert_eq!(value_of(&format!("é: {spelling}\n")), spelling);
        }
        assert_eq!(value_of("x: ~"), "");
        assert_eq!(value_of("x: \"1.10\"  # note"), "1.10");
        assert_eq!(value_of("x: 1.10  # note"), "1.10");
    }

    #[test]
    fn node_knows_its_line() {
        let root = parse_text("a: 1\nb:\n  - x\n  - y\n").unwrap();
        let entries = root.entries("root").unwrap();
        let items = entries[1].value.items("b").unwrap();
        assert_eq!(items[1].position.to_string(), "p.yml:4");
    }

    #[test]
    fn unsupported_yaml_is_refused() {
        let cases = [
            ("a: &x 1\nb: *x\n", "p.yml:1: unsupported: a YAML anchor"),
            (
                "b:\n  - &x [1]\n  - *x\n",
                "p.yml:2: unsupported: a YAML anchor",
            ),
            (
                "b:\n  x: &x\n    y: 1\n  z: *x\n",
                "p.yml:2: unsupported: a YAML anchor",
            ),
            ("a: !t 1\n", "p.yml:1: unsupported: a YAML tag"),
            ("? [a]\n: 1\n", "p.yml:1: unsupported: a complex key"),
            (
                "a: 1\n---\nb: 1\n",
                "p.yml: unsupported: more than one YAML document in a file",
            ),
            ("", "p.yml: the file is empty"),
            (
                "x:\n  ${{ if true }}:\n    y: 1\n",
                "p.yml:2: unsupported: the template expression ${{ if true }}",
            ),
        ];
        for (text, message) in cases {
            assert_eq!(parse_text(text).unwrap_err().to_string(), message, "{text}");
        }
        let twice = parse_text("a: 1\na: 2\n").unwrap_err().to_string();
        assert!(twice.starts_with("p.yml:2: not YAML: "), "{twice}");
    }
}
