//! The services, one for each real host. Each host is one file, which lists its routes and their handlers.
//!
//! Faults are keyed by route:
//!
//! ```
//! use patless_emulator::scenario::{Fault, Faults};
//! use patless_emulator::services::entra;
//!
//! let faults = Faults::on(entra::TOKEN, Fault::Stall.always());
//! assert_ne!(faults, Faults::default());
//! ```

mod aborted;
mod access_token;
mod broken_body;
mod connection;
mod countdown;
mod current;
mod delivery;
mod issued;
mod layers;
mod listener;
mod not_emulated;
mod observation;
mod paced_stream;
mod port;
mod pull_requests;
mod reflection;
mod route;
mod router;
mod routers;
mod routes;
mod routing_path;
mod service;
mod service_name;
mod shared;
mod socket;
mod token_bucket;
mod transport;
mod unknown_resource;

pub mod azure_devops;
pub mod entra;
pub(crate) mod feed;
pub(crate) mod git_repositories;
pub(crate) mod git_repository;
pub mod github;
pub mod managed_identity;
pub mod resource_manager;
pub mod vstoken;

pub use managed_identity::ManagedIdentityHost;
pub use route::Route;
pub use service_name::ServiceName;

pub(crate) use current::Current;
pub(crate) use issued::ListedToken;
pub(crate) use shared::{Kept, Shared, Urls};
pub(crate) use socket::{Services, Socket};
pub(crate) use transport::Transport;
