//! The settings of a checkout: `.patless-scan.yml`. `docs/patless-scan.schema.json` describes it.

mod files;
mod reader;
mod said;

pub use said::{SettingsError, SettingsFile};
