//! Errors in the inputs of the task and in the flags of other verbs.

use patless_catalogue::Cause;
use patless_catalogue::identifiers::InvalidIdentifier;
use patless_core::SourceName;
use patless_core::errors::{EnvironmentError, InvalidTarget};
use patless_recipes::RecipeError;

use crate::variable_name::InvalidVariableName;

/// An input is missing or invalid.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// The input that names the authority host holds no URL that an assertion may be sent to.
    #[error("the input {input} is not a valid authority host")]
    AuthorityHost {
        /// The input.
        input: &'static str,
        /// What is wrong with it.
        source: EnvironmentError,
    },
    /// The input that names the service connection holds no id.
    #[error("the input {input} does not name a service connection")]
    Connection {
        /// The input.
        input: &'static str,
        /// What is wrong with it.
        source: InvalidIdentifier,
    },
    /// A flag, or the variable that stands for it, holds no id.
    #[error("{flag} is not an id")]
    Flag {
        /// The flag or variable.
        flag: &'static str,
        /// What is wrong with it.
        source: InvalidIdentifier,
    },
    /// A flag that must be given is not, and no variable stands for it.
    #[error("{flag} is missing, and none of these variables is set: {variables}")]
    MissingFlag {
        /// The flag.
        flag: &'static str,
        /// The variables that can stand for it.
        variables: String,
    },
    /// An input that must be given is not.
    #[error("the input {input} is missing")]
    Missing {
        /// The input.
        input: &'static str,
    },
    /// An input is given that says something about what another does.
    #[error("the input {input} is only of use with {other}")]
    OnlyWith {
        /// The input.
        input: &'static str,
        /// The other one.
        other: &'static str,
    },
    /// No input asks for anything.
    #[error("no token is requested: set the input variable, tokens, for or keepFresh")]
    NothingWanted,
    /// A job variable has the name under which the agent passes the input; in older agents, the variable wins.
    #[error("the job's variable {name:?} takes the place of the input {input}")]
    Overridden {
        /// The variable.
        name: String,
        /// The input.
        input: &'static str,
    },
    /// The agent's list of variable names cannot be read.
    #[error(transparent)]
    VariableNames(#[from] EnvironmentError),
    /// Several lines of `tokens` are wrong. Each is reported.
    #[error("{}", one_after_the_other(.0))]
    Several(Vec<Self>),
    /// The audit was given a personal access token.
    #[error(
        "the source {source_name} gives a personal access token, and the audit takes only a token of Entra"
    )]
    PersonalToken {
        /// The source.
        source_name: SourceName,
    },
    /// What a tool needs to work with a token cannot be said.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    /// A variable that stands for a flag has a value that the flag does not accept.
    #[error("the variable {variable} is {text:?}, not {expected}")]
    Setting {
        /// The variable.
        variable: &'static str,
        /// The text.
        text: String,
        /// What it can hold.
        expected: &'static str,
    },
    /// Standard output shows what is written to it, and the token would be written.
    #[error("standard output is {what}, which would show the token")]
    Shown {
        /// What it is: `a terminal`.
        what: &'static str,
    },
    /// The target is not an Azure DevOps URL.
    #[error("{input} is not a valid target")]
    Target {
        /// The input.
        input: &'static str,
        /// What is wrong with it.
        source: InvalidTarget,
    },
    /// A line of `tokens` is not `NAME = scope`.
    #[error("line {number} of the input tokens is not NAME = scope: {line:?}")]
    TokenLine {
        /// The line's number, from 1.
        number: usize,
        /// The line.
        line: String,
    },
    /// A flag belongs to another source than the one that is named.
    #[error("two sources at once: the source {source_name} does not use {flag}")]
    TwoSources {
        /// The flag.
        flag: &'static str,
        /// The source that is named.
        source_name: SourceName,
    },
    /// An input has a value that it does not accept.
    #[error("the input {input} is {text:?}, not {expected}")]
    Value {
        /// The input.
        input: &'static str,
        /// The text.
        text: String,
        /// What it can hold.
        expected: &'static str,
    },
    /// A variable cannot have this name.
    #[error(transparent)]
    VariableName(#[from] InvalidVariableName),
}

impl InputError {
    /// What is wrong.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Connection {
                source: InvalidIdentifier::Malformed { .. },
                ..
            } => Cause::ConnectionNameInsteadOfId,
            _ => Cause::WrongInput,
        }
    }
}

fn one_after_the_other(errors: &[InputError]) -> String {
    let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
