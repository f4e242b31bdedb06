//! What replaces a PAT: proposed by a rule, and applied to the text of a file.

mod apply;
mod around;
mod proposed;
mod token_variable;

pub use apply::Which;
pub(crate) use apply::apply;
pub(crate) use proposed::Gives;
pub use proposed::{Edit, Fix, FixClass};
