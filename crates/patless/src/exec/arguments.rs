//! The command line of `patless exec`.

use std::ffi::OsString;
use std::str::FromStr;
use std::time::Duration;

use clap::Args;
use patless_core::variables::is_secret;
use patless_core::{Environment, Limits, SourceRequest};
use patless_recipes::Tool;
use zeroize::Zeroizing;

use super::wish::Wish;
use crate::cli::expected_args::ExpectedArgs;
use crate::cli::identity::IdentityArgs;
use crate::cli::mask_args::MaskArgs;
use crate::cli::script_step;
use crate::cli::token_args::TokenArgs;
use crate::environment_name::EnvironmentName;
use crate::input_error::InputError;
use crate::process::Program;
use crate::stages::RequestedScope;

/// The options of `patless exec`.
#[derive(Debug, Args)]
pub(crate) struct ExecArgs {
    #[command(flatten)]
    identity: IdentityArgs,
    #[command(flatten)]
    pub(crate) token: TokenArgs,
    #[command(flatten)]
    pub(super) expected: ExpectedArgs,
    /// The variable that holds a token in the command's environment, and what that token is for. `NAME_EXPIRES_ON` holds its
    /// expiry in Unix seconds. May be given several times. Default: `AZURE_DEVOPS_TOKEN`, for the scope of `--scope`.
    ///
    /// With the source `auto`, a variable that holds a token already, as a task has set it, is passed on as it is.
    #[arg(long, short = 'v', value_name = "NAME[=SCOPE]")]
    variable: Vec<VariableArg>,
    /// Has these tools work with a token for Azure DevOps, each in its own way: git, renovate, tfx, vsce, az-devops. What they
    /// need is set for the command alone, and removed when it ends. Without `--variable`, no other variable holds a token.
    #[arg(long = "for", value_name = "TOOL", value_delimiter = ',')]
    tools: Vec<Tool>,
    /// Passes on a variable that holds a secret of the identity. Otherwise the command does not get any of those that
    /// Patless reads. May be given several times.
    #[arg(long, value_name = "NAME")]
    keep: Vec<String>,
    #[command(flatten)]
    pub(crate) mask: MaskArgs,
    /// The command and its arguments.
    #[arg(last = true, required = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// A value of `--variable`.
#[derive(Clone, Debug)]
struct VariableArg {
    name: EnvironmentName,
    /// `None`: the scope of `--scope`.
    scope: Option<String>,
}

impl FromStr for VariableArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, scope) = match text.split_once('=') {
            Some((name, scope)) => (name, Some(scope.to_owned())),
            None => (text, None),
        };
        let name = name.parse()?;
        Ok(Self { name, scope })
    }
}

impl ExecArgs {
    /// Treats the environment as that of a script step: what an agent gives only to tasks is ignored.
    pub(crate) fn in_script_step(&self, environment: Environment) -> Environment {
        let authority_host = self.identity.ids.authority_host.as_deref();
        let organization = self.expected.organization.as_deref();
        script_step::with_told(environment, &[authority_host, organization], [])
    }

    /// The identity that is asked for.
    pub(super) fn source(
        &self,
        environment: &Environment,
        inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
    ) -> Result<SourceRequest, InputError> {
        if self.tools.is_empty() {
            self.identity.request(environment, inherited)
        } else {
            self.identity.request_with_default(environment, inherited)
        }
    }

    /// The variables, and what their tokens are for.
    pub(super) fn wishes(&self, environment: &Environment) -> Result<Vec<Wish>, InputError> {
        let default = VariableArg {
            name: EnvironmentName::default_for_token(),
            scope: None,
        };
        let variables = if self.variable.is_empty() && self.tools.is_empty() {
            std::slice::from_ref(&default)
        } else {
            &self.variable
        };
        let names: Vec<_> = variables.iter().map(|it| &it.name).collect();
        EnvironmentName::check_distinct(&names)?;
        let wish = |VariableArg { name, scope }: &VariableArg| {
            let place = format!("for the variable {}", name.as_str());
            Wish {
                name: name.clone(),
                scope: match scope {
                    Some(text) => RequestedScope {
                        place,
                        text: text.clone(),
                    },
                    None => self.token.scope(environment, place),
                },
            }
        };
        Ok(variables.iter().map(wish).collect())
    }

    /// The tools that work with a token, each once.
    pub(super) fn tools(&self) -> Vec<Tool> {
        let given = self.tools.iter();
        let all = Tool::ALL.into_iter();
        all.filter(|tool| given.clone().any(|it| it == tool))
            .collect()
    }

    /// The flags by which git's helper finds the identity anew, and compares it. `None`: it cannot, for its secrets are not passed on.
    pub(super) fn helper_flags(&self) -> Option<Vec<String>> {
        (!self.keep.is_empty()).then(|| [self.identity.words(), self.expected.words()].concat())
    }

    /// Whether a flag says whose the tokens are.
    pub(super) fn names_somebody(&self) -> bool {
        self.identity.names_somebody()
    }

    /// How long each token must be valid.
    pub(super) fn minimum_lifetime(
        &self,
        environment: &Environment,
    ) -> Result<Duration, InputError> {
        self.token.minimum_lifetime(environment)
    }

    /// The time limits.
    pub(super) fn limits(&self) -> Limits {
        self.token.limits()
    }

    /// The program to start, without those variables of `inherited` that hold secrets of ours.
    pub(crate) fn program(&self, inherited: Vec<String>) -> Program {
        let is_kept = |name: &String| self.keep.iter().any(|it| it.eq_ignore_ascii_case(name));
        let removed = inherited.into_iter();
        let removed = removed.filter(|name| is_secret(name) && !is_kept(name));
        let mut words = self.command.iter().cloned();
        Program {
            // clap requires one word.
            name: words.next().unwrap_or_default(),
            arguments: words.collect(),
            removed: removed.collect(),
        }
    }
}
