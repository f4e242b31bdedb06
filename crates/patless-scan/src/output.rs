//! The formats of a report, one a file.

mod inert_json;
mod json;
mod text;

pub use json::json;
pub use text::{Paint, text};
