//! Puts the tables into docs/BENCHMARKS.md, between two marks.
use std::path::Path;

use build_helper::Failure;
use fs_err as fs;

/// Replaces what is between the marks.
pub(super) fn write(tables: &str) -> Result<(), Failure> {
    let path = Path::new(DOCUMENT);
    let text = fs::read_to_string(path)?;
    let text = replaced(&text, tables).ok_or_else(|| {
        Failure::new(
            format!("{DOCUMENT} has no place for the tables"),
            format!("write the lines {BEGIN} and {END} into it"),
        )
    })?;
    Ok(fs::write(path, text)?)
}

/// The text with other tables; `None` where the marks are missing.
fn replaced(text: &str, tables: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!(
        "{before}{BEGIN}\n\n{}\n\n{END}{after}",
        tables.trim()
    ))
}

/// The document.
const DOCUMENT: &str = "docs/BENCHMARKS.md";
/// The line above the tables.
const BEGIN: &str = "<!-- `cargo xtask bench --write` writes what follows -->";
/// The line below.
const END: &str = "<!-- up to here -->";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_marks_changes() {
        let text = format!("above\n{BEGIN}\nold\n{END}\nbelow\n");
        let expected = format!("above\n{BEGIN}\n\nnew\n\n{END}\nbelow\n");
        assert_eq!(replaced(&text, "new\n").unwrap(), expected);
        assert_eq!(replaced(&expected, "new").unwrap(), expected);
    }

    #[test]
    fn document_without_marks_is_left_alone() {
        assert_eq!(replaced("text", "new"), None);
    }
}
