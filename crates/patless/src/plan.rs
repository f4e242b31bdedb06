//! The plan: what exists and what is missing on the way from a personal access token to a token for a purpose.
//!
//! ```text
//! arguments ──▶ look ──▶ steps ──▶ plan ──▶ text │ az │ Terraform │ portal │ JSON
//! ```
//!
//! It only reads: all requests are GET and HEAD.

mod arguments;
mod asker;
mod audit;
mod authorization;
mod change;
mod connection;
mod connection_steps;
mod forms;
mod found;
mod groups;
mod identity_steps;
mod ids;
mod json;
mod known;
mod look;
mod looking;
mod outside;
mod principal;
mod purpose;
mod roles;
mod sink_steps;
mod step;
mod text;
mod view;

pub(crate) use arguments::{PlanArgs, Question};
pub(crate) use audit::{Audit, audit};
pub(crate) use found::Plan;
pub(crate) use look::look;
pub(crate) use purpose::Purpose;
pub(crate) use text::Printed;
