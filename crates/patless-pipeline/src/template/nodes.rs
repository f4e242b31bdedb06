//! Expands lists and mappings: `${{ if }}`, `${{ elseif }}`, `${{ else }}`, `${{ each }}` and `${{ insert }}` in them.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/template-expressions>.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::directive::{Directive, directive};
use super::expansion::{Evaluated, Expansion, Text};
use super::look;
use super::scope::Scope;
use super::shape::Shape;
use crate::expression::{Object, Value as Expressed};
use crate::place::Place;
use crate::shown::shown;
use crate::yaml::{DEEPEST, Entry, Node, Value};

/// Which branches of an `if` there may still be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Branches {
    /// No `if` came before.
    None,
    /// One was taken.
    Taken,
    /// None was taken.
    Open,
}

/// What came of a mapping: its entries, and the items of lists under its directives.
#[derive(Debug, Default)]
pub(super) struct Body {
    entries: Vec<Entry>,
    items: Vec<Node>,
    /// A key came of an expression, so that two may be the same.
    is_made: bool,
}

/// What a mapping is, and what the list around its directives is.
#[derive(Clone, Copy, Debug)]
struct Around {
    mapping: Shape,
    list: Shape,
}

/// One time that what is under a directive is expanded: with the name of an `each`, or without.
type Turn = Option<(Rc<str>, Expressed)>;

impl Expansion<'_, '_> {
    /// Expands a node. None: nothing is left of it.
    pub(super) fn node(&mut self, node: &Node, shape: Shape, scope: &mut Scope) -> Option<Node> {
        if self.budget.is_spent() {
            return None;
        }
        self.budget.pay(EACH, &node.at, self.faults);
        let at = node.at.clone();
        match &node.value {
            Value::Scalar(scalar) => {
                self.budget.pay(scalar.text.len(), &at, self.faults);
                let node = match self.scalar(&at, scalar, scope) {
                    Evaluated::Same => node.clone(),
                    Evaluated::Value(value) => self.insert(&value, &at),
                };
                match shape {
                    Shape::Variables => Some(self.adopt(node, scope)),
                    _ => Some(node),
                }
            }
            Value::Sequence(items) => {
                let mut out = Vec::new();
                self.list(items, shape, scope, &mut out);
                let value = Value::Sequence(out);
                Some(Node { at, value })
            }
            Value::Mapping(entries) => {
                let around = Around {
                    mapping: shape,
                    list: shape,
                };
                let mut body = Body::default();
                self.mapping(entries, around, &mut Branches::None, scope, &mut body);
                Some(self.close(body, at))
            }
        }
    }

    /// Expands the entries of a mapping.
    pub(super) fn entries(
        &mut self,
        entries: &[Entry],
        shape: Shape,
        scope: &mut Scope,
    ) -> Vec<Entry> {
        let around = Around {
            mapping: shape,
            list: Shape::Any,
        };
        let mut body = Body::default();
        self.mapping(entries, around, &mut Branches::None, scope, &mut body);
        self.unique(&mut body);
        body.entries
    }

    fn list(&mut self, items: &[Node], shape: Shape, scope: &mut Scope, out: &mut Vec<Node>) {
        if !self.descend(items.first()) {
            return;
        }
        let mut branches = Branches::None;
        for item in items {
            if self.budget.is_spent() {
                break;
            }
            self.item(item, shape, &mut branches, scope, out);
        }
        self.level -= 1;
    }

    fn item(
        &mut self,
        item: &Node,
        shape: Shape,
        branches: &mut Branches,
        scope: &mut Scope,
        out: &mut Vec<Node>,
    ) {
        let entries = look::entries(item);
        let is_directive = |it: &Entry| matches!(directive(&it.key), Ok(Some(_)) | Err(_));
        let has_only_directives = !entries.is_empty() && entries.iter().all(is_directive);
        if !has_only_directives {
            *branches = Branches::None;
        }
        if let Value::Scalar(scalar) = &item.value {
            match self.scalar(&item.at, scalar, scope) {
                Evaluated::Value(Expressed::Null) => {}
                // A list in a list becomes part of it.
                Evaluated::Value(Expressed::Array(items, _)) => {
                    for value in items.iter() {
                        let node = self.insert(value, &item.at);
                        self.put(node, shape, scope, out);
                    }
                }
                Evaluated::Value(value) => {
                    let node = self.insert(&value, &item.at);
                    self.put(node, shape, scope, out);
                }
                Evaluated::Same => self.put(item.clone(), shape, scope, out),
            }
            return;
        }
        if entries.is_empty() {
            if let Some(node) = self.node(item, Shape::Any, scope) {
                self.put(node, shape, scope, out);
            }
            return;
        }
        let around = Around {
            mapping: shape.item(),
            list: shape,
        };
        let mut body = Body::default();
        let mut own;
        // The variables of a stage or job end with it.
        let inner = if shape.item().has_variables() {
            own = scope.clone();
            &mut own
        } else {
            &mut *scope
        };
        self.mapping(entries, around, branches, inner, &mut body);
        out.append(&mut body.items);
        let is_nothing = body.entries.is_empty() && has_only_directives;
        if !is_nothing {
            let node = self.close(body, item.at.clone());
            self.put(node, shape, scope, out);
        }
    }

    /// Adds an item to a list. Among variables, a template becomes what it has.
    fn put(&mut self, node: Node, shape: Shape, scope: &mut Scope, out: &mut Vec<Node>) {
        match shape {
            Shape::Variables => self.variable(node, scope, out),
            _ => out.push(node),
        }
    }

    fn mapping(
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
                    for turn in self.turns(directive, entry, branches, scope) {
                        self.turn(turn, &entry.value, around, scope, body);
                    }
                }
                // It was a fault when its file was read.
                Err(_) => *branches = Branches::Open,
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
            return;
        };
        let Some(value) = self.node(&entry.value, shape.child(&key), scope) else {
            return;
        };
        self.budget
            .pay(EACH + key.len(), &entry.key_at, self.faults);
        match (shape, look::text(&value)) {
            (Shape::Variables, Some(text)) => {
                scope.set(
                    &key,
                    &entry.key_at,
                    Expressed::Text(text.into(), Some(value.at.clone())),
                );
            }
            (Shape::Root, _) if key == "resources" => self.declare(&value),
            _ => {}
        }
        body.entries.push(Entry {
            key,
            key_at: entry.key_at.clone(),
            value,
        });
    }

    /// Returns the text of a key.
    fn key(&mut self, entry: &Entry, scope: &Scope, body: &mut Body) -> Option<String> {
        if !entry.key.contains("${{") {
            return Some(entry.key.clone());
        }
        body.is_made = true;
        let scalar = crate::yaml::Scalar {
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

    /// Returns how often what is under a directive comes, and with which names.
    fn turns(
        &mut self,
        directive: Directive<'_>,
        entry: &Entry,
        branches: &mut Branches,
        scope: &Scope,
    ) -> Vec<Turn> {
        let text = Text::of_key(&entry.key_at, &entry.key);
        let mut is_taken = false;
        match directive {
            Directive::If(condition) => {
                let value = self.evaluate(condition, &text, scope);
                is_taken = value.is_some_and(|it| it.as_boolean());
                *branches = match is_taken {
                    true => Branches::Taken,
                    false => Branches::Open,
                };
            }
            Directive::ElseIf(condition) => match *branches {
                Branches::None => self.refuse_branch("elseif", &entry.key_at),
                Branches::Taken => {}
                Branches::Open => {
                    let value = self.evaluate(condition, &text, scope);
                    is_taken = value.is_some_and(|it| it.as_boolean());
                    if is_taken {
                        *branches = Branches::Taken;
                    }
                }
            },
            Directive::Else => {
                match *branches {
                    Branches::None => self.refuse_branch("else", &entry.key_at),
                    Branches::Taken => {}
                    Branches::Open => is_taken = true,
                }
                *branches = Branches::None;
            }
            Directive::Insert => {
                *branches = Branches::None;
                is_taken = true;
            }
            Directive::Each { name, list } => {
                *branches = Branches::None;
                if scope.has(name) {
                    let what = format!("the name {} of an each is already in use", shown(name));
                    self.faults
                        .error_with(&entry.key_at, what, "choose another name");
                    return Vec::new();
                }
                let Some(value) = self.evaluate(list, &text, scope) else {
                    return Vec::new();
                };
                return self.items_of(&value, name, &text.place(list.at));
            }
        }
        if is_taken { vec![None] } else { Vec::new() }
    }

    /// Returns a turn for each item of a value.
    fn items_of(&mut self, value: &Expressed, name: &str, at: &Place) -> Vec<Turn> {
        let name: Rc<str> = name.into();
        let turn = |value| Some((Rc::clone(&name), value));
        match value {
            Expressed::Array(items, _) => items.iter().cloned().map(turn).collect(),
            Expressed::Object(object, _) => {
                let pairs = object.entries.iter().map(|(key, key_at, value)| {
                    let key = Expressed::Text(Rc::clone(key), key_at.clone());
                    let entries = vec![
                        ("key".into(), None, key),
                        ("value".into(), None, value.clone()),
                    ];
                    turn(Expressed::Object(Rc::new(Object { entries }), None))
                });
                pairs.collect()
            }
            Expressed::Null => Vec::new(),
            // An empty default of an old template.
            Expressed::Text(text, _) if text.is_empty() => Vec::new(),
            other => {
                let what = format!(
                    "each takes a list or a mapping, and this is a {}",
                    other.kind()
                );
                self.faults.error(at, what);
                Vec::new()
            }
        }
    }

    /// Expands what is under a directive, once.
    fn turn(
        &mut self,
        turn: Turn,
        below: &Node,
        around: Around,
        scope: &mut Scope,
        body: &mut Body,
    ) {
        self.budget.work(1, &below.at, self.faults);
        if self.budget.is_spent() {
            return;
        }
        let is_named = turn.is_some();
        if let Some((name, value)) = turn {
            scope.push(&name, value);
        }
        match &below.value {
            Value::Sequence(items) => self.list(items, around.list, scope, &mut body.items),
            Value::Mapping(entries) => {
                self.mapping(entries, around, &mut Branches::None, scope, body);
            }
            Value::Scalar(scalar) => match self.scalar(&below.at, scalar, scope) {
                Evaluated::Same if scalar.text.is_empty() && !scalar.quoted => {}
                Evaluated::Same => self.put(below.clone(), around.list, scope, &mut body.items),
                Evaluated::Value(value) => {
                    let node = self.insert(&value, &below.at);
                    self.spread(node, around, scope, body);
                }
            },
        }
        if is_named {
            scope.pop();
        }
    }

    /// Puts what an expression under a directive gave into what is around it.
    fn spread(&mut self, node: Node, around: Around, scope: &mut Scope, body: &mut Body) {
        match node.value {
            Value::Sequence(items) => {
                for item in items {
                    self.put(item, around.list, scope, &mut body.items);
                }
            }
            Value::Mapping(entries) => {
                if around.mapping == Shape::Variables {
                    for entry in &entries {
                        if let Some(text) = look::text(&entry.value) {
                            let value = Expressed::Text(text.into(), Some(entry.value.at.clone()));
                            scope.set(&entry.key, &entry.key_at, value);
                        }
                    }
                }
                body.entries.extend(entries);
            }
            Value::Scalar(scalar) if scalar.text.is_empty() => {}
            Value::Scalar(_) => self.put(node, around.list, scope, &mut body.items),
        }
    }

    /// Makes a node of what came of a mapping.
    fn close(&mut self, mut body: Body, at: Place) -> Node {
        self.unique(&mut body);
        let value = match body.items.first() {
            None => Value::Mapping(body.entries),
            Some(_) if body.entries.is_empty() => Value::Sequence(body.items),
            Some(first) => {
                let what = "a list stands where entries of a mapping do";
                self.faults
                    .error_with(&first.at.clone(), what, "remove the - before them");
                Value::Mapping(body.entries)
            }
        };
        Node { at, value }
    }

    /// Refuses keys that came twice, by an expression or under a directive. They ignore case.
    fn unique(&mut self, body: &mut Body) {
        if !body.is_made {
            return;
        }
        let mut seen = HashSet::new();
        body.entries.retain(|it| {
            let is_new = seen.insert(it.key.to_lowercase());
            if !is_new {
                let what = format!("{} is already defined", shown(&it.key));
                let hint = "keep one of the two, such as with ${{ else }}";
                self.faults.error_with(&it.key_at, what, hint);
            }
            is_new
        });
    }

    fn refuse_branch(&mut self, word: &str, at: &Place) {
        let hint = "put it right behind an if or elseif, at the same level";
        self.faults
            .error_with(at, format!("there is no if before this {word}"), hint);
    }

    /// Goes one level down. False: it is too deep. Who gets true has to come back up.
    fn descend(&mut self, below: Option<&Node>) -> bool {
        let Some(below) = below else {
            self.level += 1;
            return true;
        };
        if self.level >= 2 * DEEPEST {
            let what = "directives, lists and mappings are nested too deep";
            self.budget.stop(&below.at, what, self.faults);
            return false;
        }
        self.level += 1;
        true
    }
}

/// About what a node weighs without its content, in bytes.
const EACH: usize = 100;
