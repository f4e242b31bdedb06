//! Nodes as YAML.

use std::sync::Arc;

use patless_pipeline::yaml::{Entry, Node, Scalar, Value};
use patless_pipeline::{Faults, Place, print, yaml};

use super::support::node;

#[test]
fn printed_yaml_is_readable() {
    let text = "steps: [{script: \"make\\nmake test\\n\", env: {A: '1.10', B: 1.10, C: , D: ''}}, {checkout: 'self', list: [], map: {}}]
name: 'acme: #1'
nested: [[a, b], [{c: d, e: [f]}]]
";
    let expected = "steps:
  - script: |
      make
      make test
    env:
      A: '1.10'
      B: 1.10
      C:
      D: ''
  - checkout: self
    list: []
    map: {}
name: 'acme: #1'
nested:
  - - a
    - b
  - - c: d
      e:
        - f
";
    assert_eq!(print(&node(text)), expected);
}

#[test]
fn a_text_has_quotes_only_where_it_needs_them() {
    for (text, is_quoted, expected) in [
        ("acme", true, "acme"),
        (
            "$(Build.SourcesDirectory)/src",
            true,
            "$(Build.SourcesDirectory)/src",
        ),
        ("eq(variables['a'], 'b')", true, "eq(variables['a'], 'b')"),
        ("it's", true, "it's"),
        ("acme:1", true, "acme:1"),
        ("--flag", false, "'--flag'"),
        ("-1", false, "-1"),
        ("-1", true, "'-1'"),
        ("true", false, "true"),
        ("true", true, "'true'"),
        ("No", true, "'No'"),
        ("0x1F", true, "'0x1F'"),
        ("2026-01-31", true, "'2026-01-31'"),
        ("1 of 2", true, "1 of 2"),
        (".inf", true, "'.inf'"),
        ("", false, "null"),
        ("", true, "''"),
        ("null", true, "'null'"),
        ("*.js", false, "'*.js'"),
        ("'quoted'", true, "'''quoted'''"),
        ("a: b", false, "'a: b'"),
        ("a #b", false, "'a #b'"),
        ("a:", false, "'a:'"),
        (" a", false, "' a'"),
        ("a\tb", true, "\"a\\tb\""),
        ("\u{1b}[2J", true, "\"\\U0000001b[2J\""),
        ("a\n", true, "|\n  a"),
        ("a\nb", true, "|-\n  a\n  b"),
        ("a\n\n", true, "|+\n  a\n"),
        (" a\nb\n", true, "|2\n   a\n  b"),
        ("\n", true, "\"\\n\""),
        ("a\r\nb", true, "\"a\\r\\nb\""),
    ] {
        let node = scalar(text, is_quoted);
        assert_eq!(print(&node), format!("{expected}\n"), "{text:?}");
    }
}

#[test]
fn what_is_printed_is_read_again() {
    let mut random = fastrand::Rng::with_seed(61);
    for round in 0..5_000 {
        let node = some_mapping(&mut random, 4);
        let printed = print(&node);
        let mut faults = Faults::default();
        let again = yaml::read(&Arc::from("p.yml"), &printed, &mut faults);
        let again = again.unwrap_or_else(|| panic!("round {round}: {faults:?}\n{printed}"));
        assert!(!faults.has_errors(), "round {round}: {faults:?}\n{printed}");
        assert_eq!(meaning(&again), meaning(&node), "round {round}\n{printed}");
        assert_eq!(print(&again), printed, "round {round}");
    }
}

#[test]
fn a_long_key_is_read_again() {
    let node = mapping(vec![
        (&"k".repeat(5_000), scalar("a", false)),
        ("b", scalar("c", false)),
    ]);
    let list = Node {
        at: node.at.clone(),
        value: Value::Sequence(vec![node.clone(), node]),
    };
    let again = super::support::node(&print(&list));
    assert_eq!(meaning(&again), meaning(&list));
}

/// Describes a node without its places. Quotes count only where a text reads as something else without them.
pub(super) fn meaning(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => {
            let plain = scalar.text.trim();
            let words = [
                "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
            ];
            let is_typed = words.contains(&plain.to_lowercase().as_str())
                || plain.parse::<f64>().is_ok()
                || plain.starts_with("0x");
            // A plain text that needs quotes for YAML is text anyway.
            let counts = is_typed && plain == scalar.text && !is_word_for_nothing(scalar);
            format!(
                "{:?}{}",
                scalar.text,
                if counts && scalar.quoted { "q" } else { "" }
            )
        }
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(meaning).collect();
            format!("[{}]", items.join(","))
        }
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|it| format!("{:?}:{}", it.key, meaning(&it.value)));
            format!("{{{}}}", entries.collect::<Vec<String>>().join(","))
        }
    }
}

/// A plain `null` is no text; only an expression can make a text of it, and then it gets quotes.
fn is_word_for_nothing(scalar: &Scalar) -> bool {
    matches!(scalar.text.as_str(), "~" | "null" | "Null" | "NULL")
}

fn some_node(random: &mut fastrand::Rng, depth: usize) -> Node {
    match random.u8(..6) {
        0 if depth > 0 => some_mapping(random, depth - 1),
        1 if depth > 0 => {
            let items = (0..random.usize(..4)).map(|_| some_node(random, depth - 1));
            Node {
                at: place(),
                value: Value::Sequence(items.collect()),
            }
        }
        _ => {
            let text = some_text(random);
            let is_quoted = random.bool() || text.contains('\n');
            scalar(&text, is_quoted)
        }
    }
}

fn some_mapping(random: &mut fastrand::Rng, depth: usize) -> Node {
    let mut entries: Vec<(String, Node)> = Vec::new();
    for _ in 0..random.usize(..5) {
        let key = some_text(random);
        if key != "<<"
            && !entries
                .iter()
                .any(|(it, _)| it.to_lowercase() == key.to_lowercase())
        {
            entries.push((key, some_node(random, depth)));
        }
    }
    let entries = entries
        .iter()
        .map(|(key, node)| (key.as_str(), node.clone()));
    mapping(entries.collect())
}

/// Joins pieces that are hard on YAML.
fn some_text(random: &mut fastrand::Rng) -> String {
    const PIECES: [&str; 50] = [
        "a", "acme", "é", "😀", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "-", "- ", "--",
        "---", "...", ":", ": ", "#", " #", "?", "? ", "'", "''", "\"", "\\", "{", "}", "[", "]",
        ",", "&", "*", "!", "|", ">", "%", "@", "`", "=", "<<", "~", "null", "true", "1", "0.5",
        "$(x)", "\u{1b}", "\u{85}", "\u{2028}",
    ];
    let pieces = (0..random.usize(..6)).map(|_| *random.choice(PIECES.iter()).unwrap());
    pieces.collect()
}

fn mapping(entries: Vec<(&str, Node)>) -> Node {
    let entries = entries.into_iter().map(|(key, value)| Entry {
        key: key.to_owned(),
        key_at: place(),
        value,
    });
    Node {
        at: place(),
        value: Value::Mapping(entries.collect()),
    }
}

fn scalar(text: &str, quoted: bool) -> Node {
    Node {
        at: place(),
        value: Value::Scalar(Scalar {
            text: text.to_owned(),
            quoted,
        }),
    }
}

fn place() -> Place {
    Place::of_file(&Arc::from("p.yml"))
}
