//! Comments in a file that take findings out: `# patless: ignore[rule, rule] reason`.

use std::collections::BTreeMap;

/// A name in a comment that is no rule's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The line of the comment, from 1.
    pub line: usize,
    /// The name.
    pub name: String,
}

/// The comments of a file.
#[derive(Debug, Default)]
pub(crate) struct Comments<'t> {
    /// By line, from 1.
    lines: BTreeMap<usize, Comment<'t>>,
}

#[derive(Debug)]
struct Comment<'t> {
    rules: Vec<&'t str>,
    /// Nothing else is on its line: it is about the line below.
    alone: bool,
}

impl<'t> Comments<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        if !text.contains(WORD) {
            return Self::default();
        }
        let lines = text.lines().enumerate();
        let lines = lines.filter_map(|(index, line)| Some((index + 1, comment(line)?)));
        Self {
            lines: lines.collect(),
        }
    }

    /// Tells whether a comment takes the findings of a rule out of a line.
    pub(crate) fn take_out(&self, rule: &str, line: usize) -> bool {
        let here = self.lines.get(&line);
        let above = (1..line)
            .rev()
            .take(MOST_ABOVE)
            .map_while(|above| self.lines.get(&above).filter(|comment| comment.alone));
        here.into_iter()
            .chain(above)
            .any(|comment| comment.rules.contains(&rule))
    }

    /// Returns the names that are none of a rule.
    pub(crate) fn unknown(&self, is_rule: impl Fn(&str) -> bool) -> Vec<UnknownRule> {
        let names = self
            .lines
            .iter()
            .flat_map(|(line, comment)| comment.rules.iter().map(move |name| (*line, *name)));
        names
            .filter(|(_, name)| !is_rule(name))
            .map(|(line, name)| UnknownRule {
                line,
                name: name.to_owned(),
            })
            .collect()
    }
}

/// So many comments above each other are about a line: thousands above thousands would take hours.
const MOST_ABOVE: usize = 50;

/// How a comment begins, behind what starts a comment.
const WORD: &str = "patless: ignore[";

/// What starts a comment in one of the languages of a checkout.
const STARTS: &[&str] = &["#", "//", "--", "<!--", "/*", ";", "rem", "REM", "::"];

fn comment(line: &str) -> Option<Comment<'_>> {
    let (before, rest) = line.split_once(WORD)?;
    let before = before.trim_end();
    let code = STARTS.iter().find_map(|start| before.strip_suffix(start))?;
    let (rules, _) = rest.split_once(']')?;
    Some(Comment {
        rules: rules.split(',').map(str::trim).collect(),
        alone: code.trim_end_matches(['#', '/']).trim().is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_behind_code_is_about_its_line_alone() {
        let comments =
            Comments::of("a: $(PAT) # patless: ignore[env-pat] until March\nb: $(PAT)\n");

        assert!(comments.take_out("env-pat", 1));
        assert!(!comments.take_out("env-pat", 2));
        assert!(!comments.take_out("script-pat", 1));
    }

    #[test]
    fn comments_alone_are_about_the_line_below_them() {
        let text = "\t# patless: ignore[a, b]\n  // patless: ignore[c]\nx\ny\n";
        let comments = Comments::of(text);

        for rule in ["a", "b", "c"] {
            assert!(comments.take_out(rule, 3), "{rule}");
            assert!(!comments.take_out(rule, 4), "{rule}");
        }
    }

    #[test]
    fn every_language_has_its_comment() {
        for line in [
            "<!-- patless: ignore[a] -->",
            "-- patless: ignore[a]",
            "rem patless: ignore[a]",
            "x /* patless: ignore[a] */",
            "; patless: ignore[a]",
            "## patless: ignore[a]",
        ] {
            assert!(Comments::of(line).take_out("a", 1), "{line}");
        }
        for line in [
            "patless: ignore[a]",
            "# patless: ignore",
            "# patless: ignore[a",
            "# about patless: ignore[a]",
        ] {
            assert!(!Comments::of(line).take_out("a", 1), "{line}");
        }
    }

    #[test]
    fn a_name_that_is_no_rule_is_told() {
        let comments = Comments::of("x\n# patless: ignore[a, b]\n");
        let unknown = comments.unknown(|name| name == "a");

        assert_eq!(
            unknown,
            [UnknownRule {
                line: 2,
                name: "b".to_owned()
            }]
        );
    }
}
