//! A module of a crate: what it defines, what it imports, and what it names.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

/// The number of a module in its crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ModuleId(pub(crate) usize);

/// A module; a file holds one, and those that are written out in it.
#[derive(Debug)]
pub(crate) struct Module {
    /// The file that it is in.
    pub(crate) file: PathBuf,
    /// The module around it; the crate's own has none.
    pub(crate) parent: Option<ModuleId>,
    /// The modules directly in it.
    pub(crate) children: BTreeMap<String, ModuleId>,
    /// The names that it defines.
    pub(crate) items: BTreeSet<String>,
    /// What it names.
    pub(crate) names: Names,
}

/// The names of other places that stand in a module.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// What `use` brings, under the name that it has here.
    pub(crate) imports: Vec<Import>,
    /// The paths of `use path::*`.
    pub(crate) globs: Vec<Path>,
    /// Every other path.
    pub(crate) paths: Vec<Path>,
}

/// One imported name.
#[derive(Debug)]
pub(crate) struct Import {
    /// What it is called here.
    pub(crate) name: String,
    /// What it is called where it comes from.
    pub(crate) path: Path,
}

/// The words of a path, `crate` and `super` among them.
pub(crate) type Path = Vec<String>;
