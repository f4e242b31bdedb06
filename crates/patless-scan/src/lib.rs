//! Finds where a checkout uses personal access tokens (PATs) of Azure DevOps, and says what replaces them.
//!
//! It works offline: it reads files, and asks no server.
//!
//! ```text
//!  walk ──▶ bytes ──▶ document ──▶ rules ──▶ findings ──▶ baseline, comments ──▶ output
//!  files    text,     kind, steps, one a     level, place,                       text, JSON,
//!  of Git   no bytes  scripts,     file      sink, fix                           SARIF …
//!           lost      references                  └──▶ fix: edits of the file
//! ```
//!
//! ```
//! use patless_scan::{Scanner, Settings};
//!
//! let scanner = Scanner::new(Settings::default());
//! let found = scanner.scan_bytes("azure-pipelines.yml", b"steps:\n- script: npx renovate\n  env:\n    RENOVATE_TOKEN: $(PAT)\n");
//! assert_eq!(found.findings[0].start.line, 4);
//! ```

mod azure_hosts;
mod command_line;
mod docker_args;
mod document;
mod finding;
mod fix;
mod given;
mod hcl;
mod holds;
mod kind;
mod language;
mod level;
mod lines;
mod names;
mod needles;
mod pattern;
mod read_file;
mod reference;
mod rule;
mod rules;
mod scanner;
mod script;
mod settings_of;
mod steps;
mod text;
mod tfx;
mod xml;
mod yaml;

pub use finding::Finding;
pub use fix::{Edit, Fix, FixClass, Which};
pub use level::Level;
pub use lines::Position;
pub use names::stored_pat;
pub use rule::Rule;
pub use rules::RULES;
pub use scanner::{Fixed, Scanned, Scanner, Settings};
