//! Variables of a job: of the pipeline, its stage and itself, with groups and `$[ ]`.

use std::collections::HashMap;

use patless_pipeline::expression::runtime;
use patless_pipeline::model;

use super::groups::Groups;
use crate::agent::Variable;

/// Merges the levels. A later level replaces variables of the same name, and so does a later entry.
pub(super) fn merge(levels: &[&[model::Variable]], groups: &Groups) -> Vec<Variable> {
    let mut merged = Merged::default();
    for entry in levels.iter().copied().flatten() {
        match entry {
            model::Variable::Value {
                name,
                value,
                read_only,
                ..
            } => {
                let mut variable = Variable::public(name, value);
                variable.read_only = *read_only;
                merged.add(variable);
            }
            model::Variable::Group { name, .. } => {
                for variable in groups.variables(name) {
                    merged.add(variable.clone());
                }
            }
        }
    }
    merged.variables
}

/// Evaluates each `$[ ]`, in order: a later one sees what an earlier one gave. `evaluated` does it, with the variables of
/// the file as they are then. What holds one of the secrets becomes a secret.
///
/// # Errors
/// The first variable that has no value, and why.
pub(super) fn evaluate(
    mut variables: Vec<Variable>,
    secrets: &[&str],
    evaluated: impl Fn(&[Variable], &str) -> Result<String, String>,
) -> Result<Vec<Variable>, String> {
    let own: Vec<String> = variables
        .iter()
        .filter(|it| it.secret)
        .map(|it| it.value.clone())
        .collect();
    let secrets = || {
        secrets
            .iter()
            .copied()
            .chain(own.iter().map(String::as_str))
    };
    for index in 0..variables.len() {
        let Some(variable) = variables.get(index) else {
            continue;
        };
        if runtime(&variable.value).is_none() {
            continue;
        }
        let value = evaluated(&variables, &variable.value)
            .map_err(|error| format!("the variable {}: {error}", variable.name))?;
        let is_secret = secrets().any(|it| holds(&value, it));
        if let Some(variable) = variables.get_mut(index) {
            variable.secret |= is_secret;
            variable.value = value;
        }
    }
    Ok(variables)
}

/// Returns whether a text holds a secret: as it is, or as `upper`, `lower`, `trim` and `convertToJson` write it.
pub(super) fn holds(value: &str, secret: &str) -> bool {
    let secret = secret.trim().to_lowercase();
    let in_json = serde_json::Value::from(secret.as_str()).to_string();
    let in_json = in_json.trim_matches('"');
    let value = value.to_lowercase();
    !secret.is_empty() && (value.contains(&secret) || value.contains(in_json))
}

/// Adds variables, which replace those of the same name.
pub(super) fn with(
    variables: Vec<Variable>,
    more: impl Iterator<Item = Variable>,
) -> Vec<Variable> {
    let mut merged = Merged::default();
    for variable in variables.into_iter().chain(more) {
        merged.add(variable);
    }
    merged.variables
}

/// Variables by name.
#[derive(Default)]
struct Merged {
    variables: Vec<Variable>,
    places: HashMap<String, usize>,
}

impl Merged {
    fn add(&mut self, variable: Variable) {
        let key = variable.name.to_lowercase();
        let known = self.places.get(&key).copied();
        if let Some(earlier) = known.and_then(|at| self.variables.get_mut(at)) {
            *earlier = variable;
        } else {
            self.places.insert(key, self.variables.len());
            self.variables.push(variable);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variable_that_shows_a_secret_becomes_one() {
        let all = vec![
            Variable::public("plain", "$[ x ]"),
            Variable::public("shown", "$[ y ]"),
            Variable::public("macro", "$(x)"),
        ];
        let found = evaluate(all, &["sekret-1", ""], |_, text| {
            Ok(match text {
                "$[ x ]" => "a".to_owned(),
                _ => "a sekret-1".to_owned(),
            })
        })
        .unwrap();
        let found: Vec<_> = found.iter().map(|it| (&*it.value, it.secret)).collect();
        assert_eq!(found, [("a", false), ("a sekret-1", true), ("$(x)", false)]);
    }

    #[test]
    fn secret_is_found_as_functions_write_it() {
        let secret = " Sek\"ret\n";
        for shown in [
            "a Sek\"ret b",
            "SEK\"RET",
            "sek\"ret",
            r#"{"x": " Sek\"ret\n"}"#,
        ] {
            assert!(holds(shown, secret), "{shown}");
        }
        assert!(!holds("Sek", secret));
        assert!(!holds("a", " "));
    }

    #[test]
    fn later_variable_replaces_an_earlier_one_in_its_place() {
        let all = vec![Variable::public("a", "1"), Variable::public("b", "2")];
        let found = with(all, [Variable::public("A", "3")].into_iter());
        let found: Vec<_> = found.iter().map(|it| (&*it.name, &*it.value)).collect();
        assert_eq!(found, [("A", "3"), ("b", "2")]);
    }
}
