//! Arguments of `check`.

use std::path::PathBuf;

use super::values::{QueueVariable, parse_folder, parse_pair, parse_variable};
use crate::check::Format;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[non_exhaustive]
pub struct CheckArgs {
    /// Pipeline files, each with the templates that it includes.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How faults are written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
    /// Prints each pipeline as the service runs it: with its templates and expressions expanded. The faults go to standard
    /// error.
    #[arg(long)]
    pub print: bool,
    /// Fails where something is not played by `run`, too.
    #[arg(long)]
    pub strict: bool,
    /// Folder of the repository, where paths of templates that begin with `/` begin. Default: the nearest one above the
    /// file with `.git`, else the current folder if the file is below it, else that of the file.
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    /// Folder of another repository, with its alias under `resources` or its name there. You can repeat the option.
    #[arg(long = "repository", value_name = "NAME=FOLDER", value_parser = parse_folder)]
    pub repositories: Vec<(String, PathBuf)>,
    /// Parameter of the pipeline. A value that is no text is YAML. You can repeat the option.
    #[arg(long = "parameter", value_name = "NAME=VALUE", value_parser = parse_pair)]
    pub parameters: Vec<(String, String)>,
    /// Variable that is set when the run is queued. You can repeat the option.
    #[arg(long = "variable", value_name = "NAME=VALUE", value_parser = parse_variable)]
    pub variables: Vec<QueueVariable>,
}
