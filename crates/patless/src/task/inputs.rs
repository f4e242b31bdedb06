//! The inputs of the task as the agent passes them: `INPUT_…`, upper case, trimmed, empty when not given.

use std::time::Duration;

use patless_core::variables::INPUT;
use patless_core::variables::{ListedVariables, environment_name};
use patless_core::{AuthorityHost, Environment, Limits, Loopback, ServiceConnectionId, Target};
use patless_recipes::Tool;

use super::expected;
use super::identity_inputs::{authority_host, connection};
use super::identity_variables;
use super::input_names::{
    ASSERTION, DIAGNOSE, IDENTITY_VARIABLES, INPUT_NAMES, IS_OUTPUT, MINIMUM_LIFETIME,
    RETRY_BUDGET, SCOPE, TARGET, TOKENS, VARIABLE, WAIT_FOR_PROPAGATION, WHOAMI,
};
use super::keeping::Keeping;
use super::raw::Raw;
use super::tool_names;
use crate::input_error::InputError;
use crate::stages::{ConnectionSource, Expected, RequestedScope, TargetChoice};
use crate::variable_name::VariableName;

/// What the task is asked to do.
#[derive(Debug)]
pub(crate) struct Inputs {
    /// The service connection behind the tokens.
    pub(super) connection: ServiceConnectionId,
    /// Where Entra is asked. `None`: where the service connection says, which must be one of Entra's clouds.
    pub(super) authority_host: Option<AuthorityHost>,
    /// The tokens, in the order in which they were asked for.
    pub(super) requested: Vec<RequestedToken>,
    /// The tools that later steps run with a token.
    pub(super) tools: Vec<Tool>,
    /// What is kept fresh for later steps. `None`: nothing.
    pub(super) keeping: Option<Keeping>,
    /// The variable that gets the assertion itself. `None`: none.
    pub(super) assertion: Option<VariableName>,
    /// Whether the ids of the identity are set as plain variables. Default false.
    pub(super) identity_variables: bool,
    /// Whether the ids under which Azure DevOps knows the identity are set as plain variables. Default false.
    pub(super) whoami: bool,
    /// Who the identity must be.
    pub(super) expected: Expected,
    /// The names among their variables that public variables of the job have already. They may hold a token that
    /// someone else set.
    pub(super) replaced: Vec<String>,
    /// The variables of the job.
    pub(super) of_the_job: ListedVariables,
    /// Whether each variable is also set as an output variable of the step. Default false.
    pub(super) is_output: bool,
    /// How long each token must live, else the step fails. Default 10 minutes.
    pub(super) minimum_lifetime: Duration,
    /// How long all requests may take together, retries and waits included. Default 30 s.
    pub(super) retry_budget: Duration,
    /// How much longer to wait where Entra may not yet have noticed a change of the federated credential. Default 0.
    pub(super) propagation: Duration,
}

/// One token: where it goes and what for.
#[derive(Debug)]
pub(super) struct RequestedToken {
    /// The variable that gets it.
    pub(super) variable: VariableName,
    /// A scope, a resource or a short name, not yet read: that depends on the service connection's cloud.
    pub(super) scope: String,
}

const DEFAULT_SCOPE: &str = "azureDevOps";
const DEFAULT_MINIMUM_LIFETIME_MINUTES: u64 = 10;
const DEFAULT_RETRY_BUDGET_S: u64 = 30;

impl RequestedToken {
    /// What the token is for, to be found in the cloud of the service connection.
    pub(super) fn scope(&self) -> RequestedScope {
        RequestedScope {
            place: format!("for the variable {}", self.variable),
            text: self.scope.clone(),
        }
    }
}

impl Inputs {
    /// Reads the inputs. Everything that can be refused without a request is refused here.
    pub(super) fn from_environment(environment: &Environment) -> Result<Self, InputError> {
        let variables = environment.listed_variables()?;
        refuse_overridden(&variables)?;
        let inputs = Raw(environment);
        let requested = requested(&inputs)?;
        let assertion = inputs
            .text(ASSERTION)
            .map(VariableName::parse)
            .transpose()?;
        let identity_variables = inputs.boolean(IDENTITY_VARIABLES)?;
        let whoami = inputs.boolean(WHOAMI)?;
        let tools = tool_names::read(&inputs)?;
        let keeping = Keeping::read(&inputs)?;
        let hands_out_more =
            assertion.is_some() || identity_variables || whoami || keeping.is_some();
        if requested.is_empty() && tools.is_empty() && !hands_out_more {
            return Err(InputError::NothingWanted);
        }
        let names = requested.iter().map(|token| &token.variable);
        let names: Vec<_> = names.chain(&assertion).cloned().collect();
        VariableName::check_places(&names, &variables)?;
        identity_variables::check_names(&names)?;
        let is_public = |name: &&str| {
            let mut public = variables.public.iter();
            public.any(|it| it.eq_ignore_ascii_case(name))
        };
        let replaced = names.iter().map(VariableName::as_str).filter(is_public);
        let replaced = replaced.map(str::to_owned).collect();
        Ok(Self {
            connection: connection(&inputs)?,
            authority_host: authority_host(&inputs)?,
            requested,
            tools,
            keeping,
            assertion,
            identity_variables,
            whoami,
            expected: expected::read(&inputs)?,
            replaced,
            of_the_job: variables,
            is_output: inputs.boolean(IS_OUTPUT)?,
            minimum_lifetime: Duration::from_secs(
                60 * inputs.number(
                    MINIMUM_LIFETIME,
                    DEFAULT_MINIMUM_LIFETIME_MINUTES,
                    1_440,
                    MINUTES,
                )?,
            ),
            retry_budget: Duration::from_secs(inputs.number(
                RETRY_BUDGET,
                DEFAULT_RETRY_BUDGET_S,
                3_600,
                SECONDS,
            )?),
            propagation: Duration::from_secs(
                60 * inputs.number(WAIT_FOR_PROPAGATION, 0, 60, PROPAGATION_MINUTES)?,
            ),
        })
    }

    /// Whether the task is to check everything on the way. Default false.
    pub(crate) fn ask_for_diagnosis(environment: &Environment) -> Result<bool, InputError> {
        Raw(environment).boolean(DIAGNOSE)
    }

    /// Whether no input is given at all, not even one that the agent fills with its default.
    pub(crate) fn are_absent(environment: &Environment) -> bool {
        INPUT_NAMES
            .iter()
            .all(|input| Raw(environment).text(input).is_none())
    }

    /// What a token for Azure DevOps is checked on, with `diagnose`, and what is wrong with that. Default: the organization of
    /// the running job.
    pub(super) fn target(environment: &Environment) -> Result<TargetChoice, InputError> {
        let Some(text) = Raw(environment).text(TARGET) else {
            return Ok(TargetChoice::Job);
        };
        let target = Target::parse(text, Loopback::of_job(environment));
        let target = target.map_err(|source| InputError::Target {
            input: TARGET,
            source,
        })?;
        Ok(TargetChoice::Given(target))
    }

    /// Where the identity comes from.
    pub(super) fn connection_source(&self) -> ConnectionSource {
        ConnectionSource::Agent {
            id: self.connection,
            authority_host: self.authority_host.clone(),
        }
    }

    /// The time limits.
    pub(super) fn limits(&self) -> Limits {
        Limits::default()
            .with_total(self.retry_budget)
            .with_propagation(self.propagation)
    }
}

const MINUTES: &str = "a number of minutes from 0 to 1440";
const PROPAGATION_MINUTES: &str = "a number of minutes from 0 to 60";
const SECONDS: &str = "a number of seconds from 0 to 3600";

/// Refuses a job in which a variable overrides an input: before agent 5.277 the variable wins, and someone who may
/// only start the pipeline could choose what the token is for.
fn refuse_overridden(variables: &ListedVariables) -> Result<(), InputError> {
    for name in variables.public.iter().chain(&variables.secret) {
        let place = environment_name(name);
        let overridden = INPUT_NAMES
            .into_iter()
            .find(|input| place == environment_name(&INPUT.name(input)));
        if let Some(input) = overridden {
            return Err(InputError::Overridden {
                name: name.clone(),
                input,
            });
        }
    }
    Ok(())
}

fn requested(inputs: &Raw<'_>) -> Result<Vec<RequestedToken>, InputError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variable_name::InvalidVariableName;

    const ID: &str = "1f2e3d4c-0000-4000-8000-000000000001";

    fn read(variables: &[(&str, &str)]) -> Result<Inputs, InputError> {
        let base = [("INPUT_SERVICECONNECTION", ID), ("INPUT_VARIABLE", "TOKEN")];
        Inputs::from_environment(&Environment::fixed(&[&base[..], variables].concat()))
    }

    #[test]
    fn the_smallest_use_has_defaults() {
        let inputs = read(&[]).unwrap();
        assert_eq!(inputs.connection.to_string(), ID);
        assert_eq!(inputs.requested.len(), 1);
        assert_eq!(inputs.requested[0].scope, "azureDevOps");
        assert_eq!(inputs.minimum_lifetime, Duration::from_secs(600));
        assert_eq!(inputs.retry_budget, Duration::from_secs(30));
        assert!(!inputs.is_output);
    }

    #[test]
    fn tokens_are_one_a_line_and_come_after_the_variable() {
        let lines = "ARM = azureResourceManager\n\n # a comment\nVAULT=https://vault.azure.net/.default\r\n";
        let inputs = read(&[("INPUT_TOKENS", lines)]).unwrap();
        let wanted: Vec<_> = inputs
            .requested
            .iter()
            .map(|w| (w.variable.as_str(), w.scope.as_str()))
            .collect();
        assert_eq!(
            wanted,
            [
                ("TOKEN", "azureDevOps"),
                ("ARM", "azureResourceManager"),
                ("VAULT", "https://vault.azure.net/.default"),
            ]
        );
    }

    #[test]
    fn a_comment_behind_a_scope_is_passed_over() {
        let lines = "A = graph # who am I?\r\nB = https://example.org/#api\t# = x\n  \t# C = graph\r\nD = keyVault#1\r\n";
        let inputs = read(&[("INPUT_TOKENS", lines), ("INPUT_SCOPE", "storage # blobs")]).unwrap();
        let scopes: Vec<_> = inputs
            .requested
            .iter()
            .map(|it| it.scope.as_str())
            .collect();
        assert_eq!(
            scopes,
            ["storage", "graph", "https://example.org/#api", "keyVault#1"]
        );
    }

    #[test]
    fn a_line_that_is_no_token_is_shown_with_its_number() {
        for line in ["ARM", "= x", "ARM =", "ARM = # x", "ARM # a = b"] {
            let error = read(&[("INPUT_TOKENS", &format!("A = graph\n{line}"))])
                .unwrap_err()
                .to_string();
            assert!(error.starts_with("line 2 of the input tokens"), "{error}");
        }
    }

    #[test]
    fn the_alias_stands_for_the_service_connection() {
        let environment =
            Environment::fixed(&[("INPUT_AZURESUBSCRIPTION", ID), ("INPUT_VARIABLE", "T")]);
        assert_eq!(
            Inputs::from_environment(&environment)
                .unwrap()
                .connection
                .to_string(),
            ID
        );
    }

    #[test]
    fn the_connection_type_decides_which_input_counts() {
        let other = "1f2e3d4c-0000-4000-8000-000000000009";
        let inputs = read(&[
            ("INPUT_CONNECTIONTYPE", "azuredevops"),
            ("INPUT_AZUREDEVOPSSERVICECONNECTION", other),
        ]);
        assert_eq!(inputs.unwrap().connection.to_string(), other);
        let error = read(&[("INPUT_CONNECTIONTYPE", "azureDevOps")]).unwrap_err();
        assert!(matches!(
            error,
            InputError::Missing {
                input: "azureDevOpsServiceConnection"
            }
        ));
        assert!(matches!(
            read(&[("INPUT_CONNECTIONTYPE", "github")]).unwrap_err(),
            InputError::Value { .. }
        ));
    }

    #[test]
    fn an_authority_host_is_an_https_url() {
        let host = |text| read(&[("INPUT_AUTHORITYHOST", text)]);
        assert!(host("").unwrap().authority_host.is_none());
        let stack = host(" https://login.stack.example/common ").unwrap();
        assert!(stack.authority_host.is_some());
        for text in [
            "login.stack.example",
            "http://login.stack.example",
            "http://localhost:1",
        ] {
            let error = host(text).unwrap_err();
            assert!(matches!(error, InputError::AuthorityHost { .. }), "{error}");
        }
    }

    #[test]
    fn a_connection_name_in_the_place_of_its_id_is_refused() {
        let error = read(&[("INPUT_SERVICECONNECTION", "renovate")]).unwrap_err();
        assert!(matches!(
            error,
            InputError::Connection {
                input: "serviceConnection",
                ..
            }
        ));
    }

    #[test]
    fn numbers_and_flags_out_of_range_are_refused() {
        for (name, value) in [
            ("INPUT_MINIMUMLIFETIME", "-1"),
            ("INPUT_MINIMUMLIFETIME", "1441"),
            ("INPUT_MINIMUMLIFETIME", "ten"),
            ("INPUT_RETRYBUDGET", "3601"),
            ("INPUT_WAITFORPROPAGATION", "61"),
            ("INPUT_ISOUTPUT", "yes"),
        ] {
            assert!(
                matches!(read(&[(name, value)]), Err(InputError::Value { .. })),
                "{name}={value}"
            );
        }
    }

    #[test]
    fn a_variable_in_the_place_of_an_input_is_refused() {
        for name in ["INPUT_TOKENS", "input.scope", "Input_AzureSubscription"] {
            let error = read(&[("VSTS_PUBLIC_VARIABLES", &format!("[\"{name}\"]"))]).unwrap_err();
            assert!(
                matches!(error, InputError::Overridden { .. }),
                "{name}: {error}"
            );
        }
        assert!(read(&[("VSTS_PUBLIC_VARIABLES", r#"["input.file"]"#)]).is_ok());
    }

    #[test]
    fn two_tokens_for_one_variable_are_refused() {
        let error = read(&[("INPUT_TOKENS", "token = graph")]).unwrap_err();
        assert!(
            matches!(
                error,
                InputError::VariableName(InvalidVariableName::Twice(_))
            ),
            "{error}"
        );
    }

    #[test]
    fn all_lines_that_are_wrong_are_told_at_once() {
        let lines = "A = graph\nB\nPATH = graph\n= x";
        let error = read(&[("INPUT_TOKENS", lines)]).unwrap_err().to_string();
        assert_eq!(
            error,
            "line 2 of the input tokens is not NAME = scope: \"B\"; the variable name \"PATH\" is reserved: the agent reserves all \
             names that begin with PATH; line 4 of the input tokens is not NAME = scope: \"= x\""
        );
    }

    #[test]
    fn without_variable_and_tokens_there_is_nothing_to_do() {
        let environment =
            Environment::fixed(&[("INPUT_SERVICECONNECTION", ID), ("INPUT_TOKENS", "# none")]);
        assert!(matches!(
            Inputs::from_environment(&environment),
            Err(InputError::NothingWanted)
        ));
    }
}
