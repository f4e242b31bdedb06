//! One scan: its settings, and where it looks.

use std::io::Read;
use std::path::{Path, PathBuf};

use patless_scan::{Level, Place, Report, Scanner, Settings, SettingsFile, scan_paths};

use super::arguments::ScanArgs;
use super::error::ScanError;
use super::settings::settings;

/// One scan.
#[derive(Debug)]
pub(crate) struct Session {
    pub(super) scanner: Scanner,
    pub(super) settings: SettingsFile,
    pub(super) place: Place,
    /// What standard input held, if it is scanned.
    pub(super) input: Option<Input>,
}

/// Standard input.
#[derive(Debug)]
pub(super) struct Input {
    /// As what it is scanned.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl Session {
    /// Reads the settings, and standard input where it is asked for.
    pub(crate) fn begin(arguments: &ScanArgs, input: impl Read) -> Result<Self, ScanError> {
        let place = Place {
            paths: arguments.paths.clone(),
            working_folder: std::env::current_dir().map_err(ScanError::WorkingFolder)?,
        };
        let settings = settings(arguments, &place)?;
        let connection = arguments
            .connection
            .clone()
            .or_else(|| settings.connection.clone());
        if arguments.fix.is_some() && !arguments.diff {
            if arguments.reads_input() {
                return Err(ScanError::InputFixed);
            }
            if connection.is_none() {
                return Err(ScanError::NoConnection);
            }
        }
        let defaults = Settings::default();
        let minimum = arguments.min_severity.map(Level::from);
        let scanner = Scanner::new(Settings {
            minimum: minimum.or(settings.minimum).unwrap_or(defaults.minimum),
            connection: connection.unwrap_or(defaults.connection),
        });
        let input = if arguments.reads_input() {
            Some(read(arguments, input)?)
        } else {
            there(&place.paths)?;
            None
        };
        Ok(Self {
            scanner,
            settings,
            place,
            input,
        })
    }

    /// Scans. `on_file` is called for each file.
    pub(crate) fn scan(&self, on_file: &(dyn Fn() + Sync)) -> Report {
        match &self.input {
            Some(input) => self.scan_bytes(&input.name, &input.bytes),
            None => scan_paths(&self.scanner, &self.place, &self.settings, on_file),
        }
    }

    /// Scans what is in one file.
    pub(super) fn scan_bytes(&self, file: &str, bytes: &[u8]) -> Report {
        self.scanner.report_of(file, bytes, &self.settings)
    }
}

fn read(arguments: &ScanArgs, mut input: impl Read) -> Result<Input, ScanError> {
    if arguments.paths.len() > 1 {
        return Err(ScanError::InputAmongPaths);
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(ScanError::Input)?;
    Ok(Input {
        name: arguments.stdin_path.clone(),
        bytes,
    })
}

/// Refuses a path that is not there.
fn there(paths: &[PathBuf]) -> Result<(), ScanError> {
    let missing = |path: &&PathBuf| !Path::exists(path);
    match paths.iter().find(missing) {
        Some(path) => Err(ScanError::NoPath(path.clone())),
        None => Ok(()),
    }
}
