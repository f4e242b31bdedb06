//! Which of a host's managed identities is asked for.

use std::fmt;

use crate::environment::variables::AZURE_CLIENT_ID;
use crate::source::error::{Broken, SourceError};
use crate::source::name::SourceName;
use crate::source::search::Search;
use patless_catalogue::Cause;
use patless_catalogue::identifiers::{ClientId, IdentityResourceId, ObjectId};

/// A choice, and who made it.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    identity: Identity,
    by: By,
}

#[derive(Clone, Debug)]
enum Identity {
    /// The system-assigned one, or what else the host takes where none is named.
    Default,
    Client(ClientId),
    Object(ObjectId),
    Resource(IdentityResourceId),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum By {
    User,
    Variable,
    Connection,
}

/// The names of a host's parameters that choose an identity. `None`: it takes none such.
pub(super) struct Parameters {
    pub(super) client: Option<&'static str>,
    pub(super) object: Option<&'static str>,
    pub(super) resource: Option<&'static str>,
}

/// A parameter of a request.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// What an answer says about its identity.
pub(super) struct Said<'a> {
    pub(super) client: Option<ClientId>,
    pub(super) object: Option<&'a str>,
    pub(super) resource: Option<&'a str>,
}

impl Choice {
    /// The identity that the user named, else that of `AZURE_CLIENT_ID`, as the Azure SDKs do.
    pub(super) fn of(search: &Search<'_>) -> Result<Self, SourceError> {
        let request = search.request;
        let by = By::User;
        let identity = match (request.client, request.object_id, &request.resource_id) {
            (Some(client), None, None) => Identity::Client(client),
            (None, Some(object), None) => Identity::Object(object),
            (None, None, Some(resource)) => Identity::Resource(resource.clone()),
            (None, None, None) => {
                let client = search.client(SourceName::ManagedIdentity)?;
                let identity = client.map_or(Identity::Default, Identity::Client);
                let by = By::Variable;
                return Ok(Self { identity, by });
            }
            _ => return Err(broken(Cause::WrongInput, SEVERAL.to_owned()).into()),
        };
        Ok(Self { identity, by })
    }

    /// The identity of a service connection.
    pub(super) fn of_connection(client: Option<ClientId>) -> Self {
        Self {
            identity: client.map_or(Identity::Default, Identity::Client),
            by: By::Connection,
        }
    }

    /// Whether the user named it.
    pub(super) fn is_of_user(&self) -> bool {
        self.by == By::User
    }

    /// Its client id, if that is how it is named.
    pub(super) fn client(&self) -> Option<ClientId> {
        match self.identity {
            Identity::Client(client) => Some(client),
            _ => None,
        }
    }

    /// The parameter that names it. `None` if none is needed.
    ///
    /// # Errors
    /// The host takes no such parameter.
    pub(super) fn parameter(
        &self,
        names: &Parameters,
        host: &str,
    ) -> Result<Option<Parameter>, Broken> {
        let (name, value, id) = match &self.identity {
            Identity::Default => return Ok(None),
            Identity::Client(it) => (names.client, it.to_string(), "client id"),
            Identity::Object(it) => (names.object, it.to_string(), "object id"),
            Identity::Resource(it) => (names.resource, it.to_string(), "resource id"),
        };
        let Some(name) = name else {
            let source = self.source();
            let reason =
                format!("{host} cannot be asked for a managed identity by its {id}{source}");
            return Err(broken(Cause::ManagedIdentityUnsupported, reason));
        };
        Ok(Some(Parameter { name, value }))
    }

    /// Whether an answer may be for this identity: whatever it says of its identity agrees.
    pub(super) fn agrees_with(&self, said: &Said<'_>) -> bool {
        match &self.identity {
            Identity::Default => true,
            Identity::Client(client) => said.client.is_none_or(|it| it == *client),
            Identity::Object(object) => {
                let parse = |text| ObjectId::parse(text).ok();
                said.object.is_none_or(|it| parse(it) == Some(*object))
            }
            Identity::Resource(resource) => {
                let parse = |text| IdentityResourceId::parse(text).ok();
                said.resource
                    .is_none_or(|it| parse(it).as_ref() == Some(resource))
            }
        }
    }

    /// Whether an answer says that it is for this identity.
    pub(super) fn is_confirmed_by(&self, said: &Said<'_>) -> bool {
        let is_said = match &self.identity {
            Identity::Default => true,
            Identity::Client(_) => said.client.is_some(),
            Identity::Object(_) => said.object.is_some(),
            Identity::Resource(_) => said.resource.is_some(),
        };
        is_said && self.agrees_with(said)
    }

    /// Where it comes from, if the user may not know.
    fn source(&self) -> String {
        match self.by {
            By::User => String::new(),
            By::Variable => format!(" (from {})", AZURE_CLIENT_ID.name()),
            By::Connection => " (from msiclientId of the service connection)".to_owned(),
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.identity {
            Identity::Default => return f.write_str("the machine's own identity"),
            Identity::Client(it) => write!(f, "the identity with the client id {it}")?,
            Identity::Object(it) => write!(f, "the identity with the object id {it}")?,
            Identity::Resource(it) => write!(f, "the identity {it}")?,
        }
        f.write_str(&self.source())
    }
}

fn broken(cause: Cause, reason: String) -> Broken {
    Broken::new(SourceName::ManagedIdentity, cause, reason)
}

const SEVERAL: &str =
    "a managed identity is named by one of client id, object id and resource id, not by several";
