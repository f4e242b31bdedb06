//! Values from YAML, and YAML from values.

use std::rc::Rc;

use super::value::{Object, Value};
use crate::place::Place;
use crate::yaml;

impl Value {
    /// Makes the value of a node. Scalars are text, also where YAML calls them numbers or booleans. It goes as deep as the
    /// node, whose depth its reader bounds.
    pub(crate) fn from_node(node: &yaml::Node) -> Self {
        let at = Some(node.at.clone());
        match &node.value {
            yaml::Value::Scalar(scalar) => Self::Text(scalar.text.as_str().into(), at),
            yaml::Value::Sequence(items) => {
                Self::Array(items.iter().map(Self::from_node).collect(), at)
            }
            yaml::Value::Mapping(entries) => {
                let entries = entries.iter().map(|entry| {
                    let name = entry.key.as_str().into();
                    let key_at = Some(entry.key_at.clone());
                    (name, key_at, Self::from_node(&entry.value))
                });
                let entries = entries.collect();
                Self::Object(Rc::new(Object { entries }), at)
            }
        }
    }

    /// Makes a node. What comes from no file gets the place `at`.
    pub(crate) fn to_node(&self, at: &Place) -> yaml::Node {
        let at = self.place().unwrap_or(at);
        let value = match self {
            Self::Array(items, _) => {
                yaml::Value::Sequence(items.iter().map(|item| item.to_node(at)).collect())
            }
            Self::Object(object, _) => {
                let entries = object.entries.iter().map(|(name, key_at, value)| {
                    let key_at = key_at.as_ref().unwrap_or(at);
                    yaml::Entry {
                        key: name.to_string(),
                        key_at: key_at.clone(),
                        value: value.to_node(key_at),
                    }
                });
                yaml::Value::Mapping(entries.collect())
            }
            scalar => {
                let text = scalar.as_text().unwrap_or_default();
                // Without quotes, YAML would read null.
                yaml::Value::Scalar(yaml::Scalar {
                    quoted: matches!(scalar, Self::Text(..)) && yaml::reads_as_nothing(&text),
                    text: text.to_string(),
                })
            }
        };
        yaml::Node {
            at: at.clone(),
            value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: usize) -> Place {
        Place {
            file: "acme.yml".into(),
            line,
            column: 1,
        }
    }

    fn scalar(line: usize, text: &str) -> yaml::Node {
        yaml::Node {
            at: place(line),
            value: yaml::Value::Scalar(yaml::Scalar {
                text: text.to_owned(),
                quoted: false,
            }),
        }
    }

    #[test]
    fn a_node_that_becomes_a_value_and_back_keeps_its_places() {
        let node = yaml::Node {
            at: place(1),
            value: yaml::Value::Mapping(vec![yaml::Entry {
                key: "Regions".to_owned(),
                key_at: place(2),
                value: yaml::Node {
                    at: place(3),
                    value: yaml::Value::Sequence(vec![scalar(4, "1.10"), scalar(5, "true")]),
                },
            }]),
        };
        assert_eq!(Value::from_node(&node).to_node(&place(99)), node);
    }

    #[test]
    fn what_an_expression_made_stands_where_the_expression_stands() {
        let node = Value::Boolean(true).to_node(&place(7));
        assert_eq!(node, scalar(7, "True"));
        assert_eq!(Value::Null.to_node(&place(7)), scalar(7, ""));
    }

    #[test]
    fn empty_text_stays_text() {
        let node = Value::text("").to_node(&place(7));
        let yaml::Value::Scalar(scalar) = node.value else {
            panic!("no scalar");
        };
        assert!(scalar.quoted);
    }
}
