//! Environment variables by which a client proves who it is, without Azure Pipelines.
//!
//! The names are those that the SDKs of Azure read.

mod azure;
mod client_certificate;
mod client_secret;
mod github;
mod workload_identity;

pub use client_certificate::{CertificateFile, WrittenCertificate};

use std::io;

use clap::ValueEnum;

use crate::emulator::Emulator;

/// Way in which a client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[non_exhaustive]
pub enum Identity {
    /// A client secret.
    ClientSecret,
    /// A client certificate in a PEM file.
    ClientCertificate,
    /// A job of GitHub Actions.
    Github,
    /// A pod with a token file.
    WorkloadIdentity,
}

impl Emulator {
    /// Returns the variables for an identity.
    pub fn identity_environment(&self, identity: Identity) -> io::Result<Vec<(String, String)>> {
        match identity {
            Identity::ClientSecret => Ok(self.client_secret_environment()),
            Identity::ClientCertificate => self.client_certificate_environment(),
            Identity::Github => Ok(self.github_environment()),
            Identity::WorkloadIdentity => self.workload_identity_environment(),
        }
    }
}
