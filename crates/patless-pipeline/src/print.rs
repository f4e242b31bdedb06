//! Writes a node as YAML that people read.
//!
//! Reading it again gives the same node. Only whether a text has quotes may change, where that changes nothing: `'acme'`
//! is `acme`.

mod text;

use crate::yaml::{Node, Value};

/// Writes a node: block style, two spaces a level, the order of the node, `|` for texts of several lines, and quotes only
/// where YAML needs them or where a text would become a number, a boolean or nothing.
///
/// The result ends with a line break.
pub fn print(root: &Node) -> String {
    let mut out = String::new();
    match &root.value {
        Value::Scalar(scalar) if scalar.is_nothing() => out.push_str("null\n"),
        Value::Scalar(scalar) => {
            out.push_str(&text::scalar(scalar, 1));
            out.push('\n');
        }
        _ => block(root, 0, &mut out),
    }
    out
}

/// Writes a list or a mapping. The first line has its indentation already.
fn block(node: &Node, depth: usize, out: &mut String) {
    match &node.value {
        Value::Sequence(items) if !items.is_empty() => {
            for (count, item) in items.iter().enumerate() {
                indent(count, depth, out);
                out.push('-');
                item_of(item, depth, out);
            }
        }
        Value::Mapping(entries) if !entries.is_empty() => {
            for (count, entry) in entries.iter().enumerate() {
                indent(count, depth, out);
                out.push_str(&text::key(&entry.key, depth));
                out.push(':');
                value_of(&entry.value, depth, out);
            }
        }
        Value::Sequence(_) => out.push_str("[]\n"),
        Value::Mapping(_) => out.push_str("{}\n"),
        Value::Scalar(scalar) => {
            out.push_str(&text::scalar(scalar, depth));
            out.push('\n');
        }
    }
}

/// Writes what follows `-`: a list or a mapping begins on the same line.
fn item_of(item: &Node, depth: usize, out: &mut String) {
    if is_nothing(item) {
        out.push('\n');
        return;
    }
    out.push(' ');
    block(item, depth + 1, out);
}

/// Writes what follows a key: a list or a mapping begins on the next line.
fn value_of(value: &Node, depth: usize, out: &mut String) {
    let begins_below = match &value.value {
        Value::Sequence(items) => !items.is_empty(),
        Value::Mapping(entries) => !entries.is_empty(),
        Value::Scalar(_) => false,
    };
    if is_nothing(value) {
        out.push('\n');
    } else if begins_below {
        out.push('\n');
        out.push_str(&"  ".repeat(depth + 1));
        block(value, depth + 1, out);
    } else {
        out.push(' ');
        block(value, depth + 1, out);
    }
}

fn is_nothing(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.is_nothing())
}

fn indent(count: usize, depth: usize, out: &mut String) {
    if count > 0 {
        out.push_str(&"  ".repeat(depth));
    }
}
