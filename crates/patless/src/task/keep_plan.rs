//! The plan of the keeper: for whom, for what, and at which doors.

use patless_core::Environment;
use patless_keeper::Door;

use super::input_names::{DOORS, KEEP_FRESH, RESOURCES};
use super::inputs::{Inputs, RequestedToken};
use super::raw::Raw;
use crate::failure::Failure;
use crate::input_error::InputError;
use crate::stages::{ConnectionSource, RequestedScope};

/// What the keeper is to keep.
#[derive(Debug)]
pub(crate) struct KeepPlan {
    /// The identity.
    pub(crate) connection: ConnectionSource,
    /// What access tokens may be for.
    pub(crate) resources: Vec<RequestedScope>,
    /// The doors.
    pub(crate) doors: Vec<Door>,
}

/// The inputs about the keeper.
#[derive(Debug)]
pub(super) struct Keeping {
    /// What access tokens may be for. Empty: what the tokens of the step are for.
    resources: Vec<RequestedScope>,
    doors: Vec<Door>,
}

impl Keeping {
    /// Reads the inputs. `None`: there is to be no keeper.
    pub(super) fn read(inputs: &Raw<'_>) -> Result<Option<Self>, InputError> {
        let is_kept = inputs.boolean(KEEP_FRESH)?;
        for input in [DOORS, RESOURCES] {
            if !is_kept && inputs.text(input).is_some() {
                return Err(InputError::OnlyWith {
                    input,
                    other: KEEP_FRESH,
                });
            }
        }
        if !is_kept {
            return Ok(None);
        }
        let resources = words(inputs.text(RESOURCES).unwrap_or_default());
        Ok(Some(Self {
            resources: resources.map(|text| scope(text.to_owned())).collect(),
            doors: doors(inputs)?,
        }))
    }
}

impl KeepPlan {
    /// Reads the inputs of the task, for its keeper.
    pub(crate) fn read(environment: &Environment) -> Result<Self, Failure> {
        let inputs = Inputs::from_environment(environment)?;
        let connection = inputs.connection_source();
        let mut scopes: Vec<_> = inputs.requested.iter().map(RequestedToken::scope).collect();
        if !inputs.tools.is_empty() || scopes.is_empty() {
            scopes.push(scope("azureDevOps".to_owned()));
        }
        let Some(keeping) = inputs.keeping else {
            return Err(InputError::Missing { input: KEEP_FRESH }.into());
        };
        Ok(Self {
            connection,
            resources: if keeping.resources.is_empty() {
                scopes
            } else {
                keeping.resources
            },
            doors: keeping.doors,
        })
    }
}

fn scope(text: String) -> RequestedScope {
    RequestedScope {
        place: "of the input resources".to_owned(),
        text,
    }
}

fn doors(inputs: &Raw<'_>) -> Result<Vec<Door>, InputError> {
    let Some(text) = inputs.text(DOORS) else {
        return Ok(Door::DEFAULT.to_vec());
    };
    let named: Option<Vec<_>> = words(text).map(Door::parse).collect();
    let named = named.ok_or_else(|| InputError::Value {
        input: DOORS,
        text: text.to_owned(),
        expected: "a list of managedIdentity, socket, azd, oidc and tokenFile",
    })?;
    let is_named = |door: &Door| named.contains(door);
    Ok(Door::ALL.into_iter().filter(is_named).collect())
}

/// The words of a list, with commas or white space between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c == ',' || c.is_whitespace());
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<KeepPlan, String> {
        read_all(&[&[("INPUT_KEEPFRESH", "true")], variables].concat())
    }

    fn read_all(variables: &[(&str, &str)]) -> Result<KeepPlan, String> {
        let connection = "1f2e3d4c-0000-4000-8000-000000000001";
        let connection = [("INPUT_SERVICECONNECTION", connection)];
        let environment = Environment::fixed(&[&connection, variables].concat());
        KeepPlan::read(&environment).map_err(|error| error.texts().join(": "))
    }

    fn resources(plan: &KeepPlan) -> Vec<&str> {
        plan.resources.iter().map(|it| it.text.as_str()).collect()
    }

    #[test]
    fn the_smallest_use_keeps_what_the_step_asks_for_at_two_doors() {
        let plan = read(&[("INPUT_VARIABLE", "T"), ("INPUT_SCOPE", "keyVault")]).unwrap();
        assert_eq!(plan.doors, Door::DEFAULT);
        assert_eq!(resources(&plan), ["keyVault"]);
        assert_eq!(resources(&read(&[]).unwrap()), ["azureDevOps"]);
    }

    #[test]
    fn resources_and_doors_are_lists() {
        let plan = read(&[
            ("INPUT_RESOURCES", "azureDevOps, graph\nhttps://x.example"),
            ("INPUT_DOORS", "OIDC socket"),
        ]);
        let plan = plan.unwrap();
        assert_eq!(
            resources(&plan),
            ["azureDevOps", "graph", "https://x.example"]
        );
        assert_eq!(plan.doors, [Door::Socket, Door::Oidc]);
        let error = read(&[("INPUT_DOORS", "window")]).unwrap_err();
        assert!(error.contains("not a list of managedIdentity"), "{error}");
    }

    #[test]
    fn doors_without_a_keeper_are_refused() {
        let error = read_all(&[("INPUT_DOORS", "socket")]).unwrap_err();
        assert!(
            error.contains("doors is only of use with keepFresh"),
            "{error}"
        );
    }
}
