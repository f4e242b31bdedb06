//! Parameters of a template, bound to the values that the including file gives.

use super::error::PipelineError;
use super::fields::Fields;
use super::node::{Entry, Node, Value};
use super::position::Position;

/// Parameters of a file, with their values.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    /// The parameters, with the names from the declaration.
    values: Vec<(String, Node)>,
}

impl Parameters {
    /// Checks the given values against the declarations. `used_at` is the position of the reference to the file.
    pub(super) fn bind(
        declared: Option<&Node>,
        given: Option<&Node>,
        used_at: &Position,
    ) -> Result<Self, PipelineError> {
        let mut given = match given {
            Some(node) => node.entries("parameters")?.to_vec(),
            None => Vec::new(),
        };
        let mut values = Vec::new();
        if let Some(declared) = declared {
            if matches!(declared.value, Value::Mapping(_)) {
                let what = "parameters as a mapping; use a list with name, type and default";
                return Err(PipelineError::unsupported(&declared.position, what));
            }
            for declaration in declared.items("parameters")? {
                let (name, value) = bind_one(declaration, &mut given, used_at)?;
                values.push((name, value));
            }
        }
        match given.first() {
            None => Ok(Self { values }),
            Some(entry) => Err(PipelineError::invalid(
                &entry.position,
                format!("unexpected parameter {}", entry.key),
            )),
        }
    }

    /// Finds a parameter. Names ignore case.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        let found = self
            .values
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, node)| node)
    }
}

/// Reads one declaration, and takes its value from `given`.
fn bind_one(
    declaration: &Node,
    given: &mut Vec<Entry>,
    used_at: &Position,
) -> Result<(String, Node), PipelineError> {
    let mut fields = Fields::open(declaration, "a parameter")?;
    let name = fields.require("name")?.text("name")?.to_owned();
    let kind = Kind::read(fields.take("type"))?;
    let default = fields.take("default");
    let allowed = fields.take("values");
    fields.ignore(&["displayName"]);
    fields.finish()?;
    let index = given
        .iter()
        .position(|entry| entry.key.eq_ignore_ascii_case(&name));
    let value = match (index, default) {
        (Some(index), _) => given.remove(index).value,
        (None, Some(default)) => default.clone(),
        (None, None) => {
            let what = format!("the parameter {name} needs a value");
            return Err(PipelineError::invalid(used_at, what));
        }
    };
    let value = kind.check(&name, value)?;
    if let Some(allowed) = allowed {
        check_allowed(&name, &value, allowed)?;
    }
    Ok((name, value))
}

/// Refuses a value that `values` does not list.
fn check_allowed(name: &str, value: &Node, allowed: &Node) -> Result<(), PipelineError> {
    let text = value.text(name)?;
    for item in allowed.items("values")? {
        if item.text("values")? == text {
            return Ok(());
        }
    }
    let what = format!("the parameter {name} does not allow the value {text}");
    Err(PipelineError::invalid(&value.position, what))
}

/// Type of a parameter.
#[derive(Clone, Copy)]
enum Kind {
    /// Text. This is the default.
    String,
    /// A number. It keeps its spelling.
    Number,
    /// A boolean. As in Azure Pipelines, its text is `True` or `False`.
    Boolean,
    /// Any YAML.
    Object,
}

impl Kind {
    /// Reads the `type` of a declaration.
    fn read(node: Option<&Node>) -> Result<Self, PipelineError> {
        let Some(node) = node else {
            return Ok(Self::String);
        };
        match node.text("type")? {
            "string" => Ok(Self::String),
            "number" => Ok(Self::Number),
            "boolean" => Ok(Self::Boolean),
            "object" => Ok(Self::Object),
            other => Err(PipelineError::unsupported(
                &node.position,
                format!("the parameter type {other}"),
            )),
        }
    }

    /// Refuses a value of another type.
    fn check(self, name: &str, mut value: Node) -> Result<Node, PipelineError> {
        let what = format!("the parameter {name}");
        match self {
            Self::String => drop(value.text(&what)?),
            Self::Number => {
                if value.text(&what)?.parse::<f64>().is_err() {
                    let what = format!("{what} must be a number");
                    return Err(PipelineError::invalid(&value.position, what));
                }
            }
            Self::Boolean => {
                let text = if value.boolean(&what)? {
                    "True"
                } else {
                    "False"
                };
                value.value = Value::Scalar(text.to_owned());
            }
            Self::Object => {}
        }
        Ok(value)
    }
}
