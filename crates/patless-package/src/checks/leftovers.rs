//! Nothing of the build may travel: no source maps, no stray files, no paths of the machine.
use super::find::holds;
use crate::part::Part;

/// Files that do not belong into the package, and files that tell of the machine that made it.
pub(super) fn problems(parts: &[Part], places: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for part in parts {
        let is_known = EXTENSIONS.contains(&part.extension().as_str());
        if !is_known && !part.is_desk_binary() {
            found.push(format!("{}: no file of this kind ships", part.name));
        }
        if part.extension() == ".js" && holds(&part.bytes, b"sourceMappingURL=") {
            found.push(format!("{}: it names a source map", part.name));
        }
        let general = HOMES.iter().filter(|_| part.is_binary()).copied();
        for place in places.iter().map(String::as_str).chain(general) {
            if holds(&part.bytes, place.as_bytes()) {
                found.push(format!("{}: it holds the path {place}", part.name));
            }
        }
    }
    found
}

/// The kinds of files that ship.
const EXTENSIONS: [&str; 10] = [
    ".bin",
    ".exe",
    ".js",
    ".json",
    ".md",
    ".png",
    ".txt",
    ".vsixmanifest",
    ".vsomanifest",
    ".xml",
];

/// What stands in the paths of people's and agents' folders.
const HOMES: [&str; 6] = [
    "/.cargo/registry/",
    r"\.cargo\registry\",
    "/home/",
    "/root/",
    "/Users/",
    r":\Users\",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What the check says of one file.
    fn problems_of(name: &str, bytes: &str) -> Vec<String> {
        problems(&[Part::new(name, bytes)], &["/build/somewhere".to_owned()])
    }

    #[test]
    fn source_map_is_refused() {
        assert_eq!(problems_of("patless/launch.js.map", "{}").len(), 1);
        assert_eq!(
            problems_of("patless/launch.js", "1;\n//# sourceMappingURL=data:,").len(),
            1
        );
    }

    #[test]
    fn stray_file_is_refused() {
        for name in [
            "patless/.env",
            "patless/node_modules/a/index.ts",
            "patless/bin/patless",
        ] {
            assert_eq!(problems_of(name, "").len(), 1, "{name}");
        }
    }

    #[test]
    fn path_of_the_machine_is_refused() {
        assert_eq!(
            problems_of("overview.md", "see /build/somewhere/else").len(),
            1
        );
        let program = "patless/bin/patless-linux-x64.bin";
        assert_eq!(problems_of(program, "\0/home/someone/x.rs\0").len(), 1);
        assert_eq!(problems_of(program, r"C:\Users\someone\x.rs").len(), 1);
    }

    #[test]
    fn what_belongs_there_is_accepted() {
        assert_eq!(problems_of("patless/task.json", "{}"), [""; 0]);
        assert_eq!(
            problems_of("patless/bin/patless-win32-x64.exe", "cargo/registry"),
            [""; 0]
        );
    }
}
