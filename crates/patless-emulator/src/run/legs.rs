//! How often a job runs: once, for each leg of its matrix, or for each slice.
//!
//! Source: <https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job-strategy>.

use patless_pipeline::model::Strategy;
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
    let legs: Map<String, Value> = serde_json::from_str(text).map_err(not_json)?;
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
