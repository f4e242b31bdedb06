//! The types of parameters, and how a value gets one.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/parameters-parameter#types>.

use std::rc::Rc;

use crate::expression::{Object, Value};
use crate::shown::shown;
use crate::yaml::{self, Node, boolean};

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `string`, and what is chosen by its name.
    Text,
    /// `number`.
    Number,
    /// `boolean`.
    Boolean,
    /// `object`, and those types whose form the service does not look at.
    Any,
    /// A list of something.
    List,
    /// A mapping of something.
    Mapping,
}

/// The types, in the spelling of the documentation, with what they are.
const KINDS: &[(&str, Kind)] = &[
    ("string", Kind::Text),
    ("number", Kind::Number),
    ("boolean", Kind::Boolean),
    ("object", Kind::Any),
    ("legacyObject", Kind::Any),
    ("step", Kind::Mapping),
    ("stepList", Kind::List),
    ("job", Kind::Mapping),
    ("jobList", Kind::List),
    ("deployment", Kind::Mapping),
    ("deploymentList", Kind::List),
    ("stage", Kind::Mapping),
    ("stageList", Kind::List),
    ("stringList", Kind::List),
    ("container", Kind::Mapping),
    ("containerList", Kind::List),
    ("containerResource", Kind::Mapping),
    ("environment", Kind::Any),
    ("filePath", Kind::Text),
    ("pool", Kind::Any),
    ("secureFile", Kind::Text),
    ("serviceConnection", Kind::Text),
];

impl Kind {
    /// Finds a type by its name. The service minds case in most places; it is not known whether here.
    pub(super) fn of(name: &str) -> Option<Self> {
        let found = KINDS.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, kind)| *kind)
    }

    /// Lists the names of the types.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(name, _)| *name)
    }

    /// Gives a value this type.
    ///
    /// # Errors
    /// What it should be, and what it is.
    pub(super) fn take(self, node: &Node) -> Result<Value, String> {
        let text = match &node.value {
            yaml::Value::Scalar(scalar) => Some(scalar.text.as_str()),
            yaml::Value::Sequence(_) | yaml::Value::Mapping(_) => None,
        };
        let at = Some(node.at.clone());
        match (self, text) {
            (Self::Text, Some(_)) | (Self::Any, _) => Ok(Value::from_node(node)),
            (Self::Number, Some(text)) => match number(text) {
                Some(number) => Ok(Value::Number(number)),
                None => Err(format!("has to be a number, and is {}", shown(text))),
            },
            (Self::Boolean, Some(text)) => match boolean(text) {
                Some(boolean) => Ok(Value::Boolean(boolean)),
                None => Err(format!(
                    "has to be a boolean, true or false, and is {}",
                    shown(text)
                )),
            },
            (Self::List, Some("")) => Ok(Value::Array(Rc::from([]), at)),
            (Self::Mapping, Some("")) => Ok(Value::Null),
            (Self::List, None) if matches!(node.value, yaml::Value::Sequence(_)) => {
                Ok(Value::from_node(node))
            }
            (Self::Mapping, None) if matches!(node.value, yaml::Value::Mapping(_)) => {
                Ok(Value::from_node(node))
            }
            (_, text) => {
                let is = match (text, &node.value) {
                    (Some(text), _) => shown(text),
                    (None, yaml::Value::Sequence(_)) => "a list".into(),
                    (None, _) => "a mapping".into(),
                };
                Err(format!("has to be {}, and is {is}", self.name()))
            }
        }
    }

    /// Returns the value of a parameter whose template is read without one, so that the rest is read on.
    pub(super) fn nothing(self) -> Value {
        match self {
            Self::Text | Self::Any => Value::text(""),
            Self::Number => Value::Number(0.0),
            Self::Boolean => Value::Boolean(false),
            Self::List => Value::Array(Rc::from([]), None),
            Self::Mapping => Value::Object(Rc::<Object>::default(), None),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Number => "a number",
            Self::Boolean => "a boolean, true or false",
            Self::Any => "anything",
            Self::List => "a list",
            Self::Mapping => "a mapping",
        }
    }
}

fn number(text: &str) -> Option<f64> {
    Value::text(text.trim())
        .as_number()
        .filter(|_| !text.trim().is_empty())
}
