//! Azure DevOps, Microsoft Entra and the pipeline agent, emulated on loopback.
//!
//! For tests of clients. An [`Emulator`] is the services, on free ports, until it is dropped; each test can have its own.
//! This one is of a client that gets a token with a client secret:
//!
//! ```
//! use std::error::Error;
//!
//! use patless_emulator::{Emulator, Identity, Scenario};
//! use reqwest::{Certificate, Client};
//!
//! /// The client under test: it reads variables, as the Azure SDKs do.
//! async fn token(env: &[(String, String)], ca: Certificate) -> Result<String, Box<dyn Error>> {
//!     let read = |name| env.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value);
//!     let form = url::form_urlencoded::Serializer::new(String::new())
//!         .append_pair("grant_type", "client_credentials")
//!         .append_pair("client_id", read("AZURE_CLIENT_ID"))
//!         .append_pair("client_secret", read("AZURE_CLIENT_SECRET"))
//!         .append_pair("scope", "https://vault.azure.net/.default")
//!         .finish();
//!     let (host, tenant) = (read("AZURE_AUTHORITY_HOST"), read("AZURE_TENANT_ID"));
//!     let client = Client::builder().tls_certs_only([ca]).build()?;
//!     let request = client
//!         .post(format!("{host}{tenant}/oauth2/v2.0/token"))
//!         .header("content-type", "application/x-www-form-urlencoded")
//!         .body(form);
//!     Ok(request.send().await?.text().await?)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn Error>> {
//! # let _installed = rustls::crypto::aws_lc_rs::default_provider().install_default();
//! for (scenario, expected) in [
//!     ("default", "\"access_token\""),
//!     ("disabled-service-principal", "AADSTS7000112"),
//! ] {
//!     let emulator = Emulator::start(Scenario::named(scenario).ok_or("no such scenario")?)?;
//!     let env = emulator.identity_environment(Identity::ClientSecret)?;
//!     let ca = Certificate::from_pem(&std::fs::read(emulator.ca_file())?)?;
//!     let answer = token(&env, ca).await?;
//!     assert!(answer.contains(expected), "{answer}");
//!     // What was asked, and what was answered: without secrets.
//!     let requests = emulator.requests();
//!     let asked: Vec<_> = requests.iter().map(|it| it.method.as_str()).collect();
//!     assert_eq!(asked, ["POST"]);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A client that is a process of its own gets [`Emulator::client_environment`], the variables of a job, or those of an
//! [`Identity`], a [`ManagedIdentityHost`] or [Azure CLI](Emulator::azure_cli_environment). What exists is in the [`World`].
//! What goes wrong is a [`Scenario`], and a [`scenario::Faults`] breaks single requests of a route of [`services`].
//!
//! # What it needs
//!
//! The crate is in no registry: depend on it by `git`, best with a `rev`. It needs a C compiler, for its cryptography. Nothing
//! is asked beyond loopback. Git repositories are served by the `git` in `PATH`; nothing else starts a program, except a job.
//!
//! # What is stable
//!
//! The methods of [`Emulator`], the names of scenarios and of variables, and the ids of the built-in world change only with
//! a line in the changelog. [`cli`], [`commands`], [`agent`] and [`check`] are for the program, and change at any time.
//! Structs and enums get new fields and variants.
//!
//! # How it is built
//!
//! The crate implements the wire protocol independently. It shares no code with the clients that it tests, so a mistake
//! in a client cannot hide behind the same mistake here. Each service is one file under [`services`].

pub mod agent;
mod azure_cli_environment;
pub mod check;
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
mod private_file;
mod run;
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
