//! Evaluates a tree.

use std::cell::Cell;
use std::rc::Rc;

use super::complaint::unknown_name;
use super::error::ExpressionError;
use super::function::{Does, Function};
use super::surroundings::{Answer, Surroundings, Use};
use super::tree::{Step, Tree, TreeKind};
use super::value::Value;

/// Evaluates a tree.
pub(super) fn evaluate(
    tree: &Tree,
    of: Use,
    surroundings: &dyn Surroundings,
) -> Result<Value, ExpressionError> {
    let evaluation = Evaluation {
        of,
        surroundings,
        left: Cell::new(BUDGET),
    };
    evaluation.value(tree)
}

/// One evaluation. It reads and makes a bounded amount of text and lists.
pub(super) struct Evaluation<'a> {
    of: Use,
    surroundings: &'a dyn Surroundings,
    /// How many bytes it may still read and make.
    left: Cell<usize>,
}

impl Evaluation<'_> {
    /// Evaluates a part.
    pub(super) fn value(&self, tree: &Tree) -> Result<Value, ExpressionError> {
        match &tree.kind {
            TreeKind::Literal(value) => Ok(value.clone()),
            TreeKind::Name(name) => {
                let found = self.surroundings.named(name);
                let found = found.ok_or_else(|| unknown_name(tree.at, name, self.of))?;
                self.used(tree.at, found)
            }
            TreeKind::Call(function, arguments) if function.does == Does::AsksSurroundings => {
                self.ask(tree.at, function, arguments)
            }
            TreeKind::Call(function, arguments) => self.call(tree.at, function.does, arguments),
            TreeKind::Path(from, steps) => self.used(tree.at, self.path(from, steps)?),
        }
    }

    /// Evaluates an argument that has to be text.
    pub(super) fn text(&self, tree: &Tree) -> Result<Rc<str>, ExpressionError> {
        let value = self.value(tree)?;
        value
            .as_text()
            .ok_or_else(|| cannot_be_text(tree.at, &value))
    }

    /// Pays for what is read or made.
    pub(super) fn pay(&self, at: usize, bytes: usize) -> Result<(), ExpressionError> {
        let left = self.left.get().checked_sub(bytes).ok_or_else(|| {
            let message = format!("the expression reads and makes more than {BUDGET} bytes");
            ExpressionError::new(at, message)
        })?;
        self.left.set(left);
        Ok(())
    }

    /// Pays for reading text: thousands of comparisons of a long one take as long as making it.
    fn used(&self, at: usize, value: Value) -> Result<Value, ExpressionError> {
        if let Value::Text(text, _) = &value {
            self.pay(at, text.len())?;
        }
        Ok(value)
    }

    fn ask(
        &self,
        at: usize,
        function: &Function,
        arguments: &[Tree],
    ) -> Result<Value, ExpressionError> {
        let values = arguments.iter().map(|it| self.value(it));
        let values = values.collect::<Result<Vec<_>, _>>()?;
        match self.surroundings.call(function.name, &values) {
            Answer::Value(value) => Ok(value),
            Answer::Refused(why) => Err(ExpressionError::new(at, why)),
            Answer::Unknown => {
                let message = format!("the function {} is not known here", function.name);
                Err(ExpressionError::new(at, message))
            }
        }
    }

    /// Takes properties and items of a value.
    fn path(&self, from: &Tree, steps: &[Step]) -> Result<Value, ExpressionError> {
        let mut current = Taken::One(self.value(from)?);
        for step in steps {
            current = match (step, current) {
                (Step::All, Taken::One(value)) => Taken::Filtered(self.all(from.at, &value)?),
                (Step::All, Taken::Filtered(items)) => {
                    let mut all = Vec::new();
                    for item in &items {
                        all.append(&mut self.all(from.at, item)?);
                    }
                    Taken::Filtered(all)
                }
                (Step::Index(index), Taken::One(value)) => {
                    let index = self.value(index)?;
                    Taken::One(item(&value, &index).unwrap_or(Value::Null))
                }
                (Step::Index(index), Taken::Filtered(items)) => {
                    let index = self.value(index)?;
                    let found = items.iter().filter_map(|it| item(it, &index));
                    Taken::Filtered(found.collect())
                }
            };
        }
        Ok(match current {
            Taken::One(value) => value,
            Taken::Filtered(items) => Value::Array(items.into(), None),
        })
    }

    /// Lists what a value consists of: nothing, unless it is an array or an object.
    fn all(&self, at: usize, value: &Value) -> Result<Vec<Value>, ExpressionError> {
        let items: Vec<Value> = match value {
            Value::Array(items, _) => items.to_vec(),
            Value::Object(object, _) => object.entries.iter().map(|(.., it)| it.clone()).collect(),
            _ => Vec::new(),
        };
        self.pay(at, items.len() * size_of::<Value>())?;
        Ok(items)
    }
}

/// What a path has come to.
enum Taken {
    /// A value.
    One(Value),
    /// A filtered array: what follows is taken of each of its items.
    Filtered(Vec<Value>),
}

/// Returns an item of an array or a property of an object.
fn item(value: &Value, index: &Value) -> Option<Value> {
    match value {
        Value::Array(items, _) => {
            let index = index.as_number().filter(|it| *it >= 0.0)?;
            // `as` would saturate as well, and clippy asks for proof.
            let position = format!("{:.0}", index.floor()).parse().ok()?;
            items.get::<usize>(position).cloned()
        }
        Value::Object(object, _) => object.get(&index.as_text()?).cloned(),
        _ => None,
    }
}

/// Says that a value is no text.
pub(super) fn cannot_be_text(at: usize, value: &Value) -> ExpressionError {
    let message = format!("a value of type {} cannot become a String", value.kind());
    let error = ExpressionError::new(at, message);
    error.with_hint("name one of its values, or use convertToJson(…) or join(',', …)")
}

/// Makes an array that comes from no file.
pub(super) fn array(items: Vec<Value>) -> Value {
    Value::Array(Rc::from(items), None)
}

/// How many bytes one evaluation may read and make: far above what a pipeline needs.
const BUDGET: usize = 16 << 20;

#[cfg(test)]
mod tests {
    use super::super::world::{check, check_failures};

    /// Sources: the page on expressions, "Literals".
    #[test]
    fn literals_are_what_they_say() {
        check(&[
            ("true", "True"),
            ("FALSE", "False"),
            ("-1.20", "-1.2"),
            (".5", "0.5"),
            ("1.2.3", "v1.2.3"),
            ("1.2.3.4", "v1.2.3.4"),
            ("'it''s'", "'it's'"),
            ("''", "''"),
            ("''''", "'''"),
            (" 'a' ", "'a'"),
        ]);
    }

    #[test]
    fn a_property_is_found_by_dot_and_by_index() {
        check(&[
            ("variables.acme", "'Anvil'"),
            ("VARIABLES['ACME']", "'Anvil'"),
            ("variables['build.reason']", "'PullRequest'"),
            ("variables.build.reason", "Null"),
            ("variables[variables.none]", "Null"),
            ("variables.none.none['none'][0]", "Null"),
            ("parameters.my-region", "'west'"),
            ("parameters.debug", "True"),
            ("parameters [ 'replicas' ]", "2"),
            ("shop.city", "'Oslo'"),
            ("dependencies.Pack.outputs['crate.size']", "'7'"),
            ("variables.true", "Null"),
            ("variables.format", "Null"),
        ]);
    }

    #[test]
    fn an_item_of_an_array_is_found_by_its_number() {
        check(&[
            ("parameters.names[0]", "'Web'"),
            ("parameters.names['1']", "'Api'"),
            ("parameters.names[1.9]", "'Api'"),
            ("parameters.names[2]", "Null"),
            ("parameters.names[-1]", "Null"),
            ("parameters.names['x']", "Null"),
            ("parameters.names[99999999999999999999999999]", "Null"),
            ("parameters.shops[1].city", "'Bern'"),
            ("split('a/b', '/')[1]", "'b'"),
            ("'abc'", "'abc'"),
        ]);
    }

    #[test]
    fn a_filtered_array_takes_what_follows_of_each_item() {
        check(&[
            ("parameters.shops.*.city", "['Oslo', 'Bern']"),
            ("parameters.shops[*].city", "['Oslo', 'Bern']"),
            ("parameters.shops.*['city']", "['Oslo', 'Bern']"),
            ("parameters.shops.*.goods.*", "['rope', 'magnet', 'rocket']"),
            ("parameters.shops.*.goods[1]", "['magnet']"),
            ("shop.*", "['Oslo']"),
            ("variables.acme.*", "[]"),
            ("variables.none.*.city", "[]"),
            ("join(',', parameters.shops.*.city)", "'Oslo,Bern'"),
            ("containsValue(parameters.shops.*.city, 'bern')", "True"),
        ]);
    }

    #[test]
    fn a_name_that_no_each_made_is_an_error_with_what_was_meant() {
        check_failures(&[("shops.city", 0, "there is no value 'shops'")]);
        for (text, hint) in [
            ("paramters.a", "did you mean parameters?"),
            ("stageDependencies.A", "run time"),
            ("production", "single quotes"),
        ] {
            let error = super::super::world::outcome(text, super::Use::Template).unwrap_err();
            assert!(error.hint.unwrap_or_default().contains(hint), "{text}");
        }
    }
}
