//! The flags that say who the identity must be, for every verb of a script step and at a desk.

use clap::{Args, ValueEnum};
use patless_core::errors::InvalidIdentifier;
use patless_core::variables::SYSTEM_COLLECTIONURI;
use patless_core::{ClientId, Environment, Loopback, Target, TenantId};

use crate::failure::Failure;
use crate::input_error::InputError;
use crate::stages::{Expected, Policy, is_outside_a_job};

/// Who the identity must be.
#[derive(Debug, Args)]
pub(crate) struct ExpectedArgs {
    /// Tenant that the identity must be in. With another, nothing is handed out.
    #[arg(long, value_name = "ID")]
    expected_tenant: Option<String>,
    /// Client id that the identity must have.
    #[arg(long, value_name = "ID")]
    expected_client: Option<String>,
    /// Subject that the assertion must have, character by character.
    #[arg(long, value_name = "TEXT")]
    expected_subject: Option<String>,
    /// Id that the identity must have in the organization: the identity id of `patless whoami`.
    #[arg(long, value_name = "ID")]
    expected_identity: Option<String>,
    /// What happens if it is somebody else.
    #[arg(long, value_enum, value_name = "POLICY", default_value_t = PolicyArg::Enforce)]
    policy: PolicyArg,
    /// Organization that is asked who the identity is, and that the tools of `--for` work on, such as
    /// <https://dev.azure.com/acme>. Default: that of the running job.
    #[arg(long, value_name = "URL")]
    pub(crate) organization: Option<String>,
}

/// The value of `--policy`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum PolicyArg {
    /// Nothing is handed out.
    Enforce,
    /// A warning.
    Audit,
}

impl ExpectedArgs {
    /// Reads who the identity must be.
    pub(crate) fn expected(&self) -> Result<Expected, InputError> {
        let identity = self.expected_identity.as_ref();
        Ok(Expected {
            tenant: id(
                "--expected-tenant",
                self.expected_tenant.as_ref(),
                TenantId::parse,
            )?,
            client: id(
                "--expected-client",
                self.expected_client.as_ref(),
                ClientId::parse,
            )?,
            subject: self.expected_subject.clone(),
            // An identity id of Azure DevOps is a GUID, as a client id is.
            identity: id("--expected-identity", identity, ClientId::parse)?
                .map(|id| id.to_string()),
            policy: match self.policy {
                PolicyArg::Enforce => Policy::Enforce,
                PolicyArg::Audit => Policy::Audit,
            },
        })
    }

    /// The flags that are given, each with its value, for a command line of ours that compares the same.
    pub(crate) fn words(&self) -> Vec<String> {
        let policy = match self.policy {
            PolicyArg::Enforce => None,
            PolicyArg::Audit => Some("audit".to_owned()),
        };
        let flags = [
            ("--expected-tenant", self.expected_tenant.clone()),
            ("--expected-client", self.expected_client.clone()),
            ("--expected-subject", self.expected_subject.clone()),
            ("--expected-identity", self.expected_identity.clone()),
            ("--policy", policy),
            ("--organization", self.organization.clone()),
        ];
        let given = flags.into_iter();
        given
            .filter_map(|(flag, value)| Some([flag.to_owned(), value?]))
            .flatten()
            .collect()
    }

    /// The organization that is asked, where that is needed.
    pub(crate) fn asked(&self, environment: &Environment) -> Result<Option<Target>, Failure> {
        match &self.expected_identity {
            None => Ok(None),
            Some(_) => self.organization(environment).map(Some),
        }
    }

    /// The organization that tools work on, if one is known: that of the flag, or of the running job.
    pub(crate) fn known_organization(
        &self,
        environment: &Environment,
    ) -> Result<Option<Target>, Failure> {
        if self.organization.is_some() {
            return self.organization(environment).map(Some);
        }
        if is_outside_a_job(environment) {
            return Ok(None);
        }
        Ok(Target::of_job(environment)?)
    }

    /// The organization that is asked.
    pub(crate) fn organization(&self, environment: &Environment) -> Result<Target, Failure> {
        let Some(text) = &self.organization else {
            let missing = || InputError::MissingFlag {
                flag: "--organization",
                variables: SYSTEM_COLLECTIONURI.name().to_owned(),
            };
            if is_outside_a_job(environment) {
                return Err(missing().into());
            }
            let target = Target::of_job(environment).map_err(Failure::from)?;
            return target.ok_or_else(|| missing().into());
        };
        // A flag is the user's own word, about this machine as well.
        Target::parse(text, Loopback::Counts).map_err(|source| {
            let input = "--organization";
            InputError::Target { input, source }.into()
        })
    }
}

fn id<T>(
    flag: &'static str,
    text: Option<&String>,
    parse: impl Fn(&str) -> Result<T, InvalidIdentifier>,
) -> Result<Option<T>, InputError> {
    let id = text.map(|text| text.trim()).map(parse).transpose();
    id.map_err(|source| InputError::Flag { flag, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A verb that compares the identity.
    #[derive(Debug, clap::Parser)]
    struct Verb {
        #[command(flatten)]
        expected: ExpectedArgs,
    }

    #[test]
    fn the_flags_as_words_are_the_same_flags() {
        let words = [
            "--expected-tenant",
            "t",
            "--expected-client",
            "c",
            "--expected-subject",
            "s/a b",
            "--expected-identity",
            "i",
            "--policy",
            "audit",
            "--organization",
            "https://dev.azure.com/acme",
        ];
        let arguments = std::iter::once("verb").chain(words);
        let verb = <Verb as clap::Parser>::try_parse_from(arguments).unwrap();
        assert_eq!(verb.expected.words(), words);
    }
}
