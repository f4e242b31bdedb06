//! How values become other types, and how they compare.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/expressions#type-casting>.

use std::cmp::Ordering;
use std::rc::Rc;

use super::number::{number_of, text_of, version_of, version_text};
use super::value::Value;

/// A value cannot become another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a value of type {from} cannot become a {to}")]
pub(crate) struct Inconvertible {
    /// The type of the value.
    pub from: &'static str,
    /// The type that it should have.
    pub to: &'static str,
}

impl Value {
    /// Returns the name of the type, as Microsoft's documentation spells it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Boolean(_) => "Boolean",
            Self::Number(_) => "Number",
            Self::Version(_) => "Version",
            Self::Text(..) => "String",
            Self::Array(..) => "Array",
            Self::Object(..) => "Object",
        }
    }

    /// Returns whether it counts as true: all but `false`, 0, null and the empty text. The text `false` is true.
    pub fn as_boolean(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(it) => *it,
            Self::Number(it) => *it != 0.0,
            Self::Text(it, _) => !it.is_empty(),
            Self::Version(_) | Self::Array(..) | Self::Object(..) => true,
        }
    }

    /// Returns it as text: `True`, `1.5`, and nothing for null. None: an array or an object.
    pub fn as_text(&self) -> Option<Rc<str>> {
        match self {
            Self::Null => Some("".into()),
            Self::Boolean(true) => Some("True".into()),
            Self::Boolean(false) => Some("False".into()),
            Self::Number(it) => Some(text_of(*it).into()),
            Self::Version(it) => Some(version_text(it).into()),
            Self::Text(it, _) => Some(Rc::clone(it)),
            Self::Array(..) | Self::Object(..) => None,
        }
    }

    /// Returns it as a number: 1 and 0 for booleans, 0 for null and the empty text. None: it is none.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Null => Some(0.0),
            Self::Boolean(it) => Some(f64::from(u8::from(*it))),
            Self::Number(it) => Some(*it),
            Self::Text(it, _) if it.is_empty() => Some(0.0),
            Self::Text(it, _) => number_of(it),
            Self::Version(_) | Self::Array(..) | Self::Object(..) => None,
        }
    }

    /// Returns it as a version: also the number 1.2 and the text `1.2`. None: it is none.
    pub(crate) fn as_version(&self) -> Option<Rc<[u32]>> {
        match self {
            Self::Version(it) => Some(Rc::clone(it)),
            Self::Number(it) => version_of(&text_of(*it)),
            Self::Text(it, _) => version_of(it),
            Self::Null | Self::Boolean(_) | Self::Array(..) | Self::Object(..) => None,
        }
    }

    /// Compares like `eq`: `right` becomes the type of `self`, and is not equal if it cannot. Text ignores case. Arrays and
    /// objects equal only themselves.
    pub(crate) fn equals(&self, right: &Self) -> bool {
        match self {
            Self::Null => match right {
                Self::Null => true,
                Self::Text(text, _) => text.is_empty(),
                _ => false,
            },
            Self::Array(left, _) => matches!(right, Self::Array(it, _) if Rc::ptr_eq(left, it)),
            Self::Object(left, _) => matches!(right, Self::Object(it, _) if Rc::ptr_eq(left, it)),
            _ => self.compare(right) == Ok(Ordering::Equal),
        }
    }

    /// Compares like `lt` and `gt`: `right` becomes the type of `self`, and null becomes a number. Text ignores case.
    ///
    /// # Errors
    /// The value that cannot become that type.
    pub(crate) fn compare(&self, right: &Self) -> Result<Ordering, Inconvertible> {
        let cannot = |from: &Self, to| Inconvertible {
            from: from.kind(),
            to,
        };
        match self {
            Self::Boolean(left) => Ok(left.cmp(&right.as_boolean())),
            Self::Version(left) => {
                let right = right.as_version().ok_or(cannot(right, "Version"))?;
                Ok(left.cmp(&right))
            }
            Self::Text(left, _) => {
                let right = right.as_text().ok_or(cannot(right, "String"))?;
                Ok(compare_texts(left, &right))
            }
            Self::Null | Self::Number(_) | Self::Array(..) | Self::Object(..) => {
                let left = self.as_number().ok_or(cannot(self, "Number"))?;
                let right = right.as_number().ok_or(cannot(right, "Number"))?;
                Ok(left.partial_cmp(&right).unwrap_or(Ordering::Equal))
            }
        }
    }
}

/// Returns a text whose upper-case and lower-case letters are the same: what "ordinal ignore-case" compares.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(upper).collect()
}

/// Returns the upper-case form of a character, if it is one character.
pub(super) fn upper(character: char) -> char {
    let mut upper = character.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

/// Returns the lower-case form of a character, if it is one character.
pub(super) fn lower(character: char) -> char {
    let mut lower = character.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

/// Compares code units of UTF-16 as .NET does.
fn compare_texts(left: &str, right: &str) -> Ordering {
    fn units(text: &str) -> impl Iterator<Item = u16> {
        text.chars().map(upper).flat_map(|character| {
            let mut buffer = [0; 2];
            let count = character.encode_utf16(&mut buffer).len();
            buffer.into_iter().take(count)
        })
    }
    units(left).cmp(units(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_ignores_case_and_nothing_else() {
        assert!(Value::text("ÄBC").equals(&Value::text("äbc")));
        assert!(!Value::text("abc").equals(&Value::text("abc ")));
        assert!(!Value::text("ß").equals(&Value::text("ss")));
    }

    #[test]
    fn a_version_with_fewer_numbers_is_smaller() {
        let version = |parts: &[u32]| Value::Version(parts.into());
        let order = version(&[1, 2]).compare(&version(&[1, 2, 0]));
        assert_eq!(order, Ok(Ordering::Less));
        let order = version(&[1, 10]).compare(&version(&[1, 9]));
        assert_eq!(order, Ok(Ordering::Greater));
    }

    #[test]
    fn an_array_equals_only_itself() {
        let array = Value::Array(Rc::new([]), None);
        assert!(array.equals(&array.clone()));
        assert!(!array.equals(&Value::Array(Rc::new([]), None)));
    }
}
