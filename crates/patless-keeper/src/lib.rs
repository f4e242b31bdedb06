//! The keeper: keeps the access tokens of one identity fresh, and gives them to whatever program of this job asks.
//!
//! A token lives for an hour, and a job for many. The keeper asks for a new one when half of the old one's life is over, so that
//! each that it gives out has at least ten minutes left. Programs ask at *doors*, each in a form that they know already:
//!
//! ```text
//!                    ┌ managed identity   127.0.0.1   Azure SDKs, az, AzCopy, Terraform
//! credential ──▶ hand-out ─ socket        a file      patless token, exec, git-credential
//! (patless-core)     ├ azd                127.0.0.1   Azure Developer CLI
//!                    ├ oidc               127.0.0.1   what exchanges assertions itself
//!                    └ token file         a file      WorkloadIdentityCredential
//! ```
//!
//! It prints nothing, and reads no process environment. What a door is open for, and what it cannot keep out, is said in the
//! module of each.

mod answer;
mod asked;
mod door;
mod doors;
mod ending;
mod error;
mod folder;
mod hand_out;
mod job_token;
mod keeper;
mod key;
mod refusal;
mod resources;
mod server;
mod socket;

pub use door::{Door, Opened, SecretText};
pub use ending::Ending;
pub use error::KeeperError;
pub use hand_out::Counts;
pub use keeper::{Keeper, Order};
pub use resources::Resources;
