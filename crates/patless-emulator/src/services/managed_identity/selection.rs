//! Which identity a request means.

use uuid::Uuid;

use super::assigned::assigned;
use crate::services::Shared;
use crate::wire::Request;
use crate::world::{Assignment, ManagedIdentity};

/// Rules of a host for the choice of an identity.
pub(super) struct Selection {
    /// Query parameters that choose an identity. One that is not listed is ignored.
    pub(super) parameters: &'static [Parameter],
    /// Identity of a request that names none.
    pub(super) unnamed: Unnamed,
}

/// Query parameter that chooses an identity.
pub(super) struct Parameter {
    /// Name.
    pub(super) name: &'static str,
    /// Property that its value is compared with.
    pub(super) property: Property,
}

/// Property of an identity.
#[derive(Clone, Copy)]
pub(super) enum Property {
    /// Client ID.
    Client,
    /// Object ID of the service principal, also called principal ID.
    Object,
    /// Azure resource ID.
    Resource,
}

/// Identity of a request that names none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// The system-assigned one.
    System,
    /// The system-assigned one, or else the only one.
    SystemOrOnly,
}

impl Selection {
    /// Finds the identity that a request means. `None` means that the machine does not have it.
    pub(super) fn find<'a>(
        &self,
        shared: &'a Shared,
        request: &Request,
    ) -> Option<&'a ManagedIdentity> {
        let named: Vec<_> = self
            .parameters
            .iter()
            .filter_map(|it| Some((it.property, request.query(it.name)?)))
            .collect();
        let assigned = assigned(&shared.scenario, &shared.world);
        if named.is_empty() {
            return self.unnamed(&assigned);
        }
        assigned.into_iter().find(|identity| {
            named
                .iter()
                .all(|(property, value)| property.matches(identity, value))
        })
    }

    /// Finds the identity of a request that names none.
    fn unnamed<'a>(&self, assigned: &[&'a ManagedIdentity]) -> Option<&'a ManagedIdentity> {
        let mut identities = assigned.iter().copied();
        let system = identities.find(|it| it.assignment == Assignment::System);
        match assigned {
            &[only] if self.unnamed == Unnamed::SystemOrOnly => Some(only),
            _ => system,
        }
    }
}

impl Property {
    /// Returns whether an identity has this property with a value. Case does not matter.
    fn matches(self, identity: &ManagedIdentity, value: &str) -> bool {
        let application = &identity.application;
        match (self, &identity.assignment) {
            (Self::Client, _) => Uuid::parse_str(value) == Ok(application.client_id),
            (Self::Object, _) => Uuid::parse_str(value) == Ok(application.service_principal_id),
            (Self::Resource, Assignment::User { resource_id }) => {
                resource_id.eq_ignore_ascii_case(value)
            }
            (Self::Resource, Assignment::System) => false,
        }
    }
}
