//! Expands mappings, in the order in which their keys need each other.

use std::collections::HashMap;

use super::body::{Around, Body, Branches};
use super::directive::directive;
use super::expansion::{Evaluated, Expansion};
use super::scope::Scope;
use super::shape::Shape;
use crate::expression::is_unexpanded;
use crate::place::Place;
use crate::yaml::{EACH, Entry, Scalar};

impl Expansion<'_, '_> {
    /// Expands the entries of a mapping into `body`.
    pub(super) fn mapping(
        &mut self,
        entries: &[Entry],
        around: Around,
        branches: &mut Branches,
        scope: &mut Scope,
        body: &mut Body,
    ) {
        if !self.descend(entries.first().map(|it| &it.value)) {
            return;
        }
        let mut order: Vec<&Entry> = entries.iter().collect();
        let is_moved = !order.is_sorted_by_key(|it| around.mapping.order(&it.key));
        if is_moved {
            order.sort_by_key(|it| around.mapping.order(&it.key));
        }
        let begin = body.entries.len();
        for entry in order {
            if self.budget.is_spent() {
                break;
            }
            match directive(&entry.key) {
                Ok(Some(directive)) => {
                    body.is_made = true;
                    for turn in self.turns(directive, entry, branches, scope, body) {
                        self.turn(turn, &entry.value, around, scope, body);
                    }
                }
                // It was a fault when its file was read.
                Err(_) => {
                    *branches = Branches::Open;
                    body.mark(entry);
                }
                Ok(None) => {
                    *branches = Branches::None;
                    self.entry(entry, around.mapping, scope, body);
                }
            }
        }
        if is_moved && let Some(new) = body.entries.get_mut(begin..) {
            // Back into the order of the file. What came of a directive stays behind the rest.
            let places = entries.iter().map(|it| &it.key_at).zip(0..);
            let places: HashMap<&Place, usize> = places.collect();
            new.sort_by_key(|it| places.get(&it.key_at).copied().unwrap_or(usize::MAX));
        }
        self.level -= 1;
    }

    /// Expands an ordinary entry.
    fn entry(&mut self, entry: &Entry, shape: Shape, scope: &mut Scope, body: &mut Body) {
        if shape == Shape::Root && entry.key == "parameters" {
            return;
        }
        let Some(key) = self.key(entry, scope, body) else {
            body.mark(entry);
            return;
        };
        let Some(value) = self.node(&entry.value, shape.child(&key), scope) else {
            return;
        };
        self.budget
            .pay(EACH + key.len(), &entry.key_at, self.faults);
        let entry = Entry {
            key,
            key_at: entry.key_at.clone(),
            value,
        };
        match shape {
            Shape::Variables => scope.set_entry(&entry),
            Shape::Root if entry.key == "resources" => self.declare(&entry.value),
            _ => {}
        }
        body.entries.push(entry);
    }

    /// Returns the text of a key.
    fn key(&mut self, entry: &Entry, scope: &Scope, body: &mut Body) -> Option<String> {
        if !is_unexpanded(&entry.key) {
            return Some(entry.key.clone());
        }
        body.is_made = true;
        let scalar = Scalar {
            text: entry.key.clone(),
            quoted: false,
        };
        match self.scalar(&entry.key_at, &scalar, scope) {
            Evaluated::Same => None,
            Evaluated::Value(value) => {
                let text = value.as_text().map(|it| it.to_string());
                if text.is_none() {
                    let what = format!("a value of type {} is a key", value.kind());
                    let hint = "use ${{ insert }} as the key, and this as its value";
                    self.faults.error_with(&entry.key_at, what, hint);
                }
                text
            }
        }
    }
}
