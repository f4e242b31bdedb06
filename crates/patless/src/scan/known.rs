//! The file with the uses that are known already.

use std::path::Path;

use patless_scan::{Baseline, Report};

use super::arguments::ScanArgs;
use super::error::ScanError;
use super::replace_file::replace;

/// Takes the uses out that the baseline knows, if there is one.
pub(crate) fn take_out_known(arguments: &ScanArgs, report: &mut Report) -> Result<(), ScanError> {
    if let Some(file) = &arguments.baseline {
        read(file)?.take_out(report);
    }
    Ok(())
}

/// Writes the baseline if one is asked for, and returns how many uses it knows.
pub(crate) fn write_baseline(
    arguments: &ScanArgs,
    report: &Report,
) -> Result<Option<usize>, ScanError> {
    let Some(file) = &arguments.write_baseline else {
        return Ok(None);
    };
    let baseline = Baseline::of(&report.findings);
    replace(file, baseline.to_json().as_bytes()).map_err(|reason| ScanError::Write {
        file: file.clone(),
        reason,
    })?;
    Ok(Some(baseline.len()))
}

fn read(file: &Path) -> Result<Baseline, ScanError> {
    let text = std::fs::read_to_string(file).map_err(|reason| ScanError::Read {
        file: file.to_owned(),
        reason,
    })?;
    Baseline::parse(&text).map_err(|reason| ScanError::Baseline {
        file: file.to_owned(),
        reason,
    })
}
