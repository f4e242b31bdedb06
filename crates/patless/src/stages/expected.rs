//! Who the identity must be, and what happens if it is somebody else.

use patless_core::{ClientId, ServiceConnection, TenantId};

use crate::failure::Failure;
use crate::report::recognizable;
use crate::unexpected_identity::UnexpectedIdentity;

/// Who the identity must be. What is `None` is not compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expected {
    /// The tenant of the identity.
    pub(crate) tenant: Option<TenantId>,
    /// The client id of the identity.
    pub(crate) client: Option<ClientId>,
    /// The subject of the assertion.
    pub(crate) subject: Option<String>,
    /// The identity id in the organization of the job, a GUID in lower case.
    pub(crate) identity: Option<String>,
    /// What happens if it is somebody else.
    pub(crate) policy: Policy,
}

/// What happens if the identity is somebody else.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Policy {
    /// Nothing is handed out.
    #[default]
    Enforce,
    /// A warning.
    Audit,
}

impl Expected {
    /// Compares the tenant and the client of a service connection.
    pub(super) fn check_connection(&self, connection: &ServiceConnection) -> Result<(), Failure> {
        self.check_ids(connection.tenant(), connection.client())
    }

    /// Compares the tenant and the client. `None`: not known.
    pub(crate) fn check_ids(
        &self,
        tenant: Option<&TenantId>,
        client: Option<ClientId>,
    ) -> Result<(), Failure> {
        self.check("tenant", self.tenant.as_ref(), tenant, ToString::to_string)?;
        // The agent masks the client id.
        let shown = |client: &ClientId| recognizable(&client.to_string());
        self.check("client id", self.client.as_ref(), client.as_ref(), shown)
    }

    /// Compares the subject of the assertion. `None`: there is no assertion, or it has no subject.
    pub(crate) fn check_subject(&self, found: Option<&str>) -> Result<(), Failure> {
        let found = found.map(str::to_owned);
        let found = found.as_ref();
        self.check("subject", self.subject.as_ref(), found, Clone::clone)
    }

    /// Compares the identity id. `None`: not known.
    pub(crate) fn check_identity(&self, found: Option<&str>) -> Result<(), Failure> {
        let found = found.map(str::to_lowercase);
        let found = found.as_ref();
        self.check(
            "id in the organization",
            self.identity.as_ref(),
            found,
            Clone::clone,
        )
    }

    /// Refuses a token of which nothing is known, if anything must be.
    pub(crate) fn check_unknown(&self) -> Result<(), Failure> {
        self.check_ids(None, None)?;
        self.check_subject(None)?;
        self.check_identity(None)
    }

    fn check<T: PartialEq>(
        &self,
        what: &'static str,
        expected: Option<&T>,
        found: Option<&T>,
        shown: impl Fn(&T) -> String,
    ) -> Result<(), Failure> {
        let Some(expected) = expected.filter(|expected| Some(*expected) != found) else {
            return Ok(());
        };
        let found = found.map(&shown);
        let unexpected = UnexpectedIdentity::new(what, shown(expected), found);
        match self.policy {
            Policy::Enforce => Err(Failure::UnexpectedIdentity(unexpected)),
            Policy::Audit => {
                tracing::warn!(
                    "{unexpected}; the policy is audit, so the identity is used all the same"
                );
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_somebody_else_is_refused_unless_it_is_an_audit() {
        let mut expected = Expected {
            subject: Some("sc://acme/web/deploy".to_owned()),
            identity: Some("1de70001-9a8b-4c7d-8e6f-5a4b3c2d1e01".to_owned()),
            ..Expected::default()
        };
        assert!(expected.check_subject(Some("sc://acme/web/deploy")).is_ok());
        assert!(
            expected
                .check_subject(Some("sc://acme/web/Deploy"))
                .is_err()
        );
        assert!(expected.check_subject(None).is_err());
        let id = "1DE70001-9a8b-4c7d-8e6f-5a4b3c2d1e01";
        assert!(expected.check_identity(Some(id)).is_ok());
        assert!(expected.check_identity(Some("other")).is_err());
        assert!(expected.check_unknown().is_err());
        expected.policy = Policy::Audit;
        assert!(expected.check_subject(None).is_ok());
    }
}
