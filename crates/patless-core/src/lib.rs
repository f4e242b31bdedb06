//! Turns the identity that an Azure Pipelines job already has into a Microsoft Entra access token.
//!
//! ```text
//! environment ──▶ assertion ──▶ exchange ──▶ access token
//! ```
//!
//! A library example, which is `examples/token.rs`:
//!
#![doc = concat!("```no_run\n", include_str!("../examples/token.rs"), "```")]
//!
//! The modules follow that way and nothing flows back. The crate prints nothing, reads no process environment and has
//! no clock that it was not given: [`Environment`] and [`Clock`] are handed in. One exception: on Windows and macOS, the library that
//! reads the system's certificates looks at `SSL_CERT_FILE` and `SSL_CERT_DIR` itself, but it is called only where they are
//! not set.

mod assertion;
mod authority;
mod azure_devops;
pub mod catalogue;
mod clock;
mod connector;
mod context;
mod credential;
mod deadline;
mod environment;
mod error;
mod exchange;
pub mod federation;
mod http;
mod identifiers;
mod job;
mod loopback;
mod named_file;
mod network;
mod origin;
mod proxy;
mod repetition;
mod retry;
mod scope;
mod secret;
mod service_connection;
mod source;
mod target;
mod text;
mod trust;
mod wiped;

pub use assertion::{Assertion, AssertionError, UnverifiedClaims};
pub use authority::{AuthorityHost, ForeignAuthority};
pub use azure_devops::Refusal;
#[cfg(any(test, feature = "test-util"))]
pub use clock::FixedClock;
pub use clock::{Clock, SystemClock};
pub use context::Context;
pub use credential::{Credential, NewSecret, Reuse, TokenError, TokenRequest};
pub use deadline::{Deadline, Limits};
pub use environment::{Environment, EnvironmentError, ListedVariables, environment_name};
pub use error::ErrorKind;
pub use exchange::{AccessToken, ExchangeError, Rejection};
pub use http::TransportError;
pub use identifiers::{ClientId, InvalidIdentifier, OrganizationId, ServiceConnectionId, TenantId};
pub use job::Job;
pub use loopback::Loopback;
pub use proxy::InvalidProxy;
pub use retry::{Advice, Tried};
pub use scope::{InvalidScope, SHORT_NAMES, Scope, ShortName};
pub use secret::SystemAccessToken;
pub use service_connection::ServiceConnection;
pub use source::{Connection, Source};
pub use target::{AzureDevOps, Directory, Identity, InvalidTarget, Target, TargetError};
pub use text::{harmless, is_visible};
pub use trust::Brought;
pub use wiped::Wiped;
