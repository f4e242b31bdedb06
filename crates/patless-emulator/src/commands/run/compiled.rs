//! Compiles the pipeline file of a run.

use std::io::Write;
use std::path::Path;

use patless_pipeline::model::Pipeline;
use patless_pipeline::{Fault, Options, Severity, Unset};

use crate::agent::Variable;
use crate::cli::RunArgs;
use crate::commands::error::CommandError;
use crate::commands::root::root_of;

/// Compiles a file. What is not played, and warnings, go to `out`.
///
/// # Errors
/// The faults for which the service would refuse the file. With `--strict`, what is not played too.
pub(super) fn compile(
    args: &RunArgs,
    file: &Path,
    variables: &[Variable],
    out: &mut dyn Write,
) -> Result<Pipeline, CommandError> {
    let public = variables.iter().filter(|it| !it.secret);
    let options = Options {
        root: match &args.root {
            Some(root) => root.clone(),
            None => root_of(file)?,
        },
        repositories: args.repositories.clone(),
        parameters: args.parameters.clone(),
        variables: public
            .map(|it| (it.name.clone(), it.value.clone()))
            .collect(),
        unset: Unset::Refused,
    };
    let compiled = patless_pipeline::compile(file, &options);
    let is_fatal = |fault: &Fault| match fault.severity {
        Severity::Error => true,
        Severity::Unsupported => args.strict,
        Severity::Warning => false,
    };
    let (fatal, rest): (Vec<_>, Vec<_>) = compiled.faults.into_iter().partition(is_fatal);
    match compiled.pipeline {
        Some(pipeline) if fatal.is_empty() => {
            for fault in rest {
                writeln!(out, "{fault}")?;
            }
            Ok(pipeline)
        }
        // Nothing is left to run where a template is not here, which is no fault of the file.
        _ if fatal.is_empty() => Err(CommandError::Pipeline(rest)),
        _ => Err(CommandError::Pipeline(fatal)),
    }
}
