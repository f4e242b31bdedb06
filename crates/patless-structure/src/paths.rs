//! The names that a module takes from elsewhere, read from its syntax.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, ImplItem, Item, ItemUse, Macro, UseTree, VisRestricted,
    visit::{self, Visit},
};

use crate::{
    module::{Import, Names},
    tests_apart::{is_test, is_test_of_impl},
};

/// Reads the names in the items of one module, without those of modules in it and of tests.
pub(crate) fn read(items: &[Item]) -> Names {
    let mut names = Names::default();
    for item in items {
        names.visit_item(item);
    }
    names
}

impl Visit<'_> for Names {
    fn visit_item(&mut self, item: &Item) {
        if !is_test(item) && !matches!(item, Item::Mod(_)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &ImplItem) {
        if !is_test_of_impl(item) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        if item.leading_colon.is_none() {
            self.add_use(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        if path.leading_colon.is_none() {
            let words = path.segments.iter();
            self.paths
                .push(words.map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, macro_call: &Macro) {
        self.visit_path(&macro_call.path);
        self.add_tokens(macro_call.tokens.clone());
    }

    /// `pub(in path)` is no import.
    fn visit_vis_restricted(&mut self, _: &VisRestricted) {}

    /// Attributes belong to the compiler and to macros of others.
    fn visit_attribute(&mut self, _: &Attribute) {}
}

impl Names {
    /// Adds what a `use` brings, below the path `above`.
    fn add_use(&mut self, above: &[String], tree: &UseTree) {
        let below = |word: &syn::Ident| [above, &[word.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_use(&below(&path.ident), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|it| self.add_use(above, it)),
            UseTree::Glob(_) => self.globs.push(above.to_vec()),
            UseTree::Name(name) if name.ident == "self" => {
                let name = above.last().cloned().unwrap_or_default();
                let path = above.to_vec();
                self.imports.push(Import { name, path });
            }
            UseTree::Name(name) => self.imports.push(Import {
                name: name.ident.to_string(),
                path: below(&name.ident),
            }),
            UseTree::Rename(rename) => self.imports.push(Import {
                name: rename.rename.to_string(),
                path: if rename.ident == "self" {
                    above.to_vec()
                } else {
                    below(&rename.ident)
                },
            }),
        }
    }

    /// Adds the paths in what a macro is given: two words or more with `::` between.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path = Vec::new();
        let mut colons = 0;
        let mut is_variable = false;
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.add_path(&mut path);
                    }
                    // `$crate` is a path, any other variable of a macro is none.
                    if !is_variable || word == "crate" {
                        path.push(word.to_string());
                    }
                    (colons, is_variable) = (0, false);
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                TokenTree::Punct(sign) => {
                    self.add_path(&mut path);
                    (colons, is_variable) = (0, sign.as_char() == '$');
                }
                TokenTree::Group(group) => {
                    self.add_path(&mut path);
                    colons = 0;
                    self.add_tokens(group.stream());
                }
                TokenTree::Literal(_) => self.add_path(&mut path),
            }
        }
        self.add_path(&mut path);
    }

    /// Ends a path of a macro.
    fn add_path(&mut self, path: &mut Vec<String>) {
        if path.len() > 1 {
            self.paths.push(std::mem::take(path));
        }
        path.clear();
    }
}
