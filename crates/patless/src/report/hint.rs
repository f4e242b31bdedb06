//! What to do about a failure.

use patless_catalogue::DOCUMENTS;
use patless_core::errors::{EnvironmentError, InvalidScope};
use patless_core::{NetworkError, SourceError};
use patless_recipes::RecipeError;

use super::absent::of_absent;
use super::values::remedy_values;
use crate::failure::Failure;
use crate::git::GitError;
use crate::input_error::InputError;

/// Says what to do next. `None` if we can add nothing to the headline.
pub(super) fn hint(error: &Failure) -> Option<String> {
    let cause = error.cause();
    if let Failure::Source(SourceError::NotHere(source)) = error {
        Some(of_absent(source.source_name).to_owned())
    } else if cause.is_general() {
        own_hint(error)
    } else {
        Some(cause.row().hint(&remedy_values(error)))
    }
}

/// What to do about a failure whose message names the problem.
fn own_hint(error: &Failure) -> Option<String> {
    match error {
        // Server errors have their own rows.
        Failure::Assertion(_)
        | Failure::Exchange { .. }
        | Failure::NewAssertion { .. }
        | Failure::Keeper(_)
        | Failure::KeeperNotStarted(_)
        | Failure::KeeperRefused(_)
        | Failure::OutsideJob
        | Failure::PipelineAssertion { .. }
        | Failure::Source(SourceError::NotHere(_) | SourceError::Nowhere(_))
        | Failure::Target { .. }
        | Failure::UnexpectedIdentity(_) => None,
        Failure::Command { .. } => Some(
            "remove it, or find the step that sets it: any text that a step prints can set a variable. Restrict that step with \
             target.settableVariables"
                .to_owned(),
        ),
        Failure::Environment(error) | Failure::Forgotten(error) => environment_hint(error),
        Failure::Git(error) => Some(git_hint(error).to_owned()),
        Failure::Files(_) => Some(
            "they are written in the agent's temp folder, outside a job in that of the system (TMPDIR): it must be there, and \
             have room"
                .to_owned(),
        ),
        Failure::FilesLeft(_) => Some(
            "end what still writes there; the agent empties its temp folder at the end of the job, and tries again".to_owned(),
        ),
        Failure::Inputs(error) => input_hint(error),
        Failure::Lifetime { .. } => Some(
            "a managed identity's tokens live for about 24 hours, an app registration's for 60 to 90 minutes; \
             lower the input minimumLifetime if less is enough"
                .to_owned(),
        ),
        Failure::HeldLifetime { name, .. } => Some(format!(
            "unset {name}, so that a token is requested, or have the step that set it run again; lower --minimum-lifetime if \
             less is enough"
        )),
        Failure::Source(_) => Some(
            "correct or unset the variable, or give the flag for it; docs/SOURCES.md lists what each source needs".to_owned(),
        ),
        Failure::Network(error) => network_hint(error),
        Failure::Scope {
            source: InvalidScope::OtherCloud { .. } | InvalidScope::ResourceOfOtherCloud { .. },
            ..
        } => Some(
            "use a resource of the identity's cloud, or a short name, which stands for it; if the cloud is the wrong one, name \
             its authority host: --authority-host, or the environment of the service connection"
                .to_owned(),
        ),
        Failure::Scope { .. } => Some(format!(
            "use a resource (a GUID or a URI), a scope that ends in /.default, or a short name such as azureDevOps, \
             azureResourceManager, keyVault: {}",
            inputs_address()
        )),
        Failure::Unescapable { .. } => Some("remove the variable DECODE_PERCENTS from the pipeline".to_owned()),
    }
}

fn git_hint(error: &GitError) -> &'static str {
    match error {
        GitError::Question(_) => {
            "git itself calls this verb: have it do so by `patless git setup`, or try it by `git credential fill`"
        }
        GitError::NoRepository { .. } => "run it in the folder of the checkout",
        GitError::NotStarted(_) => "install git, and have its folder in PATH",
        GitError::Failed { .. } | GitError::File { .. } => {
            "make sure that you may write to the repository's .git folder, and that no other git is at work in it"
        }
        GitError::Unprotected { .. } => {
            "remove that setting; a server with a certificate of your own authority needs http.sslCAInfo instead"
        }
    }
}

fn input_hint(error: &InputError) -> Option<String> {
    let hint = match error {
        InputError::Connection { .. } => {
            "retype the id: text copied from a page or a chat may contain invisible characters"
        }
        InputError::AuthorityHost { .. } => {
            "give a URL such as https://login.microsoftonline.com: the assertion is sent there, so https is required"
        }
        InputError::Missing { .. } => "add it under the task's inputs",
        InputError::MissingFlag { .. } => {
            "give it, or set one of the variables; the verb's --help lists them"
        }
        InputError::Target { .. } => {
            "give a URL such as https://dev.azure.com/acme, https://dev.azure.com/acme/web or \
             https://dev.azure.com/acme/web/_git/site: the token is sent there, so no other host is accepted"
        }
        InputError::OnlyWith { .. } => "set that one to true, or remove this one",
        InputError::NothingWanted => {
            "name the variable for the token, `variable: MY_TOKEN`, or set another input that hands something out"
        }
        InputError::Flag { .. } => {
            "give the GUID: the page of a service connection has its id in the address, after resourceId=, and shows \
             the tenant; the app registration or managed identity shows the client id"
        }
        InputError::Value { .. } => {
            return Some(format!(
                "correct the input; the values that each accepts: {}",
                inputs_address()
            ));
        }
        InputError::Setting { .. } => "correct or unset the variable, or give the flag for it",
        InputError::Shown { .. } => {
            "send it to a program or into a variable, such as TOKEN=$(patless token), or show it with --force"
        }
        InputError::TwoSources { .. } => {
            "remove one of the two; docs/SOURCES.md lists what each source uses"
        }
        InputError::Recipe(error) => return Some(recipe_hint(*error).to_owned()),
        InputError::Several(errors) => return errors.first().and_then(input_hint),
        InputError::TokenLine { .. } => {
            "write one token per line, such as `MY_TOKEN = azureDevOps`"
        }
        InputError::Overridden { .. } => "rename the pipeline variable",
        InputError::VariableName(_) => "choose another name for the variable",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn recipe_hint(error: RecipeError) -> &'static str {
    match error {
        RecipeError::NoOrganization(_) => {
            "name it, such as --organization https://dev.azure.com/acme; in a job of Azure DevOps Services, its own is the default"
        }
        RecipeError::GitConfigCount => {
            "unset GIT_CONFIG_COUNT, or find the step that sets it: any text that a step prints can set a variable"
        }
        RecipeError::Forced => {
            "write an object such as {\"onboarding\":false}, or unset the variable"
        }
        RecipeError::HostRules => {
            "write a list such as [{\"matchHost\":\"registry.example.com\",\"token\":\"…\"}], or unset the variable"
        }
        RecipeError::Path(_) => "use a folder whose path is Unicode",
    }
}

/// Where the inputs are listed.
fn inputs_address() -> String {
    format!("{DOCUMENTS}README.md#inputs")
}

fn network_hint(error: &NetworkError) -> Option<String> {
    let hint = match error {
        NetworkError::CaFile { .. } | NetworkError::ClientCertificate { .. } => {
            "correct the path, or unset the variable; the agent's own are set when it is configured (--sslcacert, --sslclientcert)"
        }
        NetworkError::Environment(error) => return environment_hint(error),
        NetworkError::ProxySeesCertificate { .. } => {
            "exclude the organization's server from the proxy, in the agent's file .proxybypass or in NO_PROXY; \
             or write the proxy's address as http://HOST:PORT, if it accepts that"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

fn environment_hint(error: &EnvironmentError) -> Option<String> {
    let hint = match error {
        EnvironmentError::Identifier { .. } => {
            "correct it where the service connection is edited, in the project settings"
        }
        EnvironmentError::Insecure { .. } | EnvironmentError::Url { .. } => {
            "use an https URL; http is for loopback only"
        }
        EnvironmentError::UnknownEndpoint { .. } | EnvironmentError::VariableNames { .. } => {
            "the agent sets this variable: find the pipeline variable or the step that also sets it, and remove it"
        }
        _ => return None,
    };
    Some(hint.to_owned())
}
