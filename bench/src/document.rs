//! Puts the tables into docs/BENCHMARKS.md, between two marks.
use std::path::Path;

use build_helper::Failure;
use fs_err as fs;

use crate::options::Subject;

/// Replaces what is between the marks.
pub(super) fn write(tables: &str, subject: Subject) -> Result<(), Failure> {
    let path = Path::new(DOCUMENT);
    let text = fs::read_to_string(path)?;
    let begin = match subject {
        Subject::Step => BEGIN,
        Subject::Keeper => BEGIN_OF_KEEPER,
        Subject::Scan => BEGIN_OF_SCAN,
        Subject::Explain => BEGIN_OF_EXPLAIN,
    };
    let text = replaced(&text, begin, tables).ok_or_else(|| {
        Failure::new(
            format!("{DOCUMENT} has no place for the tables"),
            format!("write the lines {begin} and {END} into it"),
        )
    })?;
    Ok(fs::write(path, text)?)
}

/// The text with other tables; `None` where the marks are missing.
fn replaced(text: &str, begin: &str, tables: &str) -> Option<String> {
    let (before, rest) = text.split_once(begin)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!(
        "{before}{begin}\n\n{}\n\n{END}{after}",
        tables.trim()
    ))
}

/// The document.
const DOCUMENT: &str = "docs/BENCHMARKS.md";
/// The line above the tables.
const BEGIN: &str = "<!-- `cargo xtask bench --write` writes what follows -->";
/// The line above those of the keeper.
const BEGIN_OF_KEEPER: &str = "<!-- `cargo xtask bench --keeper --write` writes what follows -->";
/// The line above that of the scan.
const BEGIN_OF_SCAN: &str = "<!-- `cargo xtask bench --scan --write` writes what follows -->";
/// The line above that of the explanations.
const BEGIN_OF_EXPLAIN: &str = "<!-- `cargo xtask bench --explain --write` writes what follows -->";
/// The line below.
const END: &str = "<!-- up to here -->";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_changes() {
        let text = format!("above\n{BEGIN}\nold\n{END}\nbelow\n");
        let expected = format!("above\n{BEGIN}\n\nnew\n\n{END}\nbelow\n");
        assert_eq!(replaced(&text, BEGIN, "new\n").unwrap(), expected);
        assert_eq!(replaced(&expected, BEGIN, "new").unwrap(), expected);
    }

    #[test]
    fn tables_of_the_keeper_have_a_place_of_their_own() {
        let text = format!("{BEGIN}\n1\n{END}\n{BEGIN_OF_KEEPER}\n2\n{END}\n");
        let expected = format!("{BEGIN}\n1\n{END}\n{BEGIN_OF_KEEPER}\n\nnew\n\n{END}\n");
        assert_eq!(replaced(&text, BEGIN_OF_KEEPER, "new").unwrap(), expected);
    }

    #[test]
    fn document_without_marks_is_left_alone() {
        assert_eq!(replaced("text", BEGIN, "new"), None);
    }
}
