//! The flags that select the identity, for every verb of a script step and at a desk, and the variables that replace them.

mod words;

use clap::{Args, ValueEnum};
use patless_core::errors::{IdsError, InvalidIdentifier};
use patless_core::sources::{ConnectionIds, ToldIds};
use patless_core::variables::{PATLESS_SOURCE, is_secret};
use patless_core::{
    AuthorityHost, ClientId, Environment, IdentityResourceId, Loopback, ObjectId,
    ServiceConnectionId, SourceName, SourceRequest, TenantId,
};
use zeroize::Zeroizing;

use super::fit::IdentityFlag;
use super::prompt;
use crate::environment_name::EnvironmentName;
use crate::held_token::held_token;
use crate::input_error::InputError;
use crate::stages::ConnectionSource;

/// Whose identity.
#[derive(Debug, Args)]
pub(crate) struct IdArgs {
    /// Id of the service connection. Default: `PATLESS_SERVICE_CONNECTION`, `AZURESUBSCRIPTION_SERVICE_CONNECTION_ID`.
    #[arg(long, value_name = "ID")]
    service_connection: Option<String>,
    /// Tenant of the identity. Default: that of the first of these pairs: `PATLESS_TENANT` and `PATLESS_CLIENT`;
    /// `AZURESUBSCRIPTION_TENANT_ID` and `AZURESUBSCRIPTION_CLIENT_ID`; `AZURE_TENANT_ID` and `AZURE_CLIENT_ID`. A pair is
    /// skipped if the variable beside it names another service connection.
    #[arg(long, value_name = "ID")]
    tenant: Option<String>,
    /// Client id of the identity. Default: that of the same pair.
    #[arg(long, value_name = "ID")]
    client: Option<String>,
    /// URL of the authority host. Default: that of the public cloud. No variable sets it: whoever sets variables could
    /// redirect the assertion.
    #[arg(long, value_name = "URL", visible_alias = "authority")]
    pub(crate) authority_host: Option<String>,
}

/// The identity, of any source.
#[derive(Debug, Args)]
pub(crate) struct IdentityArgs {
    /// Where the identity comes from. `auto` takes the first that is here, in the order of this list. Default:
    /// `PATLESS_SOURCE`, else auto.
    #[arg(long, value_enum, value_name = "NAME")]
    source: Option<SourceArg>,
    #[command(flatten)]
    pub(crate) ids: IdArgs,
    /// Object (principal) id of a user-assigned managed identity, instead of its client id.
    #[arg(long, value_name = "ID", conflicts_with = "client")]
    identity_object_id: Option<String>,
    /// Azure resource id of a user-assigned managed identity, instead of its client id.
    #[arg(long, value_name = "ID", conflicts_with_all = ["client", "identity_object_id"])]
    identity_resource_id: Option<String>,
    /// Variable that holds an access token already. The source `auto` looks at it only if it is named here. Default with
    /// `--source variable`: `AZURE_DEVOPS_TOKEN`, or for `exec` the variable that gets the token.
    #[arg(long, value_name = "NAME")]
    token_variable: Option<EnvironmentName>,
}

/// The value of `--source`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum SourceArg {
    Auto,
    Named(SourceName),
}

impl ValueEnum for SourceArg {
    fn value_variants<'a>() -> &'a [Self] {
        SOURCE_ARGS
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(match self {
            Self::Auto => "auto".into(),
            Self::Named(name) => name.as_str().into(),
        })
    }
}

/// Every value, in the order in which `auto` looks for the sources.
const SOURCE_ARGS: &[SourceArg] = &{
    let mut all = [SourceArg::Auto; SourceName::ALL.len() + 1];
    let mut index = 0;
    while index < SourceName::ALL.len() {
        all[index + 1] = SourceArg::Named(SourceName::ALL[index]);
        index += 1;
    }
    all
};

impl IdArgs {
    /// Determines the service connection, for a verb that takes no other source.
    pub(crate) fn connection(
        &self,
        environment: &Environment,
    ) -> Result<ConnectionSource, InputError> {
        let ids = ConnectionIds::find(environment, self.told()?).map_err(of_ids)?;
        let tenant_name = ids.tenant_variable.unwrap_or("--tenant");
        let client_name = ids.client_variable.unwrap_or("--client");
        Ok(ConnectionSource::Told {
            id: ids.connection,
            tenant: ids.tenant,
            client: ids.client,
            authority_host: self.authority_host.clone(),
            told_by: format!("{tenant_name} and {client_name}"),
        })
    }

    /// Refuses the flags that `source` makes no use of.
    fn refuse_others_than(&self, source: SourceName) -> Result<(), InputError> {
        let flags = [
            (IdentityFlag::ServiceConnection, &self.service_connection),
            (IdentityFlag::Tenant, &self.tenant),
            (IdentityFlag::Client, &self.client),
            (IdentityFlag::AuthorityHost, &self.authority_host),
        ];
        let given = flags.into_iter().filter(|(_, value)| value.is_some());
        given
            .map(|(flag, _)| flag)
            .try_for_each(|flag| flag.check(source))
    }

    fn told(&self) -> Result<ToldIds, InputError> {
        let connection = self.service_connection.as_ref();
        Ok(ToldIds {
            connection: id(
                "--service-connection",
                connection,
                ServiceConnectionId::parse,
            )?,
            tenant: id("--tenant", self.tenant.as_ref(), TenantId::parse)?,
            client: id("--client", self.client.as_ref(), ClientId::parse)?,
        })
    }
}

impl IdentityArgs {
    /// The service connection that the flags name, for a verb that looks it up by name or id. It stays the source only if
    /// it is an id, and no other source is named.
    pub(crate) fn take_connection(&mut self) -> Option<String> {
        let named = self.ids.service_connection.take()?;
        let own = SourceArg::Named(SourceName::ServiceConnection);
        let may_be_source =
            matches!(self.source, None | Some(SourceArg::Auto)) || self.source == Some(own);
        if may_be_source && ServiceConnectionId::parse(&named).is_ok() {
            self.ids.service_connection = Some(named.clone());
        }
        Some(named)
    }

    /// Whether a flag says whose identity it is.
    pub(crate) fn names_somebody(&self) -> bool {
        let IdArgs {
            service_connection,
            tenant,
            client,
            ..
        } = &self.ids;
        let (object, resource) = (&self.identity_object_id, &self.identity_resource_id);
        let ids = [service_connection, tenant, client, object, resource];
        ids.iter().any(|flag| flag.is_some()) || self.token_variable.is_some()
    }

    /// Builds the request to the sources, for a verb that gives the token itself. `inherited` reads a variable of this process.
    ///
    /// # Errors
    /// As those of [`Self::request`].
    pub(crate) fn request_with_default(
        &self,
        environment: &Environment,
        inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
    ) -> Result<SourceRequest, InputError> {
        let mut request = self.request(environment, &inherited)?;
        if request.source == Some(SourceName::Variable) && request.token_variable.is_none() {
            let name = EnvironmentName::default_for_token();
            request.token_variable = Some(held_token(&name, inherited));
        }
        Ok(request)
    }

    /// Builds the request to the sources. `inherited` reads a variable of this process.
    ///
    /// # Errors
    /// A value is invalid, or a flag does not fit the source that is named: that would be two sources at once.
    pub(crate) fn request(
        &self,
        environment: &Environment,
        inherited: impl Fn(&str) -> Option<Zeroizing<String>>,
    ) -> Result<SourceRequest, InputError> {
        let source = self.source(environment)?;
        if let Some(source) = source {
            self.ids.refuse_others_than(source)?;
        }
        let ids = self.ids.told()?;
        // A flag is the user's own word, about this machine as well.
        let told = |text: &str| AuthorityHost::told("it", text, Loopback::Counts);
        let host = self.ids.authority_host.as_deref().map(told).transpose();
        let mut request = SourceRequest::default();
        if let Some(name) = &self.token_variable {
            source.map_or(Ok(()), |it| IdentityFlag::TokenVariable.check(it))?;
            if is_secret(name.as_str()) {
                return Err(InputError::Value {
                    input: "--token-variable",
                    text: name.as_str().to_owned(),
                    expected: "a variable with an access token: Patless reads another secret from it",
                });
            }
            request.token_variable = Some(held_token(name, inherited));
        }
        request.object_id = id(OBJECT_ID, self.identity_object_id.as_ref(), ObjectId::parse)?;
        request.resource_id = id(
            RESOURCE_ID,
            self.identity_resource_id.as_ref(),
            IdentityResourceId::parse,
        )?;
        let is_managed = request.object_id.is_some() || request.resource_id.is_some();
        request.source = match source {
            // Only a managed identity is named in this way.
            None if is_managed => Some(SourceName::ManagedIdentity),
            Some(name) if is_managed && name != SourceName::ManagedIdentity => {
                return Err(InputError::Value {
                    input: "--source",
                    text: name.to_string(),
                    expected: "managed-identity, which --identity-object-id and --identity-resource-id belong to",
                });
            }
            source => source,
        };
        request.prompt = match source {
            // Whoever names it wants to be asked, wherever standard error is shown.
            Some(SourceName::DeviceCode) => Some(prompt::on_standard_error()),
            _ => prompt::at_a_terminal(),
        };
        request.service_connection = ids.connection;
        request.tenant = ids.tenant;
        request.client = ids.client;
        request.authority_host = host.map_err(|source| InputError::AuthorityHost {
            input: "--authority-host",
            source,
        })?;
        Ok(request)
    }

    /// The source that is named. `None`: the first that is here.
    fn source(&self, environment: &Environment) -> Result<Option<SourceName>, InputError> {
        let argument = match (self.source, environment.variable(&PATLESS_SOURCE)) {
            (Some(argument), _) => argument,
            (None, None) => SourceArg::Auto,
            (None, Some(text)) => {
                let error = || InputError::Setting {
                    variable: PATLESS_SOURCE.name(),
                    text: text.to_owned(),
                    expected: "auto or the name of a source",
                };
                SourceArg::from_str(text.trim(), true).map_err(|_| error())?
            }
        };
        Ok(match argument {
            SourceArg::Auto => None,
            SourceArg::Named(name) => Some(name),
        })
    }
}

const OBJECT_ID: &str = "--identity-object-id";
const RESOURCE_ID: &str = "--identity-resource-id";

/// Reads a flag's value.
fn id<T>(
    flag: &'static str,
    text: Option<&String>,
    parse: impl Fn(&str) -> Result<T, InvalidIdentifier>,
) -> Result<Option<T>, InputError> {
    let text = text.map(|text| text.trim());
    let id = text.map(parse).transpose();
    id.map_err(|source| InputError::Flag { flag, source })
}

/// Says which flag is missing, or which variable is wrong.
fn of_ids(error: IdsError) -> InputError {
    let missing = |flag, variables| InputError::MissingFlag { flag, variables };
    match error {
        IdsError::NoConnection { variables } => missing("--service-connection", variables),
        IdsError::NoTenant { variables } => missing("--tenant", variables),
        IdsError::NoClient { variables } => missing("--client", variables),
        IdsError::Invalid { variable, source } => InputError::Flag {
            flag: variable,
            source,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "00000000-0000-4000-8000-000000000001";
    const TWO: &str = "00000000-0000-4000-8000-000000000002";

    /// A verb that takes an identity.
    #[derive(Debug, clap::Parser)]
    struct Verb {
        #[command(flatten)]
        identity: IdentityArgs,
    }

    fn request(arguments: &[&str]) -> Result<SourceRequest, String> {
        let arguments = std::iter::once(&"verb").chain(arguments);
        let verb = <Verb as clap::Parser>::try_parse_from(arguments);
        let identity = verb.map_err(|error| error.kind().to_string())?.identity;
        let request = identity.request(&Environment::default(), |_| None);
        request.map_err(|error| error.to_string())
    }

    const RESOURCE: &str = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/n";

    #[test]
    fn an_object_id_or_a_resource_id_is_of_a_managed_identity() {
        for flag in [[OBJECT_ID, ONE], [RESOURCE_ID, RESOURCE]] {
            let found = request(&flag).unwrap();
            assert_eq!(found.source, Some(SourceName::ManagedIdentity));
            assert_eq!(found.object_id.is_some(), flag[0] == OBJECT_ID);
            assert_eq!(found.resource_id.is_some(), flag[0] == RESOURCE_ID);
            let named = ["--source", "client-secret", flag[0], flag[1]];
            let error = request(&named).unwrap_err();
            assert!(error.contains("not managed-identity"), "{error}");
        }
        assert_eq!(request(&["--client", ONE]).unwrap().source, None);
        let error = request(&[RESOURCE_ID, ONE]).unwrap_err();
        assert_eq!(error, "--identity-resource-id is not an id");
    }

    #[test]
    fn two_names_of_one_managed_identity_are_a_wrong_command_line() {
        let flags = [["--client", ONE], [OBJECT_ID, ONE], [RESOURCE_ID, RESOURCE]];
        for (first, second) in [(0, 1), (0, 2), (1, 2)] {
            let both = [flags[first], flags[second]].concat();
            let error = request(&both).unwrap_err();
            assert!(error.contains("cannot be used with"), "{error}");
        }
    }

    /// The source of tenant and client of connection `ONE`, or what is missing.
    fn told_by(tenant: Option<&str>, variables: &[(&str, &str)]) -> String {
        let arguments = IdArgs {
            service_connection: Some(ONE.to_owned()),
            tenant: tenant.map(str::to_owned),
            client: None,
            authority_host: None,
        };
        match arguments.connection(&Environment::fixed(variables)) {
            Ok(ConnectionSource::Told { told_by, .. }) => told_by,
            Ok(_) => panic!("not told"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn tenant_and_client_are_of_one_source() {
        let sdk = [("AZURE_TENANT_ID", ONE), ("AZURE_CLIENT_ID", ONE)];
        assert_eq!(told_by(None, &sdk), "AZURE_TENANT_ID and AZURE_CLIENT_ID");
        assert_eq!(told_by(Some(TWO), &sdk), "--tenant and AZURE_CLIENT_ID");
        let mixed = [sdk[0], sdk[1], ("PATLESS_TENANT", TWO)];
        assert_eq!(
            told_by(None, &mixed),
            "--client is missing, and none of these variables is set: PATLESS_CLIENT"
        );
    }

    #[test]
    fn a_source_about_another_connection_is_passed_over() {
        for (connection, told) in [
            (
                ONE,
                "AZURESUBSCRIPTION_TENANT_ID and AZURESUBSCRIPTION_CLIENT_ID",
            ),
            (TWO, "AZURE_TENANT_ID and AZURE_CLIENT_ID"),
        ] {
            let variables = [
                ("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", connection),
                ("AZURESUBSCRIPTION_TENANT_ID", TWO),
                ("AZURESUBSCRIPTION_CLIENT_ID", TWO),
                ("AZURE_TENANT_ID", ONE),
                ("AZURE_CLIENT_ID", ONE),
            ];
            assert_eq!(told_by(None, &variables), told);
            let alone = told_by(None, &variables[..3]);
            assert_eq!(alone.contains("is missing"), connection == TWO, "{alone}");
        }
    }
}
