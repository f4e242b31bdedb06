//! Commands of the Azure Pipelines agent, which shows them on the page of the run.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>.

use std::io;

use patless_pipeline::{Fault, Severity};

use super::found::{Found, sentence};
use super::visible;

pub(super) fn write(found: &Found, out: &mut dyn io::Write) -> io::Result<()> {
    for fault in &found.faults {
        writeln!(out, "{}", command(fault))?;
    }
    Ok(())
}

fn command(fault: &Fault) -> String {
    let kind = match fault.severity {
        Severity::Error => "error",
        Severity::Unsupported | Severity::Warning => "warning",
    };
    let file = escaped(&visible::line(&fault.at.file));
    let mut properties = format!("type={kind};sourcepath={file}");
    for (name, number) in [
        ("linenumber", fault.at.line),
        ("columnnumber", fault.at.column),
    ] {
        if number > 0 {
            properties = format!("{properties};{name}={number}");
        }
    }
    format!(
        "##vso[task.logissue {properties}]{}",
        escaped(&sentence(fault))
    )
}

/// Escapes a property or the text behind the command. The agent decodes `%AZP25` last.
fn escaped(text: &str) -> String {
    text.replace('%', "%AZP25")
        .replace(';', "%3B")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace(']', "%5D")
}
