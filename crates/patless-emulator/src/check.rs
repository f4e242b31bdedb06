//! Writes the faults of pipeline files, for people and for programs.

mod azure;
mod found;
mod json;
mod predefined;
mod sarif;
mod text;
mod visible;

use std::io;

use clap::ValueEnum;

pub use found::Found;
pub use predefined::predefined;
pub use text::Paint;

/// How faults are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each fault with its line, and what to do.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Commands of the Azure Pipelines agent, which shows them on the page of the run.
    Azure,
}

impl Found {
    /// Writes the faults.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, format: Format, paint: Paint, out: &mut dyn io::Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, paint, out),
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Azure => azure::write(self, out),
        }
    }
}
