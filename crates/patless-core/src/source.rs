//! Sources of identity: which identity is used, and how it is proven.

pub(crate) mod application;
pub(crate) mod azure_cli;
pub(crate) mod azure_developer_cli;
pub(crate) mod client;
pub(crate) mod client_certificate;
pub(crate) mod client_secret;
pub(crate) mod connection;
pub(crate) mod device_code;
pub(crate) mod error;
pub(crate) mod github_actions;
pub(crate) mod issuer;
pub(crate) mod keeper;
pub(crate) mod managed_identity;
pub(crate) mod name;
pub(crate) mod prompt;
pub(crate) mod provider;
pub(crate) mod request;
pub(crate) mod search;
pub(crate) mod select;
pub(crate) mod token_file;
mod tool;
pub(crate) mod variable;

use std::time::Duration;

use url::Url;

use crate::cloud::Cloud;

use application::Application;
use client::{Client, ClientCredential};
use connection::Connection;
use connection::endpoint::{Scheme, ServiceConnection};
use connection::job::Job;
use issuer::Issuer;
use name::SourceName;
use provider::Provider;

/// Where an identity comes from: what [`Selected::select`](crate::Selected::select) finds, or a service connection.
#[derive(Clone, Debug)]
pub struct Source(Kind);

/// How a source comes to access tokens.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// An application that proves its identity to Entra, which gives the access tokens.
    Client(Client),
    /// Something that gives access tokens itself.
    Provider(Provider),
}

impl Source {
    pub(crate) const fn client(client: Client) -> Self {
        Self(Kind::Client(client))
    }

    pub(crate) const fn provider(provider: Provider) -> Self {
        Self(Kind::Provider(provider))
    }

    /// Uses the identity of a service connection on behalf of `job`: that of the machine, where the connection says so.
    pub fn of_connection(connection: &ServiceConnection, job: Job) -> Self {
        let (application, credential) = match connection.scheme() {
            Scheme::Federation(application) => {
                let issuer = Issuer::AzureDevOps(Connection::new(job, connection.id()));
                (application, ClientCredential::Assertions(issuer))
            }
            Scheme::Certificate(application, certificate) => (
                application,
                ClientCredential::Certificate(certificate.clone()),
            ),
            Scheme::Secret(application, secret) => {
                (application, ClientCredential::Secret(secret.clone()))
            }
            Scheme::ManagedIdentity(identity) => {
                return Self::provider(Provider::ManagedIdentity(identity.clone()));
            }
        };
        Self::client(Client::new(application.clone(), credential))
    }

    /// What kind it is.
    pub fn name(&self) -> SourceName {
        match &self.0 {
            Kind::Client(it) => it.name(),
            Kind::Provider(it) => it.name(),
        }
    }

    /// The application whose identity it proves. `None` if it gives access tokens itself.
    pub fn application(&self) -> Option<&Application> {
        match &self.0 {
            Kind::Client(it) => Some(it.application()),
            Kind::Provider(_) => None,
        }
    }

    /// The cloud that its tokens are for. `None`: only the program that gives them knows.
    pub fn cloud(&self) -> Option<&Cloud> {
        match &self.0 {
            Kind::Client(it) => Some(it.application().cloud()),
            Kind::Provider(it) => it.cloud(),
        }
    }

    /// The servers that requests for this many tokens go to, to open connections in advance: see
    /// [`Context::open_ahead`](crate::Context::open_ahead).
    pub fn servers(&self, tokens: usize) -> Vec<Url> {
        let Kind::Client(client) = &self.0 else {
            return Vec::new();
        };
        // Once per token: HTTP/1.1 handles one request at a time on a connection.
        let entra = client.application().trusted_authority_host().into_iter();
        let entra = entra.cycle().take(tokens.min(MOST_OPENED_AHEAD));
        client
            .issuer_url()
            .into_iter()
            .chain(entra)
            .cloned()
            .collect()
    }

    /// How it comes to access tokens.
    pub(crate) const fn kind(&self) -> &Kind {
        &self.0
    }

    /// The time that a person may take before there is a token, in addition to that of the requests. `None` if nobody is
    /// asked.
    pub(crate) fn time_for_a_person(&self) -> Option<Duration> {
        match &self.0 {
            Kind::Client(_) => None,
            Kind::Provider(it) => it.time_for_a_person(),
        }
    }

    /// What gives the access tokens, for messages.
    pub(crate) fn token_issuer(&self) -> String {
        match &self.0 {
            Kind::Client(it) => it.application().authority_name(),
            Kind::Provider(it) => it.name().to_string(),
        }
    }
}

/// How many connections to Entra are opened before there is an assertion. More tokens share them, or open more later.
const MOST_OPENED_AHEAD: usize = 16;
