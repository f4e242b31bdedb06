//! What replaces a PAT: proposed by a rule, and applied to the text of a file.

mod apply;
mod around;
mod changes;
mod conditions;
mod in_place;
mod lines;
mod mapping;
mod proposed;
mod swap;
mod token_variable;
mod workflow_step;

pub use apply::Which;
pub(crate) use apply::apply;
pub use changes::Change;
pub(crate) use changes::changes;
pub(crate) use proposed::Gives;
pub use proposed::{Edit, Fix, FixClass};
pub(crate) use workflow_step::{TOKEN_OF_STEP, workflow_step_text};
