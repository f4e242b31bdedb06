//! What a pipeline is compiled with, apart from its files.

use std::path::PathBuf;

/// What a pipeline is compiled with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder of the repository of the pipeline. Paths of templates that begin with `/` begin there, and none leaves
    /// it.
    pub root: PathBuf,
    /// Folders of other repositories, each with its alias under `resources` or its name there.
    pub repositories: Vec<(String, PathBuf)>,
    /// Values of the pipeline's parameters. Those that are no text are YAML.
    pub parameters: Vec<(String, String)>,
    /// Predefined variables, and those that are set when the run is queued. `${{ variables.x }}` sees them.
    pub variables: Vec<(String, String)>,
    /// What a parameter of the pipeline is that has no default and no value.
    pub unset: Unset,
}

/// What a parameter of the pipeline is that has no default and no value. The service asks for one when somebody starts a
/// run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unset {
    /// An error: a run needs a value.
    #[default]
    Refused,
    /// Empty, with a warning: the file itself is fine.
    Empty,
}
