//! Writes the scripts that install an archive, with the version and the sums of the archives beside them.
//!
//! A sum that is fetched from where the archive comes from would say nothing about who wrote the two.
use std::path::Path;

use build_helper::{Failure, VERSION, folder};
use fs_err as fs;

use crate::sums;

/// Writes both scripts into the folder of the archives.
pub(super) fn write(archives: &Path) -> Result<(), Failure> {
    let mut lines = String::new();
    for file in folder::files(archives)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        lines.push_str(&sums::line(&fs::read(&file)?, &name));
    }
    for script in &SCRIPTS {
        let source = fs::read_to_string(Path::new(SOURCE).join(script.name))?;
        fs::write(archives.join(script.name), script.fill(&source, &lines)?)?;
    }
    Ok(())
}

/// A script, with the two lines in it that stand for what a release knows.
#[derive(Debug)]
struct Script {
    /// Its name.
    name: &'static str,
    /// The line for the version, up to the version and what follows it.
    version: [&'static str; 2],
    /// The same for the sums.
    sums: [&'static str; 2],
}

impl Script {
    /// Writes version and sums into the script's text.
    fn fill(&self, source: &str, sums: &str) -> Result<String, Failure> {
        let filled = self.set(source, self.version, VERSION)?;
        self.set(&filled, self.sums, sums.trim_end())
    }

    /// Puts `value` into the one line that has none.
    fn set(&self, text: &str, around: [&str; 2], value: &str) -> Result<String, Failure> {
        let [before, after] = around;
        let line = format!("\n{before}{after}\n");
        if text.matches(&line).count() != 1 {
            return Err(Failure::new(
                format!(
                    "{SOURCE}/{}: no line, or several: {before}{after}",
                    self.name
                ),
                "restore the line: the version and the sums of a release are written there",
            ));
        }
        Ok(text.replace(&line, &format!("\n{before}{value}{after}\n")))
    }
}

/// Where the scripts are.
const SOURCE: &str = "desk/install";

/// Both, for POSIX shells and for PowerShell.
const SCRIPTS: [Script; 2] = [
    Script {
        name: "install.sh",
        version: ["release_version='", "'"],
        sums: ["release_sums='", "'"],
    },
    Script {
        name: "install.ps1",
        version: ["$ReleaseVersion = '", "'"],
        sums: ["$ReleaseSums = '", "'"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The sources of both.
    const SOURCES: [&str; 2] = [
        include_str!("../../../../desk/install/install.sh"),
        include_str!("../../../../desk/install/install.ps1"),
    ];

    #[test]
    fn script_gets_version_and_sums() {
        for (script, source) in SCRIPTS.iter().zip(SOURCES) {
            let filled = script.fill(source, "abc  patless.tar.gz\n").unwrap();
            let version = format!("\n{}{VERSION}'\n", script.version[0]);
            assert!(filled.contains(&version), "{filled}");
            assert!(filled.contains("'abc  patless.tar.gz'\n"), "{filled}");
        }
    }

    #[test]
    fn script_without_its_lines_is_refused() {
        for script in &SCRIPTS {
            script.fill("#!/bin/sh\n", "").unwrap_err();
        }
    }
}
