//! Puts a pipeline into the template that it extends.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/extends>.

use super::expansion::Expansion;
use super::look;
use super::scope::Scope;
use super::shape::Shape;
use super::variables;
use crate::place::Place;
use crate::shown::shown;
use crate::yaml::{Entry, Node, Value};

impl Expansion<'_, '_> {
    /// Replaces `extends` by what the template has. If that cannot be, it stays.
    pub(super) fn extend(&mut self, mut entries: Vec<Entry>, scope: &Scope) -> Vec<Entry> {
        let Some(found) = entries.iter().position(|it| it.key == "extends") else {
            return entries;
        };
        let extends = entries.remove(found);
        entries.retain(|entry| {
            let is_own = matches!(entry.key.as_str(), "stages" | "jobs" | "phases" | "steps");
            if is_own {
                let what = format!("{} stands beside extends", shown(&entry.key));
                let hint = "give it to the template as a parameter";
                self.faults.error_with(&entry.key_at, what, hint);
            }
            !is_own
        });
        if let Some(template) = self.extended(&extends.value, scope) {
            return merged(entries, template);
        }
        entries.push(extends);
        entries
    }

    fn extended(&mut self, node: &Node, scope: &Scope) -> Option<Vec<Entry>> {
        let reference = self.reference(node)?;
        let (entries, mut inner) = self.enter(&reference, scope)?;
        let entries = self.entries(&entries, Shape::Root, &mut inner);
        Some(self.finish(entries, &inner))
    }

    /// Includes all templates of an expanded file, and what it extends.
    pub(super) fn finish(&mut self, entries: Vec<Entry>, scope: &Scope) -> Vec<Entry> {
        let at = Place::of_file(&scope.chain.file);
        let value = Value::Mapping(entries);
        let node = self.resolve(Node { at, value }, Shape::Root, scope);
        match node.value {
            Value::Mapping(entries) => self.extend(entries, scope),
            Value::Scalar(_) | Value::Sequence(_) => Vec::new(),
        }
    }
}

/// Merges a pipeline and its template. Both may have variables and resources; of what else both have, that of the
/// pipeline counts.
fn merged(mut own: Vec<Entry>, template: Vec<Entry>) -> Vec<Entry> {
    for entry in template {
        let Some(known) = own.iter_mut().find(|it| it.key == entry.key) else {
            own.push(entry);
            continue;
        };
        match entry.key.as_str() {
            "variables" => {
                let at = known.value.at.clone();
                let mut items = variables::as_list(look::take(&mut known.value));
                items.extend(variables::as_list(entry.value));
                let value = Value::Sequence(items);
                known.value = Node { at, value };
            }
            "resources" => {
                let at = known.value.at.clone();
                let value = joined(look::take(&mut known.value), entry.value);
                known.value = Node { at, value };
            }
            _ => {}
        }
    }
    own
}

/// Joins the lists under equal keys.
fn joined(left: Node, right: Node) -> Value {
    match (left.value, right.value) {
        (Value::Mapping(mut left), Value::Mapping(right)) => {
            for entry in right {
                match left.iter_mut().find(|it| it.key == entry.key) {
                    None => left.push(entry),
                    Some(known) => {
                        if let (Value::Sequence(all), Value::Sequence(more)) =
                            (&mut known.value.value, entry.value.value)
                        {
                            all.extend(more);
                        }
                    }
                }
            }
            Value::Mapping(left)
        }
        (left, _) => left,
    }
}
