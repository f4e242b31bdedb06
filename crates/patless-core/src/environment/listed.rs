//! Reads the agent's lists of the names of the job's variables.

use super::variable::Variable;
use super::variables::{VSTS_PUBLIC_VARIABLES, VSTS_SECRET_VARIABLES};
use super::{Environment, EnvironmentError};

/// The original names of the job's variables.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ListedVariables {
    /// The public ones.
    pub public: Vec<String>,
    /// The secret ones, which the agent passes to tasks with the prefix `SECRET_`.
    pub secret: Vec<String>,
}

impl Environment {
    /// Lists the original names of the job's variables, the public ones first. Empty if the agent gave none.
    ///
    /// # Errors
    /// As [`listed_variables`](Self::listed_variables).
    pub fn variable_names(&self) -> Result<Vec<String>, EnvironmentError> {
        let ListedVariables { public, secret } = self.listed_variables()?;
        Ok([public, secret].concat())
    }

    /// Lists the original names of the job's variables that the agent gives in `VSTS_PUBLIC_VARIABLES` and
    /// `VSTS_SECRET_VARIABLES` (JSON arrays). Empty if the agent gave none.
    ///
    /// # Errors
    /// A list that cannot be read is an error: otherwise, checks on the names would pass because there are none.
    pub fn listed_variables(&self) -> Result<ListedVariables, EnvironmentError> {
        let read = |list: &Variable| match self.variable(list) {
            Some(text) => serde_json::from_str(text)
                .map_err(|_| EnvironmentError::VariableNames { list: list.name() }),
            None => Ok(Vec::new()),
        };
        Ok(ListedVariables {
            public: read(&VSTS_PUBLIC_VARIABLES)?,
            secret: read(&VSTS_SECRET_VARIABLES)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_read() {
        let environment = Environment::fixed(&[
            ("VSTS_PUBLIC_VARIABLES", r#"["a"]"#),
            ("VSTS_SECRET_VARIABLES", r#"["b"]"#),
        ]);
        assert_eq!(environment.variable_names().unwrap(), ["a", "b"]);
        assert_eq!(environment.listed_variables().unwrap().secret, ["b"]);
    }

    #[test]
    fn a_list_that_cannot_be_read_is_an_error() {
        for list in ["VSTS_PUBLIC_VARIABLES", "VSTS_SECRET_VARIABLES"] {
            let environment = Environment::fixed(&[(list, "[\"a\"")]);
            assert!(environment.variable_names().is_err(), "{list}");
        }
    }
}
