//! Values of expressions.

use std::rc::Rc;

use crate::place::Place;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: what a missing property is.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A version of two to four numbers.
    Version(Rc<[u32]>),
    /// Text, with where it was written if it comes from YAML.
    Text(Rc<str>, Option<Place>),
    /// A list, with where it was written if it comes from YAML.
    Array(Rc<[Value]>, Option<Place>),
    /// A mapping, with where it was written if it comes from YAML.
    Object(Rc<Object>, Option<Place>),
}

/// A mapping, in its order. Names ignore case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Each name, where it was written if it comes from YAML, and its value.
    pub entries: Vec<(Rc<str>, Option<Place>, Value)>,
}

impl Object {
    /// Finds a value. Names ignore case.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let found = self
            .entries
            .iter()
            .find(|(other, ..)| other.eq_ignore_ascii_case(name));
        found.map(|(.., value)| value)
    }
}

impl Value {
    /// Makes text that comes from no file.
    pub fn text(text: &str) -> Self {
        Self::Text(text.into(), None)
    }

    /// Returns where it was written, if it comes from YAML.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Text(_, at) | Self::Array(_, at) | Self::Object(_, at) => at.as_ref(),
            Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Version(_) => None,
        }
    }
}
