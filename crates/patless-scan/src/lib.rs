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

mod assignments;
mod baseline;
mod clean;
mod command_line;
mod comment;
mod connection;
mod connections;
mod docker_args;
mod document;
mod finding;
mod fix;
mod given;
mod hcl;
mod held;
mod holds;
mod ignoring;
mod instead;
mod kind;
mod known;
mod language;
mod later_git;
mod level;
mod lines;
mod literal;
mod mentions;
mod names;
mod needles;
mod output;
mod passed;
mod pats;
mod pattern;
mod platform;
mod read_file;
mod reference;
mod report;
mod reported;
mod rule;
mod rules;
mod scan_paths;
mod scanner;
mod scopes;
mod script;
mod secrets_of_github;
mod servers;
mod sets;
mod settings_file;
mod settings_of;
mod sink;
mod steps;
mod taken;
mod text;
mod tfx;
mod used;
mod walk;
mod xml;
mod yaml;

pub use baseline::{Baseline, BaselineError};
pub use comment::UnknownRule;
pub use finding::Finding;
pub use fix::{Change, Edit, Fix, FixClass, Which};
pub use level::Level;
pub use lines::Position;
#[cfg(feature = "test-util")]
pub use literal::made;
pub use literal::redact;
pub use names::stored_pat;
pub use output::{Paint, Percents, Summary, azure, diff, github, json, sarif, text};
pub use passed::Passed;
pub use report::{Report, Unreadable};
pub use rule::{MOST_FINDINGS, Rule};
pub use rules::RULES;
pub use scan_paths::scan_paths;
pub use scanner::{Fixed, Scanned, Scanner, Settings};
pub use settings_file::{SettingsError, SettingsFile};
pub use walk::Place;
