//! Patterns that choose files of an artifact, one a line.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/tasks/file-matching-patterns>.

use globset::{GlobBuilder, GlobMatcher};

/// Patterns, in their order. Each adds files or, with `!`, takes some away.
#[derive(Debug)]
pub(super) struct Patterns(Vec<Rule>);

/// One pattern.
#[derive(Debug)]
struct Rule {
    /// What it does with the files that it matches.
    effect: Effect,
    /// The pattern.
    glob: GlobMatcher,
}

/// What a pattern does with the files that it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// Adds them.
    Adds,
    /// Takes them away.
    Removes,
}

impl Patterns {
    /// Reads patterns. Empty lines and lines that begin with `#` are skipped. No pattern means all files.
    ///
    /// # Errors
    /// Why a pattern is none.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(Rule::read).collect::<Result<_, _>>().map(Self)
    }

    /// Returns whether a file is chosen. The path has `/` between its parts.
    ///
    /// If the first pattern takes files away, all others are chosen.
    pub(super) fn choose(&self, path: &str) -> bool {
        let first = self.0.first();
        let at_first = first.is_none_or(|rule| rule.effect == Effect::Removes);
        self.0.iter().fold(at_first, |chosen, rule| {
            if rule.glob.is_match(path) {
                rule.effect == Effect::Adds
            } else {
                chosen
            }
        })
    }
}

impl Rule {
    /// Reads a pattern.
    fn read(line: &str) -> Result<Self, String> {
        let pattern = line.trim_start_matches('!');
        let effect = match (line.len() - pattern.len()) % 2 {
            0 => Effect::Adds,
            _ => Effect::Removes,
        };
        let pattern = pattern.trim().replace('\\', "/");
        let pattern = pattern.strip_prefix("./").unwrap_or(&pattern);
        let glob = GlobBuilder::new(pattern)
            .literal_separator(true)
            .case_insensitive(cfg!(windows))
            .build();
        match glob {
            Ok(glob) => Ok(Self {
                effect,
                glob: glob.compile_matcher(),
            }),
            Err(error) => Err(format!(
                "the pattern {} is not valid: {}",
                line.escape_debug(),
                error.kind()
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_choose_files_in_their_order() {
        let files = ["a.js", "b.txt", "lib/a.js", "lib/.x/c.js", "lib/c.map"];
        for (patterns, expected) in [
            ("", &[0, 1, 2, 3, 4][..]),
            ("**", &[0, 1, 2, 3, 4]),
            ("*", &[0, 1]),
            ("**/*.js", &[0, 2, 3]),
            ("*.js", &[0]),
            ("lib/**", &[2, 3, 4]),
            ("./lib/*.js", &[2]),
            ("**/*.js\n!lib/**", &[0]),
            ("!**/*.js", &[1, 4]),
            ("!**\nb.txt", &[1]),
            ("# all of it\n\n  *.{js,txt}  ", &[0, 1]),
            ("**\n!!b.txt", &[0, 1, 2, 3, 4]),
            ("?.js", &[0]),
            ("[bc].txt", &[1]),
            ("nothing", &[]),
        ] {
            let read = Patterns::read(patterns).unwrap();
            let indices = 0..files.len();
            let chosen: Vec<_> = indices.filter(|it| read.choose(files[*it])).collect();
            assert_eq!(chosen, expected, "{patterns:?}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_named() {
        let error = Patterns::read("**\n[a").unwrap_err();
        assert!(
            error.starts_with("the pattern [a is not valid: "),
            "{error}"
        );
    }
}
