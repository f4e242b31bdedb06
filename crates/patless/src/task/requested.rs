//! The tokens that the task is asked for: the inputs `variable`, `scope` and `tokens`.

use super::input_names::{SCOPE, TOKENS, VARIABLE};
use super::raw::Raw;
use crate::input_error::InputError;
use crate::stages::RequestedScope;
use crate::variable_name::VariableName;

/// One token: where it goes and what for.
#[derive(Debug)]
pub(super) struct RequestedToken {
    /// The variable that gets it.
    pub(super) variable: VariableName,
    /// A scope, a resource or a short name, not yet read: that depends on the service connection's cloud.
    pub(super) scope: String,
}

const DEFAULT_SCOPE: &str = "azureDevOps";
impl RequestedToken {
    /// What the token is for, to be found in the cloud of the service connection.
    pub(super) fn scope(&self) -> RequestedScope {
        RequestedScope {
            place: format!("for the variable {}", self.variable),
            text: self.scope.clone(),
        }
    }
}

/// Reads which tokens are asked for, in the order in which they are.
pub(super) fn requested(inputs: &Raw<'_>) -> Result<Vec<RequestedToken>, InputError> {
    let mut requested = Vec::new();
    if let Some(name) = inputs.text(VARIABLE) {
        let scope = inputs.text(SCOPE).map(without_comment);
        let scope = scope.filter(|scope| !scope.is_empty());
        let scope = scope.unwrap_or(DEFAULT_SCOPE).to_owned();
        requested.push(RequestedToken {
            variable: VariableName::parse(name)?,
            scope,
        });
    }
    let mut errors = Vec::new();
    for (index, line) in inputs.text(TOKENS).unwrap_or_default().lines().enumerate() {
        let line = without_comment(line);
        if line.is_empty() {
            continue;
        }
        match token(index + 1, line) {
            Ok(token) => requested.push(token),
            Err(error) => errors.push(error),
        }
    }
    match errors.pop() {
        Some(error) if errors.is_empty() => Err(error),
        Some(error) => {
            errors.push(error);
            Err(InputError::Several(errors))
        }
        None => Ok(requested),
    }
}

/// Reads one line of `tokens`.
fn token(number: usize, line: &str) -> Result<RequestedToken, InputError> {
    let malformed = || InputError::TokenLine {
        number,
        line: line.to_owned(),
    };
    let (name, scope) = line.split_once('=').ok_or_else(malformed)?;
    let (name, scope) = (name.trim(), scope.trim());
    if name.is_empty() || scope.is_empty() {
        return Err(malformed());
    }
    Ok(RequestedToken {
        variable: VariableName::parse(name)?,
        scope: scope.to_owned(),
    })
}

/// Takes a comment off a line, and the white space around what is left: `#` at its beginning or behind white space, as in
/// YAML. Neither a variable's name nor a scope holds white space.
fn without_comment(line: &str) -> &str {
    let mut before = None;
    for (index, c) in line.char_indices() {
        if c == '#' && before.is_none_or(char::is_whitespace) {
            return line[..index].trim();
        }
        before = Some(c);
    }
    line.trim()
}
