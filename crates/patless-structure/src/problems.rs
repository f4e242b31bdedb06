//! What is wrong with the structure: new circles, entries of the list that are done, files that are too long.

use std::{collections::BTreeSet, path::Path};

use build_helper::Failure;
use fs_err as fs;

use crate::{
    arrows::{self, Arrow},
    circles, known,
    length::{LONGEST, lines_above_tests},
    roots,
    tree::Tree,
};

/// Everything that is wrong below the folder `top`, one line each; `known` are the imports that may still be on a circle.
pub(crate) fn find(top: &Path, known: &BTreeSet<String>) -> Result<Vec<String>, Failure> {
    let crates = roots::read(top)?;
    let arrows = arrows::of(&crates);
    let mut found = circles(&circles::on_circles(&arrows), top, known);
    found.extend(lengths(&crates)?);
    Ok(found)
}

/// Imports on circles that are not known, and known ones that are on none.
fn circles(arrows: &[&Arrow], top: &Path, known: &BTreeSet<String>) -> Vec<String> {
    let pair = |arrow: &Arrow| {
        let [from, to] = [&arrow.from, &arrow.to].map(|it| it.strip_prefix(top).unwrap_or(it));
        format!("{} -> {}", from.display(), to.display())
    };
    let pairs: BTreeSet<_> = arrows.iter().map(|arrow| pair(arrow)).collect();
    let new = arrows.iter().filter(|arrow| !known.contains(&pair(arrow)));
    let new = new.map(|arrow| format!("on a circle: {arrow}"));
    let done = known.difference(&pairs);
    let done = done.map(|pair| {
        format!(
            "on no circle any more, strike it from {}: {pair}",
            known::FILE
        )
    });
    new.chain(done).collect()
}

/// Files that are too long.
fn lengths(crates: &[Tree]) -> Result<Vec<String>, Failure> {
    let modules = crates.iter().flat_map(|tree| &tree.modules);
    let files: BTreeSet<_> = modules.map(|module| &module.file).collect();
    let mut found = Vec::new();
    for file in files {
        let lines = lines_above_tests(&fs::read_to_string(file)?);
        if lines > LONGEST {
            let file = file.display();
            found.push(format!(
                "{file}: {lines} lines above its tests, more than {LONGEST}"
            ));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a crate of these files.
    fn problems_of(files: &[(&str, &str)], known: &[&str]) -> Vec<String> {
        let temporary = tempfile::tempdir().unwrap();
        let sources = temporary.path().join("crates/sample/src");
        for (name, text) in files {
            let file = sources.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let known = known.iter().map(|pair| (*pair).to_owned()).collect();
        let found = find(temporary.path(), &known).unwrap();
        let folder = format!("{}/", sources.display());
        found
            .into_iter()
            .map(|problem| problem.replace(&folder, ""))
            .collect()
    }

    /// What is wrong with two modules, `a` and `b`, that hold these texts.
    fn problems_between(a: &str, b: &str) -> Vec<String> {
        problems_of(
            &[("lib.rs", "mod a; mod b;"), ("a.rs", a), ("b.rs", b)],
            &[],
        )
    }

    #[test]
    fn circle_is_found_with_the_names_that_tie_it() {
        assert_eq!(
            problems_between(
                "use crate::b::B; pub struct A(B);",
                "use super::a::A; pub struct B(Box<A>);"
            ),
            [
                "on a circle: a.rs -> b.rs: B",
                "on a circle: b.rs -> a.rs: A"
            ]
        );
    }

    #[test]
    fn one_way_is_accepted() {
        let found = problems_between("use crate::b::B; pub struct A(B);", "pub struct B;");
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn name_in_an_expression_or_a_macro_counts() {
        for use_of_a in [
            "pub fn b() { crate::a::a() }",
            "use crate::a; pub fn b() { a::a() }",
            "pub fn b() { println!(\"{}\", crate::a::a()) }",
            "use crate::a::*; pub fn b() { a() }",
        ] {
            let found = problems_between("pub fn a() { crate::b::b() }", use_of_a);
            assert_eq!(found.len(), 2, "{use_of_a}: {found:?}");
        }
    }

    #[test]
    fn parent_and_child_that_import_each_other_are_a_circle() {
        let files = [
            ("lib.rs", "mod a;"),
            ("a.rs", "mod child; pub const A: u8 = child::CHILD;"),
            ("a/child.rs", "pub const CHILD: u8 = super::A;"),
        ];
        let expected = [
            "on a circle: a/child.rs -> a.rs: A",
            "on a circle: a.rs -> a/child.rs: CHILD",
        ];
        assert_eq!(problems_of(&files, &[]), expected);
    }

    #[test]
    fn name_that_the_parent_hands_on_comes_from_where_it_is_defined() {
        let files = [
            ("lib.rs", "mod a;"),
            (
                "a.rs",
                "mod one; mod two; pub use one::One; pub use two::Two;",
            ),
            ("a/one.rs", "pub struct One;"),
            ("a/two.rs", "use super::One; pub struct Two(One);"),
        ];
        assert_eq!(problems_of(&files, &[]), [""; 0]);
    }

    #[test]
    fn name_of_a_function_and_of_its_module_is_the_function() {
        let files = [
            ("lib.rs", "mod a;"),
            ("a.rs", "mod one; pub use one::one; pub fn a() {}"),
            ("a/one.rs", "pub fn one() { super::a() }"),
        ];
        assert_eq!(problems_of(&files, &[]).len(), 2);
    }

    #[test]
    fn tests_do_not_count() {
        let found = problems_between(
            "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }",
            "use crate::a::A; pub struct B(A); impl B { #[cfg(test)] fn new(a: crate::a::A) {} }",
        );
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn name_of_another_crate_is_no_import() {
        let found = problems_between(
            "use b::B; pub struct A(B);",
            "use std::fmt; pub(in crate::a) struct B(crate::a::A);",
        );
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn known_circle_is_accepted_until_it_is_gone() {
        let known = [
            "crates/sample/src/a.rs -> crates/sample/src/b.rs",
            "crates/sample/src/b.rs -> crates/sample/src/a.rs",
        ];
        let files = |b| {
            [
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "pub fn a() { crate::b::b() }"),
                ("b.rs", b),
            ]
        };
        let circle = files("pub fn b() { crate::a::a() }");
        assert_eq!(problems_of(&circle, &known), [""; 0]);
        let found = problems_of(&files("pub fn b() {}"), &known);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].contains(known[0]) && found[0].contains(known::FILE),
            "{found:?}"
        );
    }

    #[test]
    fn long_file_is_found() {
        let long = "// a line\n".repeat(LONGEST + 1);
        let found = problems_of(&[("main.rs", &long)], &[]);
        assert_eq!(found, ["main.rs: 301 lines above its tests, more than 300"]);
        let tests = "// a line\n".repeat(LONGEST) + "#[cfg(test)]\nmod tests {\n}\n";
        assert_eq!(problems_of(&[("main.rs", &tests)], &[]), [""; 0]);
    }
}
