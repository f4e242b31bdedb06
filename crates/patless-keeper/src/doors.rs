//! The doors that are asked over HTTP, and the checks that come before each of them.

mod azd;
mod loopback;
mod managed_identity;
mod oidc;
mod socket;
mod token_file;

pub(crate) use loopback::OnLoopback;
pub(crate) use socket::{Asking, OnSocket};
pub(crate) use token_file::TokenFile;
