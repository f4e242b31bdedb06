//! Azure DevOps, Microsoft Entra and the pipeline agent, emulated on loopback.
//!
//! The crate implements the wire protocol independently. It shares no code with the clients that it tests, so a mistake
//! in a client cannot hide behind the same mistake here.
//!
//! Each service is one file under [`services`]. A scenario is data: see [`Scenario`].

pub mod agent;
pub mod cli;
mod client_certificates;
mod client_environment;
mod clock;
pub mod commands;
mod emulator;
mod env_file;
mod identity_environment;
mod journal;
mod keys;
mod managed_identity_environment;
mod marketplace;
mod moved_clock;
mod page;
pub mod pipeline;
mod private_file;
pub mod scenario;
pub mod services;
mod tls;
mod urls;
mod wire;
pub mod world;

pub use emulator::Emulator;
pub use identity_environment::{CertificateFile, Identity, WrittenCertificate};
pub use journal::{
    Answerer, Expectation, PresentedAssertion, RecordedHeader, RecordedRequest, Sender,
};
pub use marketplace::MemberError;
pub use page::{Page, PageLog, ShownJob};
pub use scenario::Scenario;
pub use services::{ManagedIdentityHost, ServiceName};
pub use world::World;
