//! The access token: an opaque secret, with the data from Entra's answer.

use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use super::personal::is_personal_token;
use crate::scope::Scope;
use crate::secret::Secret;
use patless_catalogue::identifiers::{ClientId, TenantId};

/// A secret from Entra that gives access to one resource until it expires.
///
/// What it allows, so that the examples that must not compile fail for the one thing that they show:
///
/// ```
/// fn keep(one: patless_core::AccessToken, _other: patless_core::AccessToken) -> patless_core::AccessToken { one }
/// ```
///
/// It is **opaque**: never decoded, and of its text only the form is looked at ([`Self::is_personal`]). Microsoft announced that these tokens will be encrypted; the
/// answer itself states the lifetime. It cannot be printed or compared:
///
/// ```compile_fail,E0277
/// fn print(token: patless_core::AccessToken) { println!("{token}"); }
/// ```
///
/// ```compile_fail,E0369
/// fn same(a: patless_core::AccessToken, b: patless_core::AccessToken) -> bool { a == b }
/// ```
#[derive(Debug)]
pub struct AccessToken {
    token: Secret,
    scope: Scope,
    lifetime: Lifetime,
    asked_at: SystemTime,
    client: Option<ClientId>,
    tenant: Option<TenantId>,
    request_id: Option<String>,
    correlation_id: Option<String>,
}

/// How long an access token is valid.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lifetime {
    /// For this time, from the moment of the request.
    For(Duration),
    /// Nothing says how long.
    Unknown,
}

/// What is known about an access token.
pub(crate) struct Issue {
    pub(crate) scope: Scope,
    /// `expires_in` of the answer.
    pub(crate) lifetime: Lifetime,
    /// When the request was sent: the lifetime counts from here, so that the token never looks fresher than it is.
    pub(crate) asked_at: SystemTime,
    /// The client id of its identity. `None` if nothing says so.
    pub(crate) client: Option<ClientId>,
    /// The tenant that issued it. `None` if nothing says so.
    pub(crate) tenant: Option<TenantId>,
    pub(crate) request_id: Option<String>,
    pub(crate) correlation_id: Option<String>,
}

impl AccessToken {
    /// Accepts a token that a header can carry: visible ASCII, not empty (RFC 6749 appendix A.12, less the space).
    pub(crate) fn parse(token: Zeroizing<String>, issue: Issue) -> Option<Self> {
        let Issue {
            scope,
            lifetime,
            asked_at,
            client,
            tenant,
            request_id,
            correlation_id,
        } = issue;
        let well_formed = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
        well_formed.then(|| Self {
            token: Secret::new(token),
            scope,
            lifetime,
            asked_at,
            client,
            tenant,
            request_id,
            correlation_id,
        })
    }

    /// Exposes the token: to the sinks.
    pub fn expose(&self) -> &str {
        self.token.expose()
    }

    /// Whether it is a personal access token by its form, and none of Entra: a variable can hold either.
    pub fn is_personal(&self) -> bool {
        is_personal_token(self.token.expose())
    }

    /// What the token is for.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// How long it is valid from the moment of the request. `None` if nothing says so.
    pub fn lifetime(&self) -> Option<Duration> {
        match self.lifetime {
            Lifetime::For(lifetime) => Some(lifetime),
            Lifetime::Unknown => None,
        }
    }

    /// How long it still lives at `now`, in whole seconds, as Entra counts: a begun one is whole. Zero once it has expired,
    /// without end if nothing says how long.
    pub fn remaining(&self, now: SystemTime) -> Duration {
        let left = |end: SystemTime| whole_seconds(end.duration_since(now).unwrap_or_default());
        self.expires_on().map_or(Duration::MAX, left)
    }

    /// When it expires, in Unix seconds. `None` if nothing says so.
    pub fn expires_on_unix_seconds(&self) -> Option<u64> {
        let since = self.expires_on()?.duration_since(SystemTime::UNIX_EPOCH);
        Some(since.unwrap_or_default().as_secs())
    }

    fn expires_on(&self) -> Option<SystemTime> {
        self.asked_at.checked_add(self.lifetime()?)
    }

    /// The client id of the identity that it is for. `None` if the source does not say so.
    pub fn client(&self) -> Option<ClientId> {
        self.client
    }

    /// The tenant that issued it. `None` if the source does not say so.
    pub fn tenant(&self) -> Option<&TenantId> {
        self.tenant.as_ref()
    }

    /// The id that Entra gave the request, for its support. `None` if it gave none.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The id that we gave the request (`client-request-id`): Entra's sign-in log shows it. `None` if Entra was not asked by
    /// us.
    pub fn correlation_id(&self) -> Option<&str> {
        self.correlation_id.as_deref()
    }
}

/// Counts a begun second as a whole one.
pub(crate) fn whole_seconds(duration: Duration) -> Duration {
    Duration::from_secs(duration.as_secs() + u64::from(duration.subsec_nanos() > 0))
}
