//! Turns the identity that an Azure Pipelines job already has into a Microsoft Entra access token.
//!
//! ```text
//! environment ──▶ source ──▶ assertion ──▶ exchange ──▶ access token
//! ```
//!
//! A library example, which is `examples/token.rs`:
//!
#![doc = concat!("```no_run\n", include_str!("../examples/token.rs"), "```")]
//!
//! `examples/function.rs` keeps a credential in a service.
//!
//! The modules follow this order, without import cycles. The crate prints nothing, reads no process environment and has
//! no clock of its own: [`Environment`] and [`Clock`] are passed in. One exception: on Windows and macOS, the library that
//! reads the system's certificates reads `SSL_CERT_FILE` and `SSL_CERT_DIR` itself, but it is called only if they are not
//! set.
//! The programs that it runs, `az` and `azd`, inherit the environment of the process, less the secrets in it that it knows.

mod assertion;
mod authority;
mod azure_devops;
#[cfg(test)]
mod causes_of_errors;
mod certificates;
mod clock;
mod cloud;
mod context;
mod credential;
mod environment;
mod error;
mod exchange;
mod http;
mod named_file;
mod origin;
mod repetition;
mod retry;
mod scope;
mod secret;
mod source;
mod wiped;

pub use assertion::{Assertion, UnverifiedClaims};
pub use authority::{AuthorityHost, ForeignAuthority};
pub use azure_devops::{
    AccessLevel, AzureDevOps, Directory, Identity, InvalidTarget, Profile, Refusal,
    ServicePrincipal, Target, TargetError, organization_tenant,
};
#[cfg(any(test, feature = "test-util"))]
pub use clock::TestClock;
pub use clock::{Clock, SystemClock};
pub use cloud::Cloud;
pub use context::Context;
pub use credential::{Credential, NewSecret, Reuse, TokenRequest};
pub use environment::listed::ListedVariables;
pub use environment::{
    Decides, Environment, EnvironmentError, Family, Variable, environment_name, variables,
};
#[cfg(any(test, feature = "test-util"))]
pub use environment::{Documented, documented};
pub use error::{Misconfigured, Refused, TokenError, Unavailable, Unreadable};
pub use exchange::{AccessToken, Rejection};
pub use http::{Brought, Fault, InvalidProxy, NetworkError, Reason, TransportError};
pub use origin::loopback::Loopback;
pub use patless_catalogue::identifiers::{
    ClientId, IdentityResourceId, InvalidIdentifier, ObjectId, OrganizationId, ServiceConnectionId,
    TenantId,
};
pub use patless_catalogue::{Cause, ErrorKind, Found, Server};
pub use retry::deadline::{Deadline, Limits};
pub use retry::{Failed, Tried};
pub use scope::{InvalidScope, SHORT_NAMES, Scope, ScopeName, ShortName};
pub use secret::SystemAccessToken;
pub use source::Source;
pub use source::application::Application;
pub use source::azure_cli::AzureCli;
pub use source::azure_developer_cli::AzureDeveloperCli;
pub use source::client::Client;
pub use source::connection::endpoint::ServiceConnection;
pub use source::connection::ids::{ConnectionIds, IdsError, ToldIds};
pub use source::connection::job::Job;
pub use source::device_code::DeviceCode;
pub use source::error::{Broken, NotHere, SourceError};
pub use source::managed_identity::ManagedIdentity;
pub use source::managed_identity::refusal::HostRefusal;
pub use source::name::SourceName;
pub use source::prompt::{Prompt, SignIn};
pub use source::provider::Provider;
pub use source::request::SourceRequest;
pub use source::select::Selected;
pub use source::variable::TokenVariable;
pub use wiped::Wiped;
