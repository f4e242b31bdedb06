//! Compiles the pipeline file of a run.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use patless_pipeline::model::Pipeline;
use patless_pipeline::{Fault, Options, Severity};

use crate::agent::Variable;
use crate::cli::RunArgs;
use crate::commands::error::CommandError;

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
        root: root_of(file)?,
        repositories: args.repositories.clone(),
        parameters: args.parameters.clone(),
        variables: public
            .map(|it| (it.name.clone(), it.value.clone()))
            .collect(),
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
        _ => Err(CommandError::Pipeline(fatal)),
    }
}

/// Returns the folder of the repository of a file: the nearest one above it with `.git`, else the current folder if the
/// file is below it, else its own.
fn root_of(file: &Path) -> io::Result<PathBuf> {
    let file = std::path::absolute(file)?;
    let mut above = file.ancestors().skip(1);
    let own = above.clone().next().unwrap_or(Path::new("/"));
    let repository = above.find(|folder| folder.join(".git").exists());
    let current = std::env::current_dir()?;
    let current = Some(&*current).filter(|it| file.starts_with(it));
    Ok(repository.or(current).unwrap_or(own).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_is_the_repository_or_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(root_of(&deep.join("p.yml")).unwrap(), deep);
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(root_of(&deep.join("p.yml")).unwrap(), folder.path());
    }
}
