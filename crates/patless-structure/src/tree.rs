//! The modules of a crate, read from its files.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use build_helper::Failure;
use fs_err as fs;
use syn::{Expr, ExprLit, Item, ItemMod, Lit};

use crate::{
    module::{Module, ModuleId},
    paths,
    tests_apart::is_test,
};

/// A crate; its first module is the crate itself.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The modules, without those of tests.
    pub(crate) modules: Vec<Module>,
}

impl Tree {
    /// Reads the crate that begins with the file `root`.
    pub(crate) fn read(root: &Path) -> Result<Self, Failure> {
        let mut tree = Self::default();
        let folder = root.parent().unwrap_or(Path::new(""));
        tree.add_file(root, folder, None)?;
        Ok(tree)
    }

    /// Adds the module that a file is; `folder` is where the files of its own modules are.
    fn add_file(
        &mut self,
        file: &Path,
        folder: &Path,
        parent: Option<ModuleId>,
    ) -> Result<ModuleId, Failure> {
        let text = fs::read_to_string(file)?;
        let syntax = syn::parse_file(&text).map_err(|error| {
            let what = format!("{}: {error}", file.display());
            Failure::new(what, "run `cargo check`, which says where")
        })?;
        self.add_module(&syntax.items, file, folder, parent)
    }

    /// Adds a module with these items.
    fn add_module(
        &mut self,
        items: &[Item],
        file: &Path,
        folder: &Path,
        parent: Option<ModuleId>,
    ) -> Result<ModuleId, Failure> {
        let id = ModuleId(self.modules.len());
        self.modules.push(Module {
            file: file.to_owned(),
            parent,
            children: BTreeMap::new(),
            items: items
                .iter()
                .filter(|item| !is_test(item))
                .filter_map(name)
                .collect::<BTreeSet<_>>(),
            names: paths::read(items),
        });
        for item in items.iter().filter(|item| !is_test(item)) {
            let Item::Mod(module) = item else {
                continue;
            };
            let name = module.ident.to_string();
            let below = folder.join(&name);
            let child = match &module.content {
                Some((_, items)) => self.add_module(items, file, &below, Some(id))?,
                None => self.add_file(&file_of(module, file, folder), &below, Some(id))?,
            };
            self.modules[id.0].children.insert(name, child);
        }
        Ok(id)
    }
}

/// The file of the module that `mod x;` in `file` declares.
fn file_of(module: &ItemMod, file: &Path, folder: &Path) -> PathBuf {
    let path = module.attrs.iter().find(|it| it.path().is_ident("path"));
    let value = path.and_then(
        |attribute| match &attribute.meta.require_name_value().ok()?.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
    );
    if let Some(path) = value {
        return file.with_file_name(path);
    }
    let name = module.ident.to_string();
    let in_folder = folder.join(&name).join("mod.rs");
    if in_folder.is_file() {
        return in_folder;
    }
    folder.join(name).with_extension("rs")
}

/// The name that an item defines; a module is kept apart.
fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(it) => &it.ident,
        Item::Enum(it) => &it.ident,
        Item::Fn(it) => &it.sig.ident,
        Item::Macro(it) => it.ident.as_ref()?,
        Item::Static(it) => &it.ident,
        Item::Struct(it) => &it.ident,
        Item::Trait(it) => &it.ident,
        Item::TraitAlias(it) => &it.ident,
        Item::Type(it) => &it.ident,
        Item::Union(it) => &it.ident,
        _ => return None,
    };
    Some(name.to_string())
}
