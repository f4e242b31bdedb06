//! The formats of a report, one a file.

mod azure;
mod diff;
mod github;
mod inert_json;
mod json;
mod sarif;
mod summary;
mod text;
mod uri;

pub use azure::{Percents, azure};
pub use diff::diff;
pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use summary::Summary;
pub use text::{Paint, text};
