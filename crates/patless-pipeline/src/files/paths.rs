//! Resolves the paths of templates.

use std::path::Path;

/// Resolves a path against that of the file that names it. `None`: it leaves the repository, or is empty.
pub(super) fn resolved(by: &str, path: &str) -> Option<String> {
    let is_slash = |it: char| matches!(it, '/' | '\\');
    let mut parts: Vec<&str> = if path.starts_with(is_slash) {
        Vec::new()
    } else {
        let mut parts: Vec<&str> = by.split('/').collect();
        parts.pop();
        parts
    };
    for part in path.split(is_slash) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Returns what places show before a path in a folder.
pub(super) fn prefix_of(folder: &Path) -> String {
    let shown = folder.to_string_lossy().replace('\\', "/");
    match shown.trim_end_matches('/') {
        "" | "." => String::new(),
        shown => format!("{shown}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_resolved_below_the_root() {
        for (by, path, expected) in [
            ("p.yml", "a.yml", Some("a.yml")),
            ("a/b/p.yml", "c/d.yml", Some("a/b/c/d.yml")),
            ("a/b/p.yml", "../d.yml", Some("a/d.yml")),
            ("a/b/p.yml", "./../../d.yml", Some("d.yml")),
            ("a/b/p.yml", "/d.yml", Some("d.yml")),
            ("a/p.yml", "\\b\\d.yml", Some("b/d.yml")),
            ("a/p.yml", "b//d.yml", Some("a/b/d.yml")),
            ("a/p.yml", "../../d.yml", None),
            ("p.yml", "/../d.yml", None),
            ("p.yml", "", None),
            ("p.yml", "/", None),
        ] {
            assert_eq!(resolved(by, path).as_deref(), expected, "{by} {path}");
        }
        for (folder, prefix) in [("", ""), (".", ""), ("a/", "a/"), ("/x/y", "/x/y/")] {
            assert_eq!(prefix_of(Path::new(folder)), prefix);
        }
    }
}
