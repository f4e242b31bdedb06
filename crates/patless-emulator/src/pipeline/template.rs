//! Reader of lists of steps and of the step templates that they include.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::document;
use super::error::PipelineError;
use super::expression;
use super::fields::Fields;
use super::job::Step;
use super::node::Node;
use super::parameters::Parameters;
use super::position::Position;
use super::step;

/// A file with expanded expressions.
#[derive(Debug)]
pub(super) struct ExpandedFile {
    /// The content without `parameters`.
    pub(super) root: Node,
    /// The path, to which template paths are relative.
    pub(super) path: PathBuf,
    /// The number of nested templates above this file.
    pub(super) depth: usize,
}

impl ExpandedFile {
    /// Loads a file, binds its parameters and expands its expressions.
    pub(super) fn load(
        path: &Path,
        given: Option<&Node>,
        used_at: Option<&Position>,
        depth: usize,
    ) -> Result<Self, PipelineError> {
        let file: Arc<str> = Arc::from(path.to_string_lossy().as_ref());
        let whole = Position::new(&file, 0);
        let used_at = used_at.unwrap_or(&whole);
        if depth > MAX_DEPTH {
            let what = format!("templates nested deeper than {MAX_DEPTH}");
            return Err(PipelineError::unsupported(used_at, what));
        }
        let text = fs::read_to_string(path).map_err(|error| {
            let what = format!("cannot read {file}: {error}");
            PipelineError::invalid(used_at, what)
        })?;
        let mut root = document::parse(&file, &text)?;
        let declared = take_entry(&mut root, "parameters");
        let parameters = Parameters::bind(declared.as_ref(), given, used_at)?;
        Ok(Self {
            root: expression::expand(&root, &parameters)?,
            path: path.to_owned(),
            depth,
        })
    }

    /// Reads a list of steps of this file, templates included.
    pub(super) fn steps(&self, list: &Node) -> Result<Vec<Step>, PipelineError> {
        let mut steps = Vec::new();
        for item in list.items("steps")? {
            let mut fields = Fields::open(item, "a template step")?;
            if let Some(template) = fields.take("template") {
                let given = fields.take("parameters");
                fields.finish()?;
                steps.extend(self.include(template, given, &item.position)?);
            } else {
                steps.push(step::read(item)?);
            }
        }
        Ok(steps)
    }

    /// Reads the steps of a template that this file includes.
    fn include(
        &self,
        template: &Node,
        given: Option<&Node>,
        used_at: &Position,
    ) -> Result<Vec<Step>, PipelineError> {
        let name = template.text("template")?;
        if name.contains('@') || name.starts_with('/') {
            let what = format!(
                "the template {name}; only paths relative to the including file are supported"
            );
            return Err(PipelineError::unsupported(&template.position, what));
        }
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let path = normalize(&folder.join(name));
        let file = Self::load(&path, given, Some(used_at), self.depth + 1)?;
        let mut fields = Fields::open(&file.root, "a step template")?;
        let list = fields.require("steps")?;
        fields.finish()?;
        file.steps(list)
    }
}

/// Removes one key from a mapping.
fn take_entry(root: &mut Node, key: &str) -> Option<Node> {
    let super::node::Value::Mapping(entries) = &mut root.value else {
        return None;
    };
    let index = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(index).value)
}

/// Removes `x/..` from a path, to keep messages readable.
fn normalize(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut result = PathBuf::new();
    for component in path.components() {
        let after_name = matches!(result.components().next_back(), Some(Component::Normal(_)));
        match component {
            Component::CurDir => {}
            Component::ParentDir if after_name => drop(result.pop()),
            other => result.push(other),
        }
    }
    result
}

/// The maximum depth of nested templates. It also stops a template that includes itself.
const MAX_DEPTH: usize = 20;
