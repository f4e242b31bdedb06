//! The values that a failure report can contain, and their names.

/// A value in a failure report.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Field {
    /// `iss` of the assertion.
    Issuer,
    /// `sub` of the assertion.
    Subject,
    /// `aud` of the assertion.
    Audience,
    /// The tenant of the request: a GUID, a domain name, or the text that was sent instead.
    Tenant,
    /// The client id.
    Client,
    /// The object id of the service principal.
    ObjectId,
    /// The identity that Azure DevOps saw.
    Identity,
    /// The service connection's id.
    Connection,
    /// The organization's name.
    Organization,
    /// The project's id.
    Project,
    /// The repository's name or id.
    Repository,
    /// The name of the server that the network failed to reach.
    Host,
    /// What the access token was requested for, or what was denied.
    Resource,
    /// The permission that is missing.
    Permission,
    /// The field of the request that is missing.
    Parameter,
    /// The number after `AADSTS`, if no row covers it.
    Code,
    /// The ids of the Conditional Access policies that blocked the request, separated by `, `.
    Policies,
    /// The server's time.
    Now,
    /// When the assertion becomes valid.
    ValidFrom,
    /// When the assertion expires.
    ValidTo,
    /// The id of the request in Entra's sign-in logs.
    CorrelationId,
    /// The id that Entra assigned to the request.
    TraceId,
    /// The id that Azure DevOps assigned to the request.
    ActivityId,
}

impl Field {
    /// Every field, in display order.
    pub const ALL: &[Self] = &[
        Self::Issuer,
        Self::Subject,
        Self::Audience,
        Self::Tenant,
        Self::Client,
        Self::ObjectId,
        Self::Identity,
        Self::Connection,
        Self::Organization,
        Self::Project,
        Self::Repository,
        Self::Host,
        Self::Resource,
        Self::Permission,
        Self::Parameter,
        Self::Code,
        Self::Policies,
        Self::Now,
        Self::ValidFrom,
        Self::ValidTo,
        Self::CorrelationId,
        Self::TraceId,
        Self::ActivityId,
    ];

    /// The display name. A remedy uses the same name in braces.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Subject => "subject",
            Self::Audience => "audience",
            Self::Tenant => "tenant",
            Self::Client => "client",
            Self::ObjectId => "object id",
            Self::Identity => "identity",
            Self::Connection => "connection",
            Self::Organization => "organization",
            Self::Project => "project",
            Self::Repository => "repository",
            Self::Host => "host",
            Self::Resource => "resource",
            Self::Permission => "permission",
            Self::Parameter => "parameter",
            Self::Code => "code",
            Self::Policies => "policies",
            Self::Now => "server time",
            Self::ValidFrom => "valid from",
            Self::ValidTo => "valid to",
            Self::CorrelationId => "correlation id",
            Self::TraceId => "trace id",
            Self::ActivityId => "activity id",
        }
    }

    /// The placeholder that a remedy shows if the value is unknown.
    pub const fn placeholder(self) -> &'static str {
        match self {
            Self::Issuer => "ISSUER",
            Self::Subject => "SUBJECT",
            Self::Audience => "AUDIENCE",
            Self::Tenant => "TENANT_ID",
            Self::Client => "CLIENT_ID",
            Self::ObjectId => "OBJECT_ID",
            Self::Identity => "IDENTITY_ID",
            Self::Connection => "CONNECTION_ID",
            Self::Organization => "ORGANIZATION",
            Self::Project => "PROJECT",
            Self::Repository => "REPOSITORY",
            Self::Host => "HOST",
            Self::Resource => "RESOURCE",
            Self::Permission => "PERMISSION",
            Self::Parameter => "the missing parameter",
            Self::Code => "CODE",
            Self::Policies => "POLICY_IDS",
            Self::Now => "TIME",
            Self::ValidFrom => "VALID_FROM",
            Self::ValidTo => "VALID_TO",
            Self::CorrelationId => "CORRELATION_ID",
            Self::TraceId => "TRACE_ID",
            Self::ActivityId => "ACTIVITY_ID",
        }
    }
}
