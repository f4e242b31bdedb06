//! A place in which texts hold a value.

use crate::field::Field;

/// Where a value stands: behind these words, in quotes or as one word.
pub(super) struct Quote {
    pub(super) field: Field,
    pub(super) behind: &'static str,
    /// How the value must begin. Empty for anything.
    pub(super) begins: &'static str,
    /// What must follow the value. Empty for anything.
    pub(super) before: &'static str,
}

/// Anything behind these words.
pub(super) const fn quote(field: Field, behind: &'static str) -> Quote {
    Quote {
        field,
        behind,
        begins: "",
        before: "",
    }
}

/// What begins so behind these words.
pub(super) const fn beginning(field: Field, behind: &'static str, begins: &'static str) -> Quote {
    Quote {
        field,
        behind,
        begins,
        before: "",
    }
}
