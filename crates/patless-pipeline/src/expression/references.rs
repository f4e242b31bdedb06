//! Which values an expression names, without evaluating it.

use super::tree::{Step, Tree, TreeKind};
use super::value::Value;

/// A value that an expression names: `dependencies.Pack['result']`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'a> {
    /// Where it begins in the expression, in bytes.
    pub at: usize,
    /// The name at the left of the first dot, as written.
    pub name: &'a str,
    /// The names that follow, as far as the expression itself says them: up to `*` or an index that is computed.
    pub properties: Vec<Property<'a>>,
}

/// A name behind a dot, or text in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Property<'a> {
    /// Where it stands in the expression, in bytes.
    pub at: usize,
    /// The name.
    pub name: &'a str,
}

/// Lists all references, from left to right. It goes as deep as the tree, whose depth the parser bounds.
pub(super) fn references(tree: &Tree) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    collect(tree, &[], &mut found);
    found
}

fn collect<'a>(tree: &'a Tree, steps: &'a [Step], found: &mut Vec<Reference<'a>>) {
    match &tree.kind {
        TreeKind::Literal(_) => {}
        TreeKind::Name(name) => found.push(Reference {
            at: tree.at,
            name,
            properties: steps.iter().map_while(property).collect(),
        }),
        TreeKind::Call(_, arguments) => {
            for argument in arguments {
                collect(argument, &[], found);
            }
        }
        TreeKind::Path(from, steps) => {
            collect(from, steps, found);
            for step in steps {
                if let Step::Index(index) = step {
                    collect(index, &[], found);
                }
            }
        }
    }
}

fn property(step: &Step) -> Option<Property<'_>> {
    match step {
        Step::Index(Tree {
            at,
            kind: TreeKind::Literal(Value::Text(name, _)),
        }) => Some(Property { at: *at, name }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parser::parse;
    use super::super::surroundings::Use;
    use super::*;

    #[test]
    fn names_are_listed_up_to_what_is_computed() {
        let text = "and(eq(a.b['c'].d, 'x.y'), e.*.f, g[h.i].j, k[0].l, m)";
        let tree = parse(text, Use::Template).unwrap();
        let found: Vec<String> = references(&tree)
            .into_iter()
            .map(|it| {
                let names = it.properties.iter().map(|it| it.name);
                [it.name]
                    .into_iter()
                    .chain(names)
                    .collect::<Vec<_>>()
                    .join("/")
            })
            .collect();
        assert_eq!(found, ["a/b/c/d", "e", "g", "h/i", "k", "m"]);
    }

    #[test]
    fn a_property_stands_where_its_name_stands() {
        let tree = parse(" a . b [ 'c' ]", Use::Template).unwrap();
        let found = references(&tree);
        let places: Vec<usize> = found[0].properties.iter().map(|it| it.at).collect();
        assert_eq!((found[0].at, places), (1, vec![5, 9]));
    }
}
