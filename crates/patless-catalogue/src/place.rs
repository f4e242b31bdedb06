//! Where something stands in a text, and in which of its errors.

/// A place in a text. The order is that in which errors are explained: those that the agent marked come first, and among
/// them the first one, because later ones are often only its symptoms.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Place {
    /// The agent did not print it as an error (`##[error]`).
    pub(crate) is_unmarked: bool,
    /// The number of the error in the text, from 0.
    pub(crate) error: usize,
}

impl Place {
    /// No place: an answer, or something that was not searched for.
    pub(crate) const NONE: Self = Self {
        is_unmarked: true,
        error: usize::MAX,
    };
}
