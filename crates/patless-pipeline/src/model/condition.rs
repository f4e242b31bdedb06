//! Conditions.

use crate::place::Place;

/// The expression of a condition. It has been parsed without a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Where it stands.
    pub at: Place,
    /// The expression.
    pub text: String,
}
