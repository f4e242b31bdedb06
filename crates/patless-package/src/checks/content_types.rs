//! Every file must have a content type: the Marketplace drops a file without one, and says nothing.
use super::find::{attribute, elements};
use crate::part::Part;

/// The files that no entry covers.
pub(super) fn problems(parts: &[Part]) -> Vec<String> {
    let typed = |element: &str, key: &str, prefix: char| -> Vec<String> {
        let entries = elements(parts, FILE, element, |node| {
            (attribute(node, "ContentType"), attribute(node, key))
        });
        let typed = entries.into_iter().filter(|(kind, _)| !kind.is_empty());
        typed
            .map(|(_, name)| name.trim_start_matches(prefix).to_owned())
            .collect()
    };
    let extensions = typed("Default", "Extension", '.');
    let names = typed("Override", "PartName", '/');
    parts
        .iter()
        .filter(|part| part.name != FILE)
        .filter(|part| {
            let extension = part.extension();
            let by_extension = extension.strip_prefix('.').is_some_and(|extension| {
                extensions
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(extension))
            });
            !by_extension && !names.contains(&part.name)
        })
        .map(|part| format!("{}: no content type in {FILE}", part.name))
        .collect()
}

/// The file that lists the content types.
const FILE: &str = "[Content_Types].xml";

#[cfg(test)]
mod tests {
    use super::*;

    /// A vsix that knows JavaScript and one program.
    fn types() -> Part {
        let types = r#"<Types><Default Extension=".js" ContentType="application/javascript"/><Default Extension=".md" ContentType=""/>
            <Override PartName="/patless/bin/tool" ContentType="application/octet-stream"/></Types>"#;
        Part::new(FILE, types)
    }

    #[test]
    fn part_with_a_content_type_is_accepted() {
        let parts = [
            types(),
            Part::new("patless/launch.JS", ""),
            Part::new("patless/bin/tool", ""),
        ];
        assert_eq!(problems(&parts), [""; 0]);
    }

    #[test]
    fn part_without_a_content_type_is_refused() {
        for name in [
            "patless/bin/patless-linux-x64.bin",
            "bin/tool",
            "overview.md",
            "patless/js",
        ] {
            let found = problems(&[types(), Part::new(name, "")]);
            assert!(found.len() == 1 && found[0].starts_with(name), "{found:?}");
        }
    }

    #[test]
    fn vsix_without_the_list_is_refused() {
        assert_eq!(problems(&[Part::new("patless/launch.js", "")]).len(), 1);
    }
}
