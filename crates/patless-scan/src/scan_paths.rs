//! Scans files and folders.

use std::sync::Mutex;

use crate::passed::Passed;
use crate::report::Report;
use crate::scanner::Scanner;
use crate::settings_file::SettingsFile;
use crate::walk::{Place, Visited, What};

/// Scans files and folders. `on_file` is called once for each file, by several threads.
pub fn scan_paths(
    scanner: &Scanner,
    place: &Place,
    settings: &SettingsFile,
    on_file: &(dyn Fn() + Sync),
) -> Report {
    let report = Mutex::new(Report::default());
    let walked = place.walk(
        &|file, what| settings.excludes(file, what == What::Folder),
        &|file, bytes| {
            on_file();
            let scanned = scanner.scan_bytes(file, bytes);
            if scanned.binary {
                return Visited::Binary;
            }
            if !scanned.findings.is_empty() || scanned.ignored > 0 {
                let mut report = match report.lock() {
                    Ok(report) => report,
                    Err(poisoned) => poisoned.into_inner(),
                };
                report.add(file, scanned, settings);
            }
            Visited::Read
        },
    );
    let mut report = match report.into_inner() {
        Ok(report) => report,
        Err(poisoned) => poisoned.into_inner(),
    };
    report.read = walked.read;
    report.passed = walked.passed;
    report.unreadable = walked.unreadable;
    report.sort();
    report
}

impl Scanner {
    /// Scans one file whose bytes are here.
    pub fn report_of(&self, file: &str, bytes: &[u8], settings: &SettingsFile) -> Report {
        let mut report = Report::default();
        let scanned = self.scan_bytes(file, bytes);
        if scanned.binary {
            report.passed.insert(Passed::Binary, 1);
        } else {
            report.read = 1;
            report.add(file, scanned, settings);
        }
        report
    }
}
