//! Describes a failure: what failed, the relevant values, and what to do next. All failures are described here.

mod absent;
mod exit_code;
mod headline;
mod hint;
mod json;
mod recognizable;
mod text;
mod values;

pub use exit_code::exit_code;
pub(crate) use headline::headline;
pub(crate) use json::{explanation_to_json, failure_to_json, texts_to_json};
pub(crate) use recognizable::recognizable;
pub use text::Report;
pub(crate) use values::said;
