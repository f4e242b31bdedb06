//! Imports between files: who takes which names from whom.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::PathBuf,
};

use crate::{module::ModuleId, names::Place, tree::Tree};

/// One file takes names from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    /// The file that takes.
    pub(crate) from: PathBuf,
    /// The file that defines.
    pub(crate) to: PathBuf,
    /// The names.
    pub(crate) names: BTreeSet<String>,
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        let (from, to) = (self.from.display(), self.to.display());
        write!(f, "{from} -> {to}: {}", names.join(", "))
    }
}

/// The arrows within each crate, each pair of files once.
pub(crate) fn of(crates: &[Tree]) -> Vec<Arrow> {
    let mut arrows: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for tree in crates {
        for (index, module) in tree.modules.iter().enumerate() {
            let names = &module.names;
            let imports = names.imports.iter().map(|import| &import.path);
            for path in imports.chain(&names.paths) {
                let Place::Item(definer, name) = tree.find(ModuleId(index), path) else {
                    continue;
                };
                let to = &tree.module(definer).file;
                if *to != module.file {
                    let pair = (module.file.clone(), to.clone());
                    arrows.entry(pair).or_default().insert(name);
                }
            }
        }
    }
    let arrows = arrows.into_iter();
    arrows
        .map(|((from, to), names)| Arrow { from, to, names })
        .collect()
}
