//! Some successive lines of a text.

/// Some successive lines of a text.
#[derive(Debug)]
pub(super) struct Passage {
    /// How many lines come before it.
    pub(super) line: usize,
    pub(super) text: String,
    /// The step of the job that printed its first line.
    step: Option<String>,
}

impl Passage {
    pub(super) fn new(line: usize, step: Option<String>, text: &[u8]) -> Self {
        Self {
            line,
            text: String::from_utf8_lossy(text).into_owned(),
            step,
        }
    }

    /// Returns whether it contains the line after this number of lines, or ends before it.
    pub(super) fn joins(&self, line: usize) -> bool {
        line <= self.line + self.text.matches('\n').count() + 1
    }

    /// Adds those lines of a later passage that it does not contain. That begins after this number of lines.
    pub(super) fn extend(&mut self, line: usize, text: &[u8]) {
        let text = String::from_utf8_lossy(text);
        let known = self.line + self.text.matches('\n').count() + 1;
        for (index, text) in text.split('\n').enumerate() {
            if line + index >= known {
                self.text.push('\n');
                self.text.push_str(text);
            }
        }
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
    let (_, name) = line.split_once(STARTING)?;
    let name = crate::text::one_line(name, 100);
    (!name.is_empty()).then_some(name)
}

pub(super) const STARTING: &str = "##[section]Starting: ";
