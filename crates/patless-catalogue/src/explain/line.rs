//! Finds the line of a text in which the words that decided stand.

use super::clothing;
use crate::observation::lower;

/// Returns the number of the first line that contains the first evidence, from 1. A line that the agent marked as an error
/// comes before others.
pub(super) fn of(text: &str, evidence: &[String]) -> Option<usize> {
    let sought = lower(evidence.first()?);
    let of_lines = |holds: &dyn Fn(&str) -> bool| {
        let lines = text.lines().enumerate();
        let mut found = lines.filter(|(_, line)| holds(line)).peekable();
        let first = found.peek().map(|(index, _)| *index);
        let marked = found.find(|(_, line)| line.contains("##[error]"));
        marked.map(|(index, _)| index).or(first)
    };
    let plain = of_lines(&|line| line.to_lowercase().contains(&sought));
    let index =
        plain.or_else(|| of_lines(&|line| lower(&clothing::undressed(line)).contains(&sought)));
    index.map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<usize> {
        of(text, &["no such host".to_owned()])
    }

    #[test]
    fn the_first_line_with_the_words_is_told() {
        assert_eq!(line("a\nb: No such host\nc: no such host"), Some(2));
        assert_eq!(line("a\n\u{1b}[31mno  such\u{1b}[0m host"), Some(2));
        assert_eq!(line("no such\nhost"), None);
        assert_eq!(of("x", &[]), None);
    }

    #[test]
    fn a_line_that_the_agent_marked_comes_first() {
        assert_eq!(line("no such host\n##[error]no such host"), Some(2));
    }
}
