//! How often a job runs: once, for each leg of its matrix, or for each slice.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job-strategy>.

use std::sync::Arc;

use patless_pipeline::model::Strategy;
use patless_pipeline::{Faults, yaml};
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::scope::Scope;

/// One run of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leg {
    /// Its name, `System.JobName`. None: the job runs once.
    pub(super) name: Option<String>,
    /// What the heading of the job has behind it.
    pub(super) suffix: Option<String>,
    /// Its own variables.
    pub(super) variables: Vec<(String, String)>,
}

/// Lists the runs of a job.
///
/// # Errors
/// Why the matrix has no value, or is none.
pub(super) fn legs(strategy: &Strategy, scope: &Scope<'_>) -> Result<Vec<Leg>, String> {
    match strategy {
        Strategy::Matrix(legs) => {
            let legs = legs.iter().cloned();
            at_most(
                legs.map(|(name, variables)| named(name, variables))
                    .collect(),
            )
        }
        Strategy::RuntimeMatrix(text) => at_most(of_json(&scope.expression(text)?)?),
        Strategy::Parallel(count) => {
            let count = usize::try_from(*count).unwrap_or(usize::MAX);
            if count > MOST {
                return Err(too_many());
            }
            let slice = |number: usize| Leg {
                name: Some(format!("Job{number}")),
                suffix: Some(number.to_string()),
                variables: Vec::new(),
            };
            Ok((1..=count).map(slice).collect())
        }
        _ => Ok(vec![Leg {
            name: None,
            suffix: None,
            variables: Vec::new(),
        }]),
    }
}

fn named(name: String, variables: Vec<(String, String)>) -> Leg {
    Leg {
        suffix: Some(name.clone()),
        name: Some(name),
        variables,
    }
}

/// Reads a matrix in JSON: an object of objects.
fn of_json(text: &str) -> Result<Vec<Leg>, String> {
    // What JSON text says may be a secret, and the error would repeat it.
    let not_json = |error: serde_json::Error| match error.classify() {
        Category::Data => "the matrix is JSON, but no mapping of mappings".to_owned(),
        _ => format!("the matrix is not JSON: {error}"),
    };
    let legs: Map<String, Value> = match serde_json::from_str(text) {
        Ok(legs) => legs,
        Err(error) => lenient(text).ok_or_else(|| not_json(error))?,
    };
    let legs = legs.into_iter().map(|(name, variables)| {
        let Value::Object(variables) = variables else {
            return Err(format!("the leg {name} of the matrix is not a mapping"));
        };
        let variables = variables.into_iter().map(|(name, value)| {
            let value = match value {
                Value::String(text) => text,
                Value::Null => String::new(),
                other => other.to_string(),
            };
            (name, value)
        });
        Ok(named(name, variables.collect()))
    });
    legs.collect()
}

/// Reads JSON with single quotes, which the service takes, and scripts print because of the double quotes around it.
fn lenient(text: &str) -> Option<Map<String, Value>> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let mut faults = Faults::default();
    let node = yaml::read(&Arc::from("matrix"), text, &mut faults)?;
    if !faults.into_sorted().is_empty() {
        return None;
    }
    let entries = |node: yaml::Node| match node.value {
        yaml::Value::Mapping(entries) => Some(entries),
        _ => None,
    };
    let legs = entries(node)?.into_iter().map(|leg| {
        let variables = entries(leg.value)?
            .into_iter()
            .map(|it| match it.value.value {
                yaml::Value::Scalar(scalar) => Some((it.key, Value::String(scalar.text))),
                _ => None,
            });
        let variables: Option<Map<_, _>> = variables.collect();
        Some((leg.key, Value::Object(variables?)))
    });
    legs.collect()
}

fn at_most(legs: Vec<Leg>) -> Result<Vec<Leg>, String> {
    if legs.len() > MOST {
        return Err(too_many());
    }
    Ok(legs)
}

fn too_many() -> String {
    format!("a job runs {MOST} times at most")
}

/// How many jobs the service makes of one.
const MOST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrix_in_single_quotes_is_taken() {
        let legs = of_json("{'a': {'x': '1'}, 'b':{'x':'2'}}").unwrap();
        let names: Vec<_> = legs.iter().map(|it| it.name.as_deref()).collect();
        assert_eq!(names, [Some("a"), Some("b")]);
        assert_eq!(legs[1].variables, [("x".to_owned(), "2".to_owned())]);
        for text in ["a: {x: 1}", "{'a': {'x': ['1']}}", "{'a': '1'}", "{'a"] {
            of_json(text).unwrap_err();
        }
    }

    #[test]
    fn matrix_in_json_is_an_object_of_objects() {
        let legs = of_json(r#"{"linux": {"os": "l", "n": 1.5, "f": true, "e": null}}"#).unwrap();
        let mut variables = legs[0].variables.clone();
        variables.sort();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = [
            pair("e", ""),
            pair("f", "true"),
            pair("n", "1.5"),
            pair("os", "l"),
        ];
        assert_eq!(variables, expected);
        assert_eq!(legs[0].name.as_deref(), Some("linux"));
        assert_eq!(of_json("{}").unwrap(), []);
        for text in ["", "[]", "{\"a\": 1}", "nonsense"] {
            assert!(of_json(text).is_err(), "{text}");
        }
    }

    #[test]
    fn error_about_a_matrix_does_not_repeat_it() {
        for text in ["\"sekret\"", "[\"sekret\"]", "{\"a\": {}} sekret", "sekret"] {
            let error = of_json(text).unwrap_err();
            assert!(!error.contains("sekret"), "{text}: {error}");
        }
    }
}
