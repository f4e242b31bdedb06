//! A sample of each error about an input.

use patless::{InputError, InvalidVariableName};
use patless_core::errors::EnvironmentError;
use patless_core::{Environment, Loopback, ServiceConnectionId, SourceName, Target};

use super::environments::{invalid_url, variable_names};

/// Everything that can be wrong with an input.
pub(super) fn inputs() -> Vec<InputError> {
    let not_an_id = || ServiceConnectionId::parse("renovate").unwrap_err();
    vec![
        InputError::AuthorityHost {
            input: "authorityHost",
            source: EnvironmentError::Insecure {
                what: "it".to_owned(),
                scheme: "http".to_owned(),
                host: "login.example".to_owned(),
            },
        },
        InputError::AuthorityHost {
            input: "authorityHost",
            source: invalid_url(),
        },
        InputError::Connection {
            input: "serviceConnection",
            source: not_an_id(),
        },
        InputError::Connection {
            input: "serviceConnection",
            source: ServiceConnectionId::parse("1f2e3d4c-0000-4000-8000-00000000000\u{200b}1")
                .unwrap_err(),
        },
        InputError::Flag {
            flag: "--service-connection",
            source: not_an_id(),
        },
        InputError::MissingFlag {
            flag: "--tenant",
            variables: "A, B".to_owned(),
        },
        InputError::Missing {
            input: "serviceConnection",
        },
        InputError::NothingWanted,
        InputError::Overridden {
            name: "INPUT_SCOPE".to_owned(),
            input: "scope",
        },
        InputError::VariableNames(variable_names()),
        InputError::Several(vec![
            InputError::TokenLine {
                number: 1,
                line: "A".to_owned(),
            },
            InputError::VariableName(InvalidVariableName::Malformed("a b".to_owned())),
        ]),
        InputError::Setting {
            variable: "PATLESS_SOURCE",
            text: "azure".to_owned(),
            expected: "auto or the name of a source",
        },
        InputError::Shown { what: "a terminal" },
        InputError::TwoSources {
            flag: "--client",
            source_name: SourceName::AzureCli,
        },
        InputError::Target {
            input: "target",
            source: Target::parse(
                "https://github.com/acme",
                Loopback::of_job(&Environment::fixed(&[])),
            )
            .unwrap_err(),
        },
        InputError::TokenLine {
            number: 2,
            line: "A".to_owned(),
        },
        InputError::Value {
            input: "isOutput",
            text: "yes".to_owned(),
            expected: "true or false",
        },
        InputError::VariableName(InvalidVariableName::Malformed("a b".to_owned())),
        InputError::VariableName(InvalidVariableName::Reserved {
            name: "AGENT_X".to_owned(),
            pattern: "AGENT_*",
        }),
        InputError::VariableName(InvalidVariableName::Twice("A".to_owned())),
        InputError::VariableName(InvalidVariableName::Collision {
            name: "a.b".to_owned(),
            other: "a_b".to_owned(),
            place: "A_B".to_owned(),
        }),
    ]
}
