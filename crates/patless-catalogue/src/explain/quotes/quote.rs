//! Describes where a value stands in a message.

use crate::field::Field;

/// Where a value stands: after certain words, either in quotes or as a single word.
pub(super) struct Quote {
    pub(super) field: Field,
    pub(super) after: &'static str,
    /// The text with which the value must begin. May be empty.
    pub(super) begins: &'static str,
    /// The text that must follow the value. May be empty.
    pub(super) before: &'static str,
}

/// Any value after these words.
pub(super) const fn quote(field: Field, after: &'static str) -> Quote {
    Quote {
        field,
        after,
        begins: "",
        before: "",
    }
}

/// A value after these words that begins with a certain text.
pub(super) const fn beginning(field: Field, after: &'static str, begins: &'static str) -> Quote {
    Quote {
        field,
        after,
        begins,
        before: "",
    }
}
