//! Microsoft Entra access tokens for the identity that is already here, without a stored secret.
//!
//! A job of Azure Pipelines or GitHub, an Azure Function, a virtual machine, a pod and a desk with Azure CLI each have an
//! identity. This library finds it, proves it to Entra, and keeps the access token fresh. It is what the program `patless` is
//! made of.
//!
//! ```text
//! environment ──▶ source ──▶ assertion ──▶ exchange ──▶ access token
//! ```
//!
//! # Example
//!
//! This is `examples/token.rs`. It finds the identity as `patless token` does, and keeps a credential:
//!
#![doc = concat!("```no_run\n", include_str!("../examples/token.rs"), "```")]
//!
//! `examples/function.rs` does so in a service, which asks Azure DevOps who it is.
//!
//! # Where to start
//!
//! | To | Use |
//! |---|---|
//! | get a token once | [`Selected::select`], [`Credential::of_selected`], [`Credential::token`]. The text of a token leaves only through [`AccessToken::expose`] |
//! | keep one for hours | the same [`Credential`]: it returns the token that it has, renews it in the background, and its clones share it |
//! | choose the source | [`SourceRequest`] and [`SourceName`]. [`Selected::passed_over`] says why not an earlier one; [`sources`] has what some sources need |
//! | be a task of a pipeline | [`ServiceConnection`], [`Job`], [`Source::of_connection`], [`Credential::new`] |
//! | know who it is | [`AzureDevOps`] of a [`Target`], which answers with what is in [`azure_devops`] |
//! | handle errors | [`NetworkError`] of [`Context::open`], [`SourceError`] of the selection, [`TokenError`] of the credential; [`errors`] has what they hold. [`TokenError::kind`] says whose turn it is, [`TokenError::retry_after`] when |
//! | mask secrets in a log | [`Credential::announce`] calls you with each before its first use |
//! | limit the time | a [`Deadline`] for each request, with [`Limits`]. What can succeed later is retried until then |
//! | test | [`Environment::fixed`], and `TestClock` with the feature `test-util` |
//!
//! # What it does not do
//!
//! - It prints nothing, reads no process environment and has no clock of its own: [`Environment`] and [`Clock`] are passed
//!   in. One exception: on Windows and macOS, the library that reads the system's certificates reads `SSL_CERT_FILE` and
//!   `SSL_CERT_DIR` itself, but it is called only if they are not set.
//! - It writes no file: a token lives as long as its credential.
//! - It does not look into access tokens, and verifies no assertion: see [`UnverifiedClaims`].
//! - It needs a tokio runtime with time and I/O; one thread is enough. TLS is rustls with aws-lc, and nothing else can be set.
//! - The programs that it runs, `az` and `azd`, inherit the environment of the process, less the secrets in it that it knows.
//!
//! # Features
//!
//! None is on by default. `test-util` adds `TestClock`, which a test moves, and the documentation of [`variables`] as data.
//! It is for tests, and not covered by the promise that a minor version breaks nothing.

mod assertion;
mod authority;
pub mod azure_devops;
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
pub use authority::AuthorityHost;
pub use azure_devops::client::AzureDevOps;
pub use azure_devops::target::Target;
#[cfg(any(test, feature = "test-util"))]
pub use clock::TestClock;
pub use clock::{Clock, SystemClock};
pub use cloud::Cloud;
pub use context::Context;
pub use credential::{Credential, NewSecret, Reuse, TokenRequest};
pub use environment::Environment;
pub use error::TokenError;
pub use exchange::AccessToken;
pub use http::NetworkError;
pub use origin::loopback::Loopback;
pub use patless_catalogue::identifiers::{
    ClientId, IdentityResourceId, ObjectId, ServiceConnectionId, TenantId,
};
pub use retry::deadline::{Deadline, Limits};
pub use scope::{Scope, ScopeName, ShortName};
pub use source::Source;
pub use source::connection::endpoint::ServiceConnection;
pub use source::connection::job::Job;
pub use source::error::SourceError;
pub use source::name::SourceName;
pub use source::request::SourceRequest;
pub use source::select::Selected;
pub use wiped::Wiped;

/// What the errors hold, and the errors of parsing.
///
/// Each error is one line in lower case that begins with the cause, and holds no secret. Its `cause()` is a
/// [`Cause`](errors::Cause), the same that the messages and the documentation of Patless are made from.
pub mod errors {
    pub use crate::authority::ForeignAuthority;
    pub use crate::azure_devops::error::TargetError;
    pub use crate::azure_devops::refusal::Refusal;
    pub use crate::azure_devops::target::InvalidTarget;
    pub use crate::environment::EnvironmentError;
    pub use crate::error::{Misconfigured, Refused, Unavailable, Unreadable};
    pub use crate::exchange::Rejection;
    pub use crate::http::{Brought, Fault, InvalidProxy, Reason, TransportError};
    pub use crate::retry::{Failed, Tried};
    pub use crate::scope::InvalidScope;
    pub use crate::source::connection::ids::IdsError;
    pub use crate::source::error::{Broken, NotHere};
    pub use crate::source::managed_identity::refusal::HostRefusal;
    pub use patless_catalogue::identifiers::InvalidIdentifier;
    pub use patless_catalogue::{Cause, ErrorKind, Found, Server};
}

/// What some sources need to be told, or tell.
pub mod sources {
    pub use crate::secret::SystemAccessToken;
    pub use crate::source::application::Application;
    pub use crate::source::connection::ids::{ConnectionIds, ToldIds};
    pub use crate::source::keeper::{KeeperReport, stop_keeper, tell_keeper_of_refusal};
    pub use crate::source::prompt::{Prompt, SignIn};
    pub use crate::source::variable::TokenVariable;
}

/// The environment variables that are read: [`Environment`] keeps no others.
pub mod variables {
    pub use crate::environment::listed::ListedVariables;
    pub use crate::environment::variables::*;
    pub use crate::environment::{Decides, Family, Variable, environment_name};
    #[cfg(any(test, feature = "test-util"))]
    pub use crate::environment::{Documented, documented};
}
