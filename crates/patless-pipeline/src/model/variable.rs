//! Variables.

use crate::place::Place;

/// One entry of `variables`. Templates among them are expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// A name with a value.
    Value {
        /// Where the value stands.
        at: Place,
        /// The name, in the spelling of the file.
        name: String,
        /// The value, before macros and `$[ ]` are expanded.
        value: String,
        /// Steps may not change it.
        read_only: bool,
    },
    /// A variable group.
    Group {
        /// Where it stands.
        at: Place,
        /// Its name.
        name: String,
    },
}
