//! Variable of a job.

use std::fmt;

use super::text::{environment_name, environment_name_preserving_case, same_name};

/// Variable of a job. Its `Debug` form hides a secret value.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Variable {
    /// The name in its first spelling. Comparisons ignore case.
    pub name: String,
    /// The value.
    pub value: String,
    /// Whether the value is masked and kept out of the plain environment.
    pub secret: bool,
    /// Whether a step may not set it.
    pub read_only: bool,
    /// Whether the environment name keeps its case.
    pub preserve_case: bool,
}

impl fmt::Debug for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.secret {
            "[redacted]"
        } else {
            &self.value
        };
        f.debug_struct("Variable")
            .field("name", &self.name)
            .field("value", &value)
            .field("read_only", &self.read_only)
            .finish_non_exhaustive()
    }
}

impl Variable {
    /// Makes a public variable that steps may set.
    pub fn public(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            secret: false,
            read_only: false,
            preserve_case: false,
        }
    }

    /// Makes a secret variable that steps may set.
    pub fn secret(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            secret: true,
            ..Self::public(name, value)
        }
    }

    /// Makes the variable read-only.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Returns the name under which a process sees the value.
    pub(super) fn environment_name(&self) -> String {
        if self.preserve_case {
            environment_name_preserving_case(&self.name)
        } else {
            environment_name(&self.name)
        }
    }
}

/// Finds a variable by name.
pub(super) fn find<'a>(variables: &'a [Variable], name: &str) -> Option<&'a Variable> {
    variables
        .iter()
        .find(|variable| same_name(&variable.name, name))
}
