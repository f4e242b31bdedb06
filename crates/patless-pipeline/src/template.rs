//! Expands a pipeline as the service does: parameters, templates, `extends` and `${{ }}`.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/process/templates>.

mod body;
mod budget;
mod check;
mod declaration;
mod directive;
mod expansion;
mod extends;
mod include;
mod kind;
mod list;
mod look;
mod mapping;
mod nodes;
mod parameters;
mod resolve;
mod scope;
mod shape;
mod turns;
mod variables;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::expression::Value as Expressed;
use crate::fault::Faults;
use crate::files::Files;
use crate::options::Options;
use crate::place::Place;
use crate::shown::argument;
use crate::yaml::{self, Entry, Node, Scalar, Value};
use expansion::Expansion;
use parameters::{Declarations, Giver};
use scope::{Chain, Scope};
use shape::Shape;

/// Expands the pipeline in a file: what comes of it has no `parameters`, `extends`, expressions and templates. What cannot be
/// expanded is a fault and stays in its place, and the rest is expanded on. None: nothing is left.
///
/// The text of each file that is read goes to `texts`, by its name in places.
pub fn expand(
    file: &Path,
    options: &Options,
    texts: &mut BTreeMap<Arc<str>, Arc<str>>,
    faults: &mut Faults,
) -> Option<Node> {
    let (files, source) = Files::open(file, options, texts, faults)?;
    let root = source.root.as_ref()?;
    let mut expansion = Expansion::new(files, faults);
    let declarations = expansion.declarations(&source.file, root);
    let Value::Mapping(entries) = &root.value else {
        let hint = "begin it with steps:, jobs:, stages: or extends:";
        faults.error_with(&root.at, "a pipeline has to be a mapping", hint);
        return None;
    };
    let given = given(&declarations, options, expansion.faults);
    let parameters = declarations.bind(
        &source.file,
        &given,
        Giver::User(options.unset),
        expansion.faults,
    );
    let chain = Chain {
        file: Arc::clone(&source.file),
        above: None,
        depth: 0,
    };
    let mut scope = Scope::new(parameters, chain);
    let outside = Place::of_file(&Arc::from("--variable"));
    for (name, value) in &options.variables {
        scope.set(name, &outside, Expressed::text(value));
    }
    let entries = expansion.entries(entries, Shape::Root, &mut scope);
    let entries = expansion.finish(entries, &scope);
    Some(Node {
        at: root.at.clone(),
        value: Value::Mapping(entries),
    })
}

/// Makes nodes of the parameters that the user gives.
fn given(declarations: &Declarations, options: &Options, faults: &mut Faults) -> Vec<Entry> {
    let entries = options.parameters.iter().filter_map(|(name, text)| {
        let file = Arc::from(format!("--parameter {}", argument(name)));
        let at = Place::of_file(&file);
        let value = if declarations.is_yaml(name) {
            yaml::read(&file, text, faults)?
        } else {
            let text = text.clone();
            let value = Value::Scalar(Scalar { text, quoted: true });
            let at = at.clone();
            Node { at, value }
        };
        Some(Entry {
            key: name.clone(),
            key_at: at,
            value,
        })
    });
    entries.collect()
}
