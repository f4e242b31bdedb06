//! The plan: what exists and what is missing on the way from a personal access token to a token for a purpose.

mod arguments;
mod audit;
mod purpose;

pub(crate) use arguments::{PlanArgs, Question};
pub(crate) use audit::{Audit, audit};
