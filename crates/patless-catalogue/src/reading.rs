//! A text as it is searched: in lower case on one line, with the place of each of its lines.

use crate::place::Place;

/// One way to read a text.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    words: String,
    /// Where lines begin in `words`, and their places.
    lines: Vec<(usize, Place)>,
}

impl Reading {
    /// Reads words with single spaces between them.
    pub(crate) fn with_spaces(text: &str) -> Self {
        Self::new(text, " ")
    }

    /// Reads words without spaces and hyphens between them: a line may have been broken within a word.
    pub(crate) fn without_spaces(text: &str) -> Self {
        Self::new(&text.replace('-', ""), "")
    }

    fn new(text: &str, space: &str) -> Self {
        let (mut words, mut lines) = (String::with_capacity(text.len()), Vec::new());
        let mut error = Errors::NONE;
        for line in text.split('\n') {
            let place = error.place(line);
            let start = words.len();
            for word in line.split_whitespace() {
                if !words.is_empty() {
                    words.push_str(space);
                }
                words.push_str(&word.to_lowercase());
            }
            if words.len() > start {
                lines.push((start, place));
            }
        }
        Self { words, lines }
    }

    pub(crate) fn words(&self) -> &str {
        &self.words
    }

    /// The lines of a text that belong to one of its errors.
    pub(crate) fn lines_of(text: &str, place: Place) -> String {
        let mut errors = Errors::NONE;
        let own = text.split('\n').filter(|line| errors.place(line) == place);
        own.collect::<Vec<_>>().join("\n")
    }

    /// The words of the line at a position.
    pub(crate) fn line(&self, position: usize) -> &str {
        let after = self.lines.partition_point(|(start, _)| *start <= position);
        let start = after.checked_sub(1).map_or(0, |index| self.lines[index].0);
        let end = self
            .lines
            .get(after)
            .map_or(self.words.len(), |(end, _)| *end);
        &self.words[start..end]
    }

    /// The place of a position in the words.
    pub(crate) fn place(&self, position: usize) -> Place {
        let after = self.lines.partition_point(|(start, _)| *start <= position);
        let line = after.checked_sub(1).and_then(|index| self.lines.get(index));
        line.map_or(Place::NONE, |(_, place)| *place)
    }
}

/// Counts the errors in a text, line by line.
struct Errors {
    number: usize,
    is_marked: bool,
    /// An error may begin here: the line before is empty, or the agent's and not an error itself.
    may_begin: bool,
}

impl Errors {
    const NONE: Self = Self {
        number: 0,
        is_marked: false,
        may_begin: true,
    };

    /// Returns the place of the next line. An error begins with a line of the agent, or after an empty line with a line that
    /// begins like an error. An empty line alone says nothing: many errors contain some. Tasks mark several lines of one error,
    /// of which only the first mark is left here.
    fn place(&mut self, line: &str) -> Place {
        let line = line.trim_start();
        let is_marked = line.starts_with(MARK);
        let is_command = line.starts_with("##[");
        let goes_on = is_marked && self.is_marked;
        if !goes_on && (is_command || (self.may_begin && begins_error(line))) {
            self.number += 1;
            self.is_marked = is_marked;
        }
        self.may_begin = (is_command && !is_marked) || line.is_empty();
        Place {
            is_unmarked: !self.is_marked,
            error: self.number,
        }
    }
}

/// Returns whether a line begins as tools begin their errors.
fn begins_error(line: &str) -> bool {
    let beginning = line.get(..10).unwrap_or(line).to_ascii_lowercase();
    let marks = ["error:", "error ", "fatal: ", "npm err", "traceback "];
    marks.iter().any(|mark| beginning.starts_with(mark))
}

/// What the agent prints before an error of a task, and before standard error with `failOnStderr`.
const MARK: &str = "##[error]";

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, words: &str) -> Place {
        let reading = Reading::with_spaces(text);
        reading.place(reading.words().find(words).unwrap())
    }

    #[test]
    fn words_have_single_spaces_and_no_capitals() {
        let reading = Reading::with_spaces("  The\r\n  Git\t\tRepository \n");
        assert_eq!(reading.words(), "the git repository");
        assert_eq!(Reading::without_spaces("Th\ne  end").words(), "theend");
        assert_eq!(Reading::without_spaces("to-\nken").words(), "token");
    }

    #[test]
    fn what_the_agent_marked_comes_first() {
        let text = "first: a\n\n##[error]second: b\n##[error]third: c\n##[section]Finishing: d";
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|word| place(text, &format!(": {word}")));
        assert!(b < a && c < a && c < d && b == c, "{a:?} {b:?} {c:?} {d:?}");
    }

    #[test]
    fn the_first_error_comes_before_the_second() {
        let is_before = |text: &str| place(text, "one") < place(text, "two");
        for between in ["\n\nERROR: ", "\n\nfatal: ", "\n##[section]x\nError: "] {
            assert!(is_before(&format!("one{between}two")), "{between}");
        }
        for between in ["\n", "\n\nContent:\n", "\nError: "] {
            assert!(!is_before(&format!("one{between}two")), "{between}");
        }
    }

    #[test]
    fn a_text_without_words_has_no_place() {
        assert_eq!(Reading::with_spaces(" \n").place(0), Place::NONE);
    }
}
