//! Builds a tree from the events of the parser.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::node::{Entry, Node, Style, Value};
use super::offsets::Offsets;

/// Reads the documents of a text. What cannot be read ends it: what came before stays.
pub(crate) fn read(text: &str) -> Vec<Node> {
    let mut builder = Builder {
        offsets: Offsets::of(text),
        text,
        open: Vec::new(),
        done: Vec::new(),
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if builder.take(event, span).is_none() {
            break;
        }
    }
    builder.finish()
}

/// Deeper than any file that people write; it bounds the recursion of whoever walks the tree.
const DEEPEST: usize = 64;

struct Builder<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    open: Vec<Open>,
    done: Vec<Node>,
}

/// A list or mapping that has not ended.
struct Open {
    start: usize,
    sequence: Vec<Node>,
    mapping: Option<(Vec<Entry>, Option<Node>)>,
}

impl Open {
    fn close(self, end: usize) -> Node {
        let at = self.start..end.max(self.start);
        let value = match self.mapping {
            Some((entries, _)) => Value::Mapping(entries),
            None => Value::Sequence(self.sequence),
        };
        Node { at, value }
    }

    fn last_end(&self) -> usize {
        let last = match &self.mapping {
            Some((entries, key)) => key
                .as_ref()
                .or_else(|| entries.last().map(|entry| &entry.value)),
            None => self.sequence.last(),
        };
        last.map_or(self.start, |node| node.at.end)
    }
}

impl Builder<'_> {
    /// Takes one event. `None`: the tree is too deep.
    fn take(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        let start = self.offsets.byte(span.start.index());
        match event {
            Event::Scalar(text, style, ..) => {
                let end = self.offsets.byte(span.end.index());
                let (at, style) = self.written(style, start..end);
                self.add(Node {
                    at,
                    value: Value::Scalar {
                        text: text.into_owned(),
                        style,
                    },
                });
            }
            Event::Alias(_) => {
                let end = self.offsets.byte(span.end.index());
                self.add(Node {
                    at: start..end,
                    value: Value::Scalar {
                        text: String::new(),
                        style: Style::Plain,
                    },
                });
            }
            Event::SequenceStart(..) => self.open(start, None)?,
            Event::MappingStart(..) => self.open(start, Some((Vec::new(), None)))?,
            Event::SequenceEnd | Event::MappingEnd => {
                let end = self.offsets.byte(span.end.index());
                if let Some(open) = self.open.pop() {
                    // A block ends where its last node does, a flow with its bracket.
                    let closed_by_bracket = self
                        .text
                        .get(..end)
                        .is_some_and(|before| before.ends_with([']', '}']))
                        && self
                            .text
                            .get(open.start..)
                            .is_some_and(|here| here.starts_with(['[', '{']));
                    let end = if closed_by_bracket {
                        end
                    } else {
                        open.last_end()
                    };
                    self.add(open.close(end));
                }
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        Some(())
    }

    fn open(&mut self, start: usize, mapping: Option<(Vec<Entry>, Option<Node>)>) -> Option<()> {
        self.open.push(Open {
            start,
            sequence: Vec::new(),
            mapping,
        });
        (self.open.len() <= DEEPEST).then_some(())
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.done.push(node),
            Some(Open {
                mapping: None,
                sequence,
                ..
            }) => sequence.push(node),
            Some(Open {
                mapping: Some((entries, key)),
                ..
            }) => match key.take() {
                None => *key = Some(node),
                Some(key) => entries.push(Entry { key, value: node }),
            },
        }
    }

    /// Returns the bytes of a scalar without what follows it on its line.
    fn written(&self, style: ScalarStyle, at: Range<usize>) -> (Range<usize>, Style) {
        let text = self.text.get(at.clone()).unwrap_or_default();
        match style {
            ScalarStyle::Plain => (at.start..at.start + text.trim_end().len(), Style::Plain),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                (at.start..at.start + quoted_length(text), Style::Quoted)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // The header, `|-`, belongs to the YAML and not to the text.
                let header = text.find('\n').map_or(text.len(), |newline| newline + 1);
                let start = if text.starts_with(['|', '>']) {
                    at.start + header
                } else {
                    at.start
                };
                let body = self.text.get(start..at.end).unwrap_or_default();
                (start..start + body.trim_end().len(), Style::Block)
            }
        }
    }

    /// Closes what is open, as at the end of the text.
    fn finish(mut self) -> Vec<Node> {
        while let Some(mut open) = self.open.pop() {
            if let Some((entries, key)) = &mut open.mapping
                && let Some(key) = key.take()
            {
                let value = Node {
                    at: key.at.end..key.at.end,
                    value: Value::Scalar {
                        text: String::new(),
                        style: Style::Plain,
                    },
                };
                entries.push(Entry { key, value });
            }
            let end = open.last_end();
            self.add(open.close(end));
        }
        self.done
    }
}

/// Returns how many bytes a quoted text has, up to its closing quote. The parser's end includes the comment behind it.
fn quoted_length(text: &str) -> usize {
    let Some(quote) = text.bytes().next() else {
        return 0;
    };
    let mut bytes = text.bytes().enumerate().skip(1).peekable();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' && quote == b'"' {
            bytes.next();
        } else if byte == quote {
            let doubled = quote == b'\'' && bytes.peek().is_some_and(|(_, next)| *next == quote);
            if !doubled {
                return at + 1;
            }
            bytes.next();
        }
    }
    text.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices(text: &str) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        for document in read(text) {
            document.each_entry(&mut |entry| {
                found.push((entry.name().to_owned(), entry.value.at.clone()));
            });
        }
        found
            .into_iter()
            .map(|(name, at)| (name, &text[at]))
            .collect()
    }

    #[test]
    fn scalars_of_every_style_know_their_bytes() {
        let text = "ä: plain text   # a comment\nb: 'quoted'\nc: \"two\"   # x\nd: |\n  one\n  two\n\ne: >-\n  folded\nf: {g: [1, $(X)]}\nh: last\n";

        let found = slices(text);

        assert_eq!(
            found,
            [
                ("ä".to_owned(), "plain text"),
                ("b".to_owned(), "'quoted'"),
                ("c".to_owned(), "\"two\""),
                ("d".to_owned(), "one\n  two"),
                ("e".to_owned(), "folded"),
                ("f".to_owned(), "{g: [1, $(X)]}"),
                ("g".to_owned(), "[1, $(X)]"),
                ("h".to_owned(), "last"),
            ]
        );
    }

    #[test]
    fn windows_line_endings_count() {
        let text = "steps:\r\n- script: echo $(PAT)\r\n  env:\r\n    A: $(PAT)\r\n- bash: |\r\n    one\r\n    two\r\n";

        let found = slices(text);

        assert!(found.contains(&("A".to_owned(), "$(PAT)")), "{found:?}");
        assert!(
            found.contains(&("bash".to_owned(), "one\r\n    two")),
            "{found:?}"
        );
    }

    #[test]
    fn what_comes_before_a_fault_is_kept() {
        let found = slices("steps:\n- script: a\n  env:\n    A: $(PAT)\n- {{ broken }\n  - x: [\n");

        assert!(found.contains(&("A".to_owned(), "$(PAT)")), "{found:?}");
    }

    #[test]
    fn a_thousand_brackets_end_the_tree_without_a_crash() {
        read(&"[".repeat(100_000));
        read(&"{a: ".repeat(10_000));
    }
}
