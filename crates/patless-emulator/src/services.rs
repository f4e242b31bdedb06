//! Owns the services, one listener for each real host.

mod azure_devops;
mod body;
mod bucket;
mod countdown;
mod delivery;
mod endpoint;
mod entra;
mod listener;
mod paced_stream;
mod pieces;
mod service_name;
mod socket;
mod state;
mod vstoken;

pub use service_name::ServiceName;

pub(crate) use socket::{Services, Socket};
pub(crate) use state::{State, Urls};
