//! Compiles a pipeline: the front door.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::fault::{Fault, Faults};
use crate::model::Pipeline;
use crate::options::Options;
use crate::read::read;
use crate::template::expand;
use crate::yaml::Node;

/// What came of a pipeline file.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Compiled {
    /// The pipeline without expressions and templates. None: the file cannot be read, or nothing is left of it.
    pub expanded: Option<Node>,
    /// What runs. None: there is nothing to run. Where there are errors, parts of it are missing.
    pub pipeline: Option<Pipeline>,
    /// What is wrong, in all files, by file, line and column.
    pub faults: Vec<Fault>,
    /// The text of each file that was read, by its name in places.
    pub texts: BTreeMap<Arc<str>, Arc<str>>,
}

/// Compiles the pipeline in a file, as the service does before it starts a run.
pub fn compile(file: &Path, options: &Options) -> Compiled {
    let mut faults = Faults::default();
    let mut compiled = Compiled::default();
    let expanded = expand(file, options, &mut compiled.texts, &mut faults);
    if let Some(expanded) = expanded {
        compiled.pipeline = read(&expanded, &mut faults);
        compiled.expanded = Some(expanded);
    }
    compiled.faults = faults.into_sorted();
    compiled
}
