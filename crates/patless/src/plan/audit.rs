//! The audit: what an organization holds that still needs a personal access token.

mod asking;
mod assembly;
mod connections;
mod found;
mod hooks;
mod hosts;
mod json;
mod names;
mod pages;
mod text;
mod unseen;
mod variables;

pub(crate) use asking::audit;
pub(crate) use found::Audit;
