//! The stages of getting a token. Every verb runs them in the same order and is notified of each.
//!
//! ```text
//! inputs ─▶ environment ─▶ job token ─▶ service connection ─▶ assertion ─▶ claims ─▶ access token ─▶ target
//!                                         │ events
//!                                         ▼
//!                 task: masks, warns, fails  ·  doctor: lists checks
//! ```
//!
//! A stage is skipped if it needs what an earlier one did not get.

mod claims;
mod event;
mod expected;
mod given;
mod known_as;
mod listener;
mod no_token;
mod outside;
mod progress;
mod reading;
mod request;
mod run;
mod stage;
mod stopped;
mod target;
mod tokens;

pub(crate) use claims::{is_of_pipeline, retirement};
pub(crate) use event::{Event, Passed};
pub(crate) use expected::{Expected, Policy};
pub(crate) use listener::{Announcer, Listener};
pub(crate) use no_token::{without_access_token, without_assertion};
pub(crate) use outside::is_outside_a_job;
pub(crate) use request::{
    Acquaintance, ConnectionSource, Extent, Request, RequestedScope, TargetChoice,
};
pub(crate) use run::{Obtained, run};
pub(crate) use stage::Stage;
pub(crate) use stopped::{Failures, Stopped};
