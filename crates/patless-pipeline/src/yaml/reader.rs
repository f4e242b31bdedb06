//! Makes one node of the text of a file.
//!
//! The service reads a subset of YAML. It refuses complex keys, sets and tags of its own:
//! <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema>.

use std::collections::HashSet;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::anchors::Anchors;
use super::indentation::QuotedLines;
use super::merge;
use super::node::{Entry, Node, Scalar, Value, reads_as_nothing};
use super::syntax;
use crate::fault::Faults;
use crate::place::Place;
use crate::shown::shown;

/// Reads a file. `file` is its path in places. `None`: it is no YAML, or none that the service reads, and `faults` says
/// where.
pub fn read(file: &Arc<str>, text: &str, faults: &mut Faults) -> Option<Node> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        let whole = Place::of_file(file);
        let what = format!("the file is larger than {} MB", LARGEST / 1_000_000);
        faults.error(&whole, what);
        return None;
    }
    let mut quoted = QuotedLines::of(text);
    loop {
        let text = quoted.text();
        let mut reader = Reader {
            file,
            open: Vec::new(),
            anchors: Anchors::default(),
            root: None,
            documents: 0,
            faults: &mut *faults,
        };
        let Err(error) = reader.read(text) else {
            return reader.root;
        };
        if !quoted.indent(&error) {
            let at = reader.place(error.marker().line(), error.marker().col());
            syntax::refuse(at, quoted.text(), error.info(), reader.faults);
            return None;
        }
    }
}

/// In bytes. The service allows 10 MB of memory for all files of a pipeline.
const LARGEST: usize = 10_000_000;

/// Deeper than any file that people write; it bounds the recursion of whoever walks the tree.
pub(crate) const DEEPEST: usize = 100;

struct Reader<'r> {
    file: &'r Arc<str>,
    open: Vec<Open>,
    anchors: Anchors,
    root: Option<Node>,
    documents: usize,
    faults: &'r mut Faults,
}

/// A list or mapping that has not ended.
struct Open {
    at: Place,
    /// The parser's number. 0: it has no anchor.
    anchor: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        /// The keys so far. They ignore case.
        keys: HashSet<String>,
        key: Option<Key>,
    },
}

/// A key whose value has not come.
struct Key {
    at: Place,
    text: String,
    is_twice: bool,
}

impl Reader<'_> {
    /// Reads all events. Where the file cannot be read, it has no root.
    fn read(&mut self, text: &str) -> Result<(), ScanError> {
        let mut parser = Parser::new_from_str(text);
        while let Some(event) = parser.next_event() {
            let (event, span) = event?;
            if self.take(event, span).is_none() {
                self.root = None;
                return Ok(());
            }
        }
        if self.root.is_none() {
            let whole = Place::of_file(self.file);
            self.faults.error(&whole, "the file is empty");
        }
        Ok(())
    }

    /// Takes one event. `None`: the file cannot be read.
    fn take(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        let at = self.place(span.start.line(), span.start.col());
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = matches!(style, ScalarStyle::Plain);
                let scalar = self.scalar(&at, &text, plain, tag.as_deref());
                let value = Value::Scalar(scalar);
                self.add(Node { at, value }, anchor)
            }
            Event::Alias(anchor) => {
                let node = self.copy(anchor, &at)?;
                self.add(node, 0)
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(at, anchor, tag.as_deref(), Content::Sequence(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                let content = Content::Mapping {
                    entries: Vec::new(),
                    keys: HashSet::new(),
                    key: None,
                };
                self.open(at, anchor, tag.as_deref(), content)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else {
                    return Some(());
                };
                let value = match open.content {
                    Content::Sequence(items) => Value::Sequence(items),
                    Content::Mapping { entries, .. } => Value::Mapping(merge::resolve(entries)),
                };
                let at = open.at;
                self.add(Node { at, value }, open.anchor)
            }
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.faults.error_with(
                        &at,
                        "the file has a second YAML document",
                        "remove it with its ---",
                    );
                    return None;
                }
                Some(())
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Some(()),
        }
    }

    fn copy(&mut self, anchor: usize, at: &Place) -> Option<Node> {
        let room = DEEPEST.saturating_sub(self.open.len());
        self.anchors.copy(anchor, room, at, self.faults)
    }

    fn scalar(&mut self, at: &Place, text: &str, plain: bool, tag: Option<&Tag>) -> Scalar {
        let mut scalar = Scalar {
            text: text.to_owned(),
            quoted: !plain,
        };
        match tag {
            None => {}
            Some(tag) if tag.is_yaml_core_schema() => match tag.suffix.as_str() {
                "str" => {
                    scalar.quoted = true;
                    return scalar;
                }
                "null" => return Scalar::default(),
                "bool" | "int" | "float" => scalar.quoted = false,
                _ => self.refuse_tag(at, tag),
            },
            // A lone `!` says that the text is text.
            Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => scalar.quoted = true,
            Some(tag) => self.refuse_tag(at, tag),
        }
        if !scalar.quoted && reads_as_nothing(text) {
            scalar.text.clear();
        }
        scalar
    }

    fn open(
        &mut self,
        at: Place,
        anchor: usize,
        tag: Option<&Tag>,
        content: Content,
    ) -> Option<()> {
        if let Some(tag) = tag
            && !(tag.is_yaml_core_schema() && matches!(tag.suffix.as_str(), "seq" | "map"))
        {
            self.refuse_tag(&at, tag);
        }
        if self.open.len() >= DEEPEST {
            let what = format!("lists and mappings are nested deeper than {DEEPEST}");
            self.faults.error(&at, what);
            return None;
        }
        if self.awaits_key() {
            self.faults.error_with(
                &at,
                "a list or a mapping is the key of a mapping",
                "write text before the colon, in quotes if it begins with [ or {",
            );
            return None;
        }
        self.open.push(Open {
            at,
            anchor,
            content,
        });
        Some(())
    }

    /// Adds a node to what is open. `anchor`: 0 if it has none.
    fn add(&mut self, node: Node, anchor: usize) -> Option<()> {
        if anchor > 0 {
            self.anchors.keep(anchor, &node, self.faults)?;
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(items)) => items.push(node),
            Some(Content::Mapping { entries, keys, key }) => match key.take() {
                None => {
                    let Value::Scalar(scalar) = node.value else {
                        let what = "a list or a mapping is the key of a mapping";
                        self.faults.error(&node.at, what);
                        return None;
                    };
                    let is_expression = scalar.text.contains("${{");
                    let is_twice = !is_expression && !keys.insert(scalar.text.to_lowercase());
                    // The service compares without case, and refuses the second one.
                    if is_twice && scalar.text != "<<" {
                        let what = format!("{} is already defined", shown(&scalar.text));
                        self.faults
                            .error_with(&node.at, what, "remove one of the two");
                    }
                    *key = Some(Key {
                        at: node.at,
                        is_twice: is_twice && scalar.text != "<<",
                        text: scalar.text,
                    });
                }
                Some(key) if key.is_twice => {}
                Some(key) => entries.push(Entry {
                    key: key.text,
                    key_at: key.at,
                    value: node,
                }),
            },
        }
        Some(())
    }

    fn awaits_key(&self) -> bool {
        let last = self.open.last().map(|open| &open.content);
        matches!(last, Some(Content::Mapping { key: None, .. }))
    }

    fn refuse_tag(&mut self, at: &Place, tag: &Tag) {
        let what = format!("the YAML tag {}", shown(&tag.suffix));
        self.faults
            .error_with(at, format!("{what} is not supported"), "remove the tag");
    }

    fn place(&self, line: usize, column: usize) -> Place {
        Place {
            file: Arc::clone(self.file),
            line: line.max(1),
            column: column + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{faults_of, flow, node};
    use super::*;

    #[test]
    fn a_scalar_keeps_its_spelling() {
        let cases = [
            ("1.10", "1.10"),
            ("0x1F", "0x1F"),
            ("True", "True"),
            ("007", "007"),
            ("~", ""),
            ("null", ""),
            ("", ""),
            ("'null'", "\"null\""),
            ("\"1.10\"  # note", "\"1.10\""),
            ("1.10  # note", "1.10"),
            ("!!str 7", "\"7\""),
            ("!!null x", ""),
            ("! 7", "\"7\""),
            ("|\n  a\n  b\n", "\"a\\nb\\n\""),
            (">-\n  a\n  b\n", "\"a b\""),
            ("a\n  b", "a b"),
            ("${{ parameters.x }}", "${{ parameters.x }}"),
        ];
        for (text, expected) in cases {
            let root = node(&format!("x: {text}\n"));
            assert_eq!(flow(&root), format!("{{x: {expected}}}"), "{text}");
        }
    }

    #[test]
    fn a_node_and_a_key_know_their_place_in_characters() {
        let root = node("é: 1\nbé:\n  - x\n  - é: {yé: z}\n");
        let Value::Mapping(entries) = &root.value else {
            panic!("no mapping");
        };
        assert_eq!(entries[1].key_at.to_string(), "p.yml:2:1");
        let Value::Sequence(items) = &entries[1].value.value else {
            panic!("no list");
        };
        assert_eq!(items[0].at.to_string(), "p.yml:3:5");
        let Value::Mapping(inner) = &items[1].value else {
            panic!("no mapping");
        };
        assert_eq!(inner[0].value.at.to_string(), "p.yml:4:8");
        let Value::Mapping(last) = &inner[0].value.value else {
            panic!("no mapping");
        };
        assert_eq!(last[0].value.at.to_string(), "p.yml:4:13");
    }

    #[test]
    fn what_the_service_reads_is_read() {
        let cases = [
            ("\u{feff}a: 1\n", "{a: 1}"),
            ("a: |\r\n  x\r\n  y\r\nb: 2\r\n", "{a: \"x\\ny\\n\", b: 2}"),
            ("---\na: 1\n...\n", "{a: 1}"),
            ("%YAML 1.1\n---\na: 1\n", "{a: 1}"),
            ("# only\na: [1, {b: c}]\n", "{a: [1, {b: c}]}"),
            ("a: 1\t# note\n", "{a: 1}"),
            ("- a\n-\n- - b\n", "[a, , [b]]"),
            ("a:\n- b\n", "{a: [b]}"),
            ("? a\n: b\n", "{a: b}"),
            (
                "a:\n  ${{ if x }}:\n    b: 1\n  ${{ if x }}:\n    c: 1\n",
                "{a: {${{ if x }}: {b: 1}, ${{ if x }}: {c: 1}}}",
            ),
            ("text", "text"),
            (
                "a:\n  b: 'x \"y\"\n  z\n\nw'\n  c: \"d\n  e\"\n",
                "{a: {b: \"x \\\"y\\\" z\\nw\", c: \"d e\"}}",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(flow(&node(text)), expected, "{text}");
        }
    }

    #[test]
    fn an_alias_is_a_copy_with_one_warning_for_the_file() {
        let text = "a: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  c: 3\nf: &y 1\ng: *y\n";
        let mut faults = Faults::default();
        let root = read(&Arc::from("p.yml"), text, &mut faults).unwrap();
        let expected = "{a: {b: 1, c: 2}, d: {b: 1, c: 2}, e: {b: 1, c: 3}, f: 1, g: 1}";
        assert_eq!(flow(&root), expected);
        assert!(!faults.has_errors());
        assert_eq!(faults.into_sorted().len(), 1);
        let text = "a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n";
        let root = node(text);
        assert_eq!(flow(&root), "{a: {b: 1}, c: {b: 2, d: 3}, e: {b: 1, d: 3}}");
        assert_eq!(flow(&node("<<: text\n")), "{<<: text}");
    }

    #[test]
    fn what_the_service_refuses_is_refused() {
        let cases = [
            ("", "p.yml: the file is empty"),
            ("# nothing\n", "p.yml: the file is empty"),
            (
                "a: 1\na: 2\n",
                "p.yml:2:1: 'a' is already defined; remove one of the two",
            ),
            (
                "a:\n  - Path: 1\n    PATH: 2\n",
                "p.yml:3:5: 'PATH' is already defined; remove one of the two",
            ),
            (
                "a: 1\n---\nb: 1\n",
                "p.yml:2:1: the file has a second YAML document; remove it with its ---",
            ),
            (
                "? [a]\n: 1\n",
                "p.yml:1:3: a list or a mapping is the key of a mapping; write text before the colon, in quotes if it \
                 begins with [ or {",
            ),
            (
                "a: !secret x\n",
                "p.yml:1:4: the YAML tag 'secret' is not supported; remove the tag",
            ),
            (
                "a: &x\n  b: *x\n",
                "p.yml:2:6: an alias stands inside of its own anchor",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(faults_of(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_syntax_error_has_its_place_and_what_to_do() {
        let cases = [
            ("a: [1\nb: 2\n", "p.yml:", "brackets"),
            ("a:\n\tb: 1\n", "p.yml:2:", "not with tabs"),
            ("a: b: c\n", "p.yml:1:5", "in quotes"),
            ("a: 'x\n", "p.yml:", "quotes"),
            (
                "a:\n- ${{ if x }}\n  - b: c\n",
                "p.yml:",
                "colon behind the }}",
            ),
            ("a: *none\n", "p.yml:1:4", "no anchor 'none'"),
            ("a:\n  b\n\tc: d\n", "p.yml:3:1", "not with tabs"),
            ("a: 1\n  b: 2\n", "p.yml:2:", "indentation"),
            ("a: \"\\q\"\n", "p.yml:1:", "not YAML"),
        ];
        for (text, place, part) in cases {
            let faults = faults_of(text);
            assert_eq!(faults.len(), 1, "{text}: {faults:?}");
            assert!(faults[0].starts_with(place), "{faults:?}");
            assert!(faults[0].contains(part), "{faults:?}");
        }
    }

    #[test]
    fn what_is_too_large_is_refused() {
        let level = |level: usize| {
            let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
            format!("a{level}: &a{level} [{aliases}]\n")
        };
        let levels: String = (1..12).map(level).collect();
        let faults = faults_of(&format!("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n{levels}"));
        assert!(faults.iter().any(|it| it.contains("more than 10 MB")));
        let (open, close) = ("[".repeat(50), "]".repeat(50));
        let link = |level: usize| format!("- &a{level} {open}*a{}{close}\n", level - 1);
        let links: String = (1..5).map(link).collect();
        let faults = faults_of(&format!("- &a0 {open}{close}\n{links}"));
        assert!(
            faults.iter().any(|it| it.contains("too deep")),
            "{faults:?}"
        );
        for deep in ["- ".repeat(5000), "[".repeat(5000)] {
            let faults = faults_of(&deep);
            assert!(
                faults[0].contains("deep") || faults[0].contains("not YAML"),
                "{faults:?}"
            );
        }
        let faults = faults_of(&"a\n".repeat(6_000_000));
        assert_eq!(faults, ["p.yml: the file is larger than 10 MB"]);
    }
}
