//! Scopes: what an access token is for, with the short names of well-known resources.

mod name;
mod near_miss;
mod resolved;
mod short_names;

pub use name::{InvalidScope, ScopeName};
pub use resolved::Scope;
pub use short_names::ShortName;
