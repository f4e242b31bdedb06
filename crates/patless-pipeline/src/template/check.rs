//! Finds what is wrong with the expressions of a file, also in branches that are not taken.

use super::directive::{Directive, directive, stray};
use super::expansion::Expansion;
use super::look;
use super::parameters::Declarations;
use crate::expression::{Part, Piece, is_unexpanded, scan};
use crate::meant::closest;
use crate::place::Place;
use crate::shown::shown;
use crate::yaml::{Entry, Node, Text, Value};

/// Keys of a pipeline whose values are read before anything is expanded.
/// Source: <https://learn.microsoft.com/azure/devops/pipelines/process/template-expressions>.
const LITERAL: &[&str] = &["parameters", "trigger", "pr", "schedules"];

impl Expansion<'_, '_> {
    /// Checks a file. It is done once for each.
    pub(super) fn check(&mut self, root: &Node, declarations: &Declarations) {
        let Value::Mapping(entries) = &root.value else {
            self.check_node(root, declarations);
            return;
        };
        for entry in entries {
            if LITERAL.contains(&entry.key.as_str()) {
                self.check_literal(&entry.value, &entry.key);
            } else {
                self.check_entry(entry, declarations);
            }
        }
    }

    fn check_node(&mut self, node: &Node, declarations: &Declarations) {
        match &node.value {
            Value::Scalar(scalar) if is_unexpanded(&scalar.text) => {
                let text = Text::of(&node.at, scalar);
                self.check_text(&scalar.text, &text, declarations);
            }
            Value::Scalar(_) => {}
            Value::Sequence(items) => {
                for item in items {
                    self.check_node(item, declarations);
                }
            }
            Value::Mapping(entries) => {
                for entry in entries {
                    self.check_entry(entry, declarations);
                }
            }
        }
    }

    fn check_entry(&mut self, entry: &Entry, declarations: &Declarations) {
        let text = Text::of_key(&entry.key_at, &entry.key);
        match directive(&entry.key) {
            Ok(None) if is_unexpanded(&entry.key) => {
                self.check_text(&entry.key, &text, declarations);
            }
            Ok(None | Some(Directive::Else | Directive::Insert)) => {}
            Ok(Some(Directive::If(it) | Directive::ElseIf(it))) => {
                self.check_expression(it, &text, declarations);
            }
            Ok(Some(Directive::Each { list, .. })) => {
                self.check_expression(list, &text, declarations);
            }
            Err(error) => self.refuse(&error, 0, &text),
        }
        self.check_node(&entry.value, declarations);
    }

    fn check_text(&mut self, whole: &str, text: &Text<'_>, declarations: &Declarations) {
        let parts = match scan(whole) {
            Ok(parts) => parts,
            Err(error) => {
                self.refuse(&error, 0, text);
                return;
            }
        };
        for part in parts {
            let Part::Expression(piece) = part else {
                continue;
            };
            if let Some(word) = stray(piece.text) {
                let at = text.place(piece.at);
                let what = format!("the directive {word} is no key here");
                let hint = "write a colon behind the }}, and what it is about one level deeper";
                self.faults.error_with(&at, what, hint);
            } else {
                self.check_expression(piece, text, declarations);
            }
        }
    }

    fn check_expression(&mut self, piece: Piece<'_>, text: &Text<'_>, declarations: &Declarations) {
        let Some(expression) = self.parse(piece, text) else {
            return;
        };
        // A parameter that nobody declares is empty.
        for reference in expression.references() {
            let Some(property) = reference.properties.first() else {
                continue;
            };
            let name = property.name;
            if !reference.name.eq_ignore_ascii_case("parameters") || declarations.has(name) {
                continue;
            }
            let meant = match closest(name, declarations.names()) {
                Some(meant) => format!("; did you mean {}?", shown(meant)),
                None => String::new(),
            };
            let name = shown(name);
            let what = format!("the file declares no parameter {name}: it is empty{meant}");
            self.faults
                .warning(&text.place(piece.at + reference.at), what);
        }
    }

    fn check_literal(&mut self, node: &Node, key: &str) {
        let refuse = |at: &Place, this: &mut Self| {
            let what = format!("there are no expressions under {key}");
            let hint = "write the value itself";
            this.faults.error_with(at, what, hint);
        };
        match &node.value {
            Value::Scalar(scalar) if is_unexpanded(&scalar.text) => refuse(&node.at, self),
            Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter().for_each(|it| self.check_literal(it, key)),
            Value::Mapping(entries) => {
                // The text that a parameter shows is no expression.
                for entry in entries.iter().filter(|it| it.key != "displayName") {
                    if is_unexpanded(&entry.key) {
                        refuse(&entry.key_at, self);
                    }
                    self.check_literal(&entry.value, key);
                }
            }
        }
    }

    /// Makes the repositories under `resources` known.
    pub(super) fn declare(&mut self, resources: &Node) {
        let repositories = look::entry(look::entries(resources), "repositories");
        let items = repositories.map_or(&[][..], |it| look::items(&it.value));
        for item in items {
            let text_of = |key| {
                let entry = look::entry(look::entries(item), key);
                entry.and_then(|it| look::text(&it.value))
            };
            if let Some(alias) = text_of("repository") {
                self.files.declare(alias, text_of("name").unwrap_or(alias));
            }
        }
    }
}
