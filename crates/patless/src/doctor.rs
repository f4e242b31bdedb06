//! The doctor: lists every stage on the way to a token and on its target as a check, and names the first one to fix.
//!
//! ```text
//! request ──▶ stages ──▶ checks ──▶ diagnosis ──▶ lines │ JSON
//! ```

mod checks;
mod diagnosis;
mod explain;
mod found;
mod json;
mod outcome;
mod request;

pub(crate) use checks::Checks;
pub(crate) use diagnosis::Diagnosis;
pub(crate) use explain::explain;
pub(crate) use request::DoctorArgs;
