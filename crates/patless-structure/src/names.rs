//! Where a name is defined, whichever modules hand it on.

use crate::{
    module::{Module, ModuleId},
    tree::Tree,
};

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A module.
    Module(ModuleId),
    /// Something that this module defines, under this name.
    Item(ModuleId, String),
    /// Nothing of this crate.
    Outside,
}

/// Which of the things with one name is meant.
#[derive(Clone, Copy, Debug)]
enum Wanted {
    /// A module, as more of the path follows.
    Module,
    /// The last word: a function, a type and so on, rather than a module.
    Item,
}

impl Tree {
    /// Finds what `path` leads to from the module `from`.
    pub(crate) fn find(&self, from: ModuleId, path: &[String]) -> Place {
        self.follow(from, path, LONGEST_WAY)
    }

    /// The same, over at most `steps` imports: two globs can name each other.
    fn follow(&self, from: ModuleId, path: &[String], steps: u8) -> Place {
        let mut at = from;
        let mut is_first = true;
        for (index, word) in path.iter().enumerate() {
            let wanted = if index + 1 == path.len() {
                Wanted::Item
            } else {
                Wanted::Module
            };
            at = match word.as_str() {
                "crate" => ModuleId(0),
                "self" => at,
                "super" => match self.module(at).parent {
                    Some(parent) => parent,
                    None => return Place::Outside,
                },
                word => match self.look_up(at, word, wanted, steps) {
                    Some(Place::Module(module)) => module,
                    Some(place) => return place,
                    None if is_first => return Place::Outside,
                    // What is not seen is made by a macro, and belongs to its module.
                    None => return Place::Item(at, word.to_owned()),
                },
            };
            is_first = false;
        }
        Place::Module(at)
    }

    /// What a name means inside a module; `None` where nothing is seen that brings it.
    fn look_up(&self, at: ModuleId, word: &str, wanted: Wanted, steps: u8) -> Option<Place> {
        let Some(steps) = steps.checked_sub(1) else {
            return Some(Place::Outside);
        };
        let module = self.module(at);
        let child = module.children.get(word).copied().map(Place::Module);
        let item = module.items.contains(word);
        let item = item.then(|| Place::Item(at, word.to_owned()));
        match wanted {
            Wanted::Module => child.or(item),
            Wanted::Item if item.is_some() => item,
            Wanted::Item => {
                let imported = self.imported(at, word, steps);
                imported.filter(|place| *place != Place::Outside).or(child)
            }
        }
        .or_else(|| self.imported(at, word, steps))
        .or_else(|| self.brought_by_glob(at, word, wanted, steps))
    }

    /// What an import of this name leads to.
    fn imported(&self, at: ModuleId, word: &str, steps: u8) -> Option<Place> {
        let imports = self.module(at).names.imports.iter();
        let places = imports
            .filter(|import| import.name == word)
            .map(|import| self.follow(at, &import.path, steps));
        // The same name can be imported as a type and as a function: what is ours counts.
        places.reduce(|one, other| if one == Place::Outside { other } else { one })
    }

    /// What `use path::*` brings under this name.
    fn brought_by_glob(
        &self,
        at: ModuleId,
        word: &str,
        wanted: Wanted,
        steps: u8,
    ) -> Option<Place> {
        let mut globs = self.module(at).names.globs.iter();
        globs.find_map(|path| match self.follow(at, path, steps) {
            Place::Module(module) if module != at => self.look_up(module, word, wanted, steps),
            _ => None,
        })
    }

    /// A module by its number.
    pub(crate) fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0]
    }
}

/// More than any name is handed on.
const LONGEST_WAY: u8 = 16;
