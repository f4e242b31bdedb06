//! Includes the templates of stages, jobs, steps and variables.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/templates>.

use std::rc::Rc;
use std::sync::Arc;

use super::expansion::Expansion;
use super::look;
use super::parameters::Giver;
use super::scope::{Chain, Scope};
use super::shape::Shape;
use super::variables;
use crate::expression::is_of_run;
use crate::meant::closest;
use crate::place::Place;
use crate::shown::{listed, shown};
use crate::yaml::{Entry, Node, Value};

/// What somebody says who includes a file.
pub(super) struct Reference<'n> {
    /// The path, perhaps with `@` and a repository.
    template: &'n str,
    /// Where the path stands.
    at: &'n Place,
    /// The parameters.
    given: &'n [Entry],
}

impl Expansion<'_, '_> {
    /// Returns the items of the template that an item of a list names, with the scope of its file. None: there is none,
    /// which is a fault.
    pub(super) fn include(
        &mut self,
        item: &Node,
        list: Shape,
        scope: &Scope,
    ) -> Option<(Vec<Node>, Scope)> {
        let reference = self.reference(item)?;
        let (entries, mut inner) = self.enter(&reference, scope)?;
        let wanted = list.key()?;
        let is_wanted = |key: &str| key == wanted || (list == Shape::Jobs && key == "phases");
        let entries = self.entries(&entries, Shape::Root, &mut inner);
        self.check_keys(&entries, wanted);
        let file = shown(&inner.chain.file);
        let Some(found) = entries.iter().position(|it| is_wanted(&it.key)) else {
            let what = format!("the template {file} has no {wanted}");
            let others = ["stages", "jobs", "steps", "variables", "extends"];
            let other = others.iter().find(|it| look::entry(&entries, it).is_some());
            match other {
                Some(&"extends") => {
                    let hint = "name it under extends of the pipeline";
                    self.faults.error_with(reference.at, what, hint);
                }
                Some(other) => {
                    let hint = format!("it has {other}: include it under {other}");
                    self.faults.error_with(reference.at, what, hint);
                }
                None => self.faults.error(reference.at, what),
            }
            return Some((Vec::new(), inner));
        };
        let value = entries.into_iter().nth(found)?.value;
        let nodes = match &value.value {
            Value::Mapping(_) if list == Shape::Variables => variables::as_list(value),
            Value::Sequence(_) => variables::as_list(value),
            Value::Scalar(scalar) if scalar.text.is_empty() => Vec::new(),
            _ => {
                let what = format!("{wanted} of the template {file} has to be a list");
                self.faults.error(&value.at, what);
                Vec::new()
            }
        };
        let nodes = match list {
            Shape::Variables => nodes,
            _ => self.resolve_list(nodes, list, &inner),
        };
        Some((nodes, inner))
    }

    /// Reads the file of a reference. None: it cannot be, which is a fault.
    pub(super) fn enter(
        &mut self,
        reference: &Reference<'_>,
        scope: &Scope,
    ) -> Option<(Vec<Entry>, Scope)> {
        self.budget.work(INCLUDE, reference.at, self.faults);
        if self.budget.is_spent() {
            return None;
        }
        let &Reference { template, at, .. } = reference;
        // A path is relative to the file whose list the template becomes a part of, wherever it was written.
        let by = &scope.chain.file;
        let source = self.files.find(template, by, at, self.faults)?;
        let root = source.root.as_ref()?;
        if !self.may_nest(&source.file, at, &scope.chain) {
            return None;
        }
        let declarations = self.declarations(&source.file, root);
        let Value::Mapping(entries) = &root.value else {
            let what = "a template has to be a mapping";
            self.faults.error_with(
                &root.at,
                what,
                "begin it with parameters:, stages:, jobs:, steps: or variables:",
            );
            return None;
        };
        let giver = Giver::Template(at);
        let mut given = reference.given.to_vec();
        for entry in &mut given {
            // What is declared as steps, jobs or stages becomes some before it is handed over.
            if let Some(shape) = declarations.shape(&entry.key) {
                let value = look::take(&mut entry.value);
                entry.value = self.resolve(value, shape, scope);
            }
        }
        let parameters = declarations.bind(&source.file, &given, giver, self.faults);
        let chain = Chain {
            file: Arc::clone(&source.file),
            above: Some(Rc::clone(&scope.chain)),
            depth: scope.chain.depth + 1,
        };
        Some((entries.clone(), scope.within(parameters, chain)))
    }

    /// Reads `template` and `parameters` of an item, or of `extends`.
    pub(super) fn reference<'n>(&mut self, node: &'n Node) -> Option<Reference<'n>> {
        let mut found = None;
        let mut given: &[Entry] = &[];
        for entry in look::entries(node) {
            match entry.key.as_str() {
                "template" => found = Some(entry),
                "parameters" => match &entry.value.value {
                    Value::Mapping(entries) => given = entries,
                    Value::Scalar(scalar) if scalar.text.is_empty() => {}
                    _ => {
                        let what = "parameters of a template has to be a mapping";
                        let hint = "write NAME: VALUE for each, without -";
                        self.faults.error_with(&entry.value.at, what, hint);
                    }
                },
                key => {
                    let what = format!("unexpected key {} beside template", shown(key));
                    let hint = match closest(key, ["parameters", "template"]) {
                        Some(meant) => format!("did you mean {meant}?"),
                        None => String::from("a template takes parameters: only"),
                    };
                    self.faults.error_with(&entry.key_at, what, hint);
                }
            }
        }
        let Some(entry) = found else {
            let what = "there is no template here";
            self.faults
                .error_with(&node.at, what, "write template: PATH");
            return None;
        };
        let at = &entry.value.at;
        let template = look::text(&entry.value).unwrap_or("");
        if template.trim().is_empty() {
            self.faults.error(at, "the path of a template is empty");
            return None;
        }
        if is_of_run(template) {
            let what = format!("the path {} has a value of the run", shown(template));
            let hint =
                "templates are read before the run: use ${{ variables.x }} or ${{ parameters.x }}";
            self.faults.error_with(at, what, hint);
            return None;
        }
        Some(Reference {
            template,
            at,
            given,
        })
    }

    /// Refuses templates that are nested too deep, and those that include themselves without an end.
    fn may_nest(&mut self, file: &Arc<str>, at: &Place, chain: &Chain) -> bool {
        let is_above = || chain.files().contains(&&**file);
        if chain.depth < DEEPEST_TEMPLATES {
            // It was found to have no end: more of it would only say so again, very often.
            return !(self.endless.contains(file) && is_above());
        }
        let mut files = chain.files();
        let what = match files.iter().position(|it| **it == **file) {
            Some(first) => {
                files.drain(..first);
                let again = files.iter().skip(1).position(|it| **it == **file);
                files.truncate(again.map_or(files.len(), |it| it + 1));
                format!(
                    "the template {} includes itself without an end",
                    shown(file)
                )
            }
            None => format!("templates are nested deeper than {DEEPEST_TEMPLATES} levels"),
        };
        files.push(file);
        self.endless
            .extend(chain.files().into_iter().map(Arc::from));
        self.endless.insert(Arc::clone(file));
        let hint = format!("the files are {}", listed(files));
        self.faults.error_with(at, what, hint);
        false
    }

    /// Refuses keys that a template has not.
    fn check_keys(&mut self, entries: &[Entry], wanted: &str) {
        for entry in entries {
            let key = entry.key.as_str();
            let is_known = key == wanted || matches!(key, "resources" | "phases");
            // Another kind of template is a fault of its own.
            let is_other = matches!(key, "stages" | "jobs" | "steps" | "extends");
            if is_known || (is_other && look::entry(entries, wanted).is_none()) {
                continue;
            }
            let what = format!("unexpected key {} of a template of {wanted}", shown(key));
            let hint = match closest(key, ["parameters", wanted]) {
                Some(meant) => format!("did you mean {meant}?"),
                None => format!("it has parameters and {wanted} only"),
            };
            self.faults.error_with(&entry.key_at, what, hint);
        }
    }
}

/// How deep templates include templates, as documented.
const DEEPEST_TEMPLATES: usize = 20;

/// What including a template costs, in evaluations.
const INCLUDE: usize = 50;
