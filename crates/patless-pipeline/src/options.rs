//! What a pipeline is compiled with, apart from its files.

use std::path::PathBuf;

/// What a pipeline is compiled with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder of the repository of the pipeline. Paths of templates that begin with `/` begin there, and none leaves
    /// it.
    pub root: PathBuf,
    /// Folders of other repositories, each with its alias under `resources`, its name there, or the last part
    /// of that.
    pub repositories: Vec<(String, PathBuf)>,
    /// Values of the pipeline's parameters. Those that are no text are YAML.
    pub parameters: Vec<(String, String)>,
    /// Predefined variables, and those that are set when the run is queued. `${{ variables.x }}` sees them.
    pub variables: Vec<(String, String)>,
    /// What a parameter of the pipeline is that has no default and no value.
    pub unset: Unset,
}

/// Returns whether a name that the user gives a folder means a repository under `resources`: its alias, its name, or the
/// last part of its name. Case does not count.
pub fn means_repository(given: &str, alias: &str, name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    [alias, name, last]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(given))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_meant_by_its_alias_its_name_or_the_last_part() {
        for given in ["shared", "Acme/tools", "TOOLS"] {
            assert!(means_repository(given, "Shared", "acme/tools"), "{given}");
        }
        for given in ["acme", "tool", ""] {
            assert!(!means_repository(given, "Shared", "acme/tools"), "{given}");
        }
    }
}
