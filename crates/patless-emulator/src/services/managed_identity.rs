//! Hosts that give a machine the access tokens of its managed identities, over plain HTTP.
//!
//! Each kind of host is one file. What they share is beside them: which identity a request means, the access token, and
//! the two shapes of their errors.

mod answer;
mod api_version;
mod arc_keys;
mod assigned;
mod epoch;
mod grant;
mod host;
pub(crate) mod knobs;
mod message_error;
mod metadata_header;
mod oauth_error;
mod secrets;
mod selection;
mod urls;

pub mod app_service;
pub mod arc;
pub mod cloud_shell;
pub mod imds;
pub mod machine_learning;

pub use host::ManagedIdentityHost;

pub(crate) use assigned::assigned;
pub(crate) use secrets::HostSecrets;
pub(crate) use urls::HostUrls;
