//! Merges mappings under the key `<<` into the mapping around it.

use std::collections::HashSet;

use super::node::{Entry, Node, Value};

/// Puts the entries under `<<` in its place. Keys that the mapping has itself win.
pub(super) fn resolve(entries: Vec<Entry>) -> Vec<Entry> {
    if !entries.iter().any(is_merge) {
        return entries;
    }
    let own: Vec<String> = entries.iter().map(|it| it.key.to_lowercase()).collect();
    let mut seen: HashSet<String> = own.into_iter().collect();
    let mut merged = Vec::new();
    for entry in entries {
        if !is_merge(&entry) {
            merged.push(entry);
            continue;
        }
        let mappings = match entry.value.value {
            Value::Sequence(items) => items,
            value => vec![Node {
                at: entry.value.at,
                value,
            }],
        };
        for mapping in mappings {
            let Value::Mapping(below) = mapping.value else {
                continue;
            };
            let new = below
                .into_iter()
                .filter(|it| seen.insert(it.key.to_lowercase()));
            merged.extend(new);
        }
    }
    merged
}

fn is_merge(entry: &Entry) -> bool {
    let is_mapping = |node: &Node| matches!(node.value, Value::Mapping(_));
    entry.key == "<<"
        && match &entry.value.value {
            Value::Mapping(_) => true,
            Value::Sequence(items) => !items.is_empty() && items.iter().all(is_mapping),
            Value::Scalar(_) => false,
        }
}
