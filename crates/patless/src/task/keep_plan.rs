//! The plan of the keeper: for whom, for what, and at which doors.

use patless_core::Environment;
use patless_keeper::Door;

use super::input_names::KEEP_FRESH;
use super::inputs::{Inputs, RequestedToken};
use super::keeping::kept_scope;
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

impl KeepPlan {
    /// Reads the inputs of the task, for its keeper.
    pub(crate) fn read(environment: &Environment) -> Result<Self, Failure> {
        let inputs = Inputs::from_environment(environment)?;
        let connection = inputs.connection_source();
        let mut scopes: Vec<_> = inputs.requested.iter().map(RequestedToken::scope).collect();
        if !inputs.tools.is_empty() || scopes.is_empty() {
            scopes.push(kept_scope("azureDevOps"));
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
