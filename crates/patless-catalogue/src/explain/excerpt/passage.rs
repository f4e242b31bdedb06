//! Some successive lines of a text.

use super::super::secret::may_be_secret;

/// Some successive lines of a text.
#[derive(Debug)]
pub(super) struct Passage {
    /// How many lines come before it.
    pub(super) line: usize,
    /// The position of its end in the whole text, in bytes.
    pub(super) end: usize,
    pub(super) text: String,
    /// The step of the job that printed its first line.
    step: Option<String>,
}

impl Passage {
    pub(super) fn new(line: usize, start: usize, step: Option<String>, text: &[u8]) -> Self {
        Self {
            line,
            end: start + text.len(),
            text: String::from_utf8_lossy(text).into_owned(),
            step,
        }
    }

    /// Adds the text that follows it.
    pub(super) fn extend(&mut self, text: &[u8]) {
        self.end += text.len();
        self.text.push_str(&String::from_utf8_lossy(text));
    }

    /// The step of the job that printed a line of the passage. Lines count from 1.
    pub(super) fn step_at(&self, line: usize) -> Option<String> {
        let lines: Vec<_> = self.text.lines().take(line).collect();
        let own = lines.into_iter().rev().find_map(step_in);
        own.or_else(|| self.step.clone())
    }
}

/// Reads the name of the step in the line with which the agent begins it.
pub(super) fn step_in(line: &str) -> Option<String> {
    let (before, name) = line.split_once(STARTING)?;
    // The agent writes nothing but a time before it: others may print the words, but not at the beginning of a line.
    let is_time = |c: char| c.is_ascii_digit() || "-:.TZ ".contains(c);
    let name = crate::text::one_line(name, 100);
    let is_one = before.chars().all(is_time) && !name.is_empty();
    is_one.then(|| {
        if may_be_secret(&name) {
            HIDDEN.to_owned()
        } else {
            name
        }
    })
}

/// What is told in place of a name that may hold a secret.
const HIDDEN: &str = "…";

pub(super) const STARTING: &str = "##[section]Starting: ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agent_alone_names_a_step() {
        let time = "2026-11-21T19:50:45.1234567Z ";
        let named = |line: &str| step_in(&format!("{time}{line}"));
        assert_eq!(named("##[section]Starting: a b").as_deref(), Some("a b"));
        assert_eq!(named("echo ##[section]Starting: harmless"), None);
        let secret =
            "##[section]Starting: curl -u :abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";
        assert_eq!(named(secret).as_deref(), Some(HIDDEN));
        assert_eq!(named("##[section]Starting: "), None);
    }
}
