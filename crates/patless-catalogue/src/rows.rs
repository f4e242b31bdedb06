//! All rows, in one table for each origin of failures.

mod any_server;
mod az_account;
mod az_devops;
mod az_powershell;
mod azcopy;
mod azure;
mod azure_devops;
mod azure_devops_clients;
mod azure_login;
mod bare_status;
mod before_codes;
mod broken;
mod ca_file;
mod certificate;
mod certificate_rules;
mod client_certificate;
mod command_lines;
mod connections;
mod credential;
mod credential_chain;
mod databricks;
mod denied;
mod deployment_tools;
mod developer_tools;
mod dns;
mod entra;
mod extension_tools;
mod feed;
mod feed_container;
mod feed_contents;
mod feed_python;
mod feed_rest;
mod feed_tasks;
mod feed_tools;
mod git;
mod git_credential_manager;
mod git_tools;
mod github_actions;
mod handshake;
mod identity;
mod job;
mod kubernetes;
mod managed_identity;
mod managed_identity_choice;
mod managed_identity_host;
mod managed_identity_request;
mod marketplace;
mod metadata_service;
mod msal;
mod named_file;
mod no_answer;
mod old_tools;
mod other_cloud;
mod permissions;
mod pipeline_resources;
mod proxy;
mod pull_requests;
mod refused;
mod sdk_credential;
mod sign_in;
mod sources;
mod target;
mod task_sign_in;
mod tasks;
mod terraform;
mod terraform_settings;
mod tls;
mod transport;
mod unreachable;

use crate::cause::Cause;
use crate::kind::ErrorKind;
use crate::row::Row;
use crate::server::Server;

/// The tables, in search order. A special case comes before the general one.
const GROUPS: &[&[&[Row]]] = &[&[before_codes::ROWS], OF_ENTRA, OTHERS];

/// The responses of Entra.
const OF_ENTRA: &[&[Row]] = &[
    entra::federation::ROWS,
    entra::signature::ROWS,
    entra::assertion::ROWS,
    entra::account::ROWS,
    entra::password::ROWS,
    entra::consent::ROWS,
    entra::client::ROWS,
    entra::tenant::ROWS,
    entra::redirect::ROWS,
    entra::request::ROWS,
    entra::device_code::ROWS,
    entra::grant::ROWS,
    entra::device::ROWS,
    entra::network::ROWS,
    entra::policy::ROWS,
    entra::passing::ROWS,
];

/// Everything else that is found after the codes of Entra.
const OTHERS: &[&[Row]] = &[
    job::ROWS,
    sources::ROWS,
    github_actions::ROWS,
    azure_login::ROWS,
    deployment_tools::ROWS,
    databricks::ROWS,
    kubernetes::ROWS,
    connections::ROWS,
    client_certificate::ROWS,
    named_file::ROWS,
    azure_devops::ROWS,
    marketplace::ROWS,
    extension_tools::ROWS,
    feed_contents::ROWS,
    feed_container::ROWS,
    feed_python::ROWS,
    feed_tools::ROWS,
    feed_tasks::ROWS,
    feed::ROWS,
    git_credential_manager::ROWS,
    pipeline_resources::ROWS,
    git::ROWS,
    git_tools::ROWS,
    pull_requests::ROWS,
    identity::ROWS,
    terraform::ROWS,
    terraform_settings::ROWS,
    target::ROWS,
    denied::ROWS,
    credential::ROWS,
    permissions::ROWS,
    azure_devops_clients::ROWS,
    az_account::ROWS,
    azure::revoked::ROWS,
    azure::tokens::ROWS,
    azure::assignments::ROWS,
    azure::key_vault::ROWS,
    azure::storage::ROWS,
    azure::sql::ROWS,
    azure::open_source_databases::ROWS,
    azure::cosmos_db::ROWS,
    azure::registry::ROWS,
    azure::kubernetes::ROWS,
    azure::app_service::ROWS,
    azure::messaging::ROWS,
    azure::network::ROWS,
    azure::services::ROWS,
    azure::ai::ROWS,
    azure::data_platforms::ROWS,
    azure::graph::ROWS,
    azure::subscriptions::ROWS,
    azure::resource_manager::ROWS,
    certificate_rules::ROWS,
    ca_file::ROWS,
    certificate::ROWS,
    proxy::ROWS,
    tls::ROWS,
    managed_identity_choice::ROWS,
    credential_chain::ROWS,
    sdk_credential::ROWS,
    developer_tools::ROWS,
    other_cloud::ROWS,
    managed_identity_request::ROWS,
    managed_identity::ROWS,
    managed_identity_host::ROWS,
    metadata_service::ROWS,
    tasks::ROWS,
    old_tools::ROWS,
    azcopy::ROWS,
    az_devops::ROWS,
    az_powershell::ROWS,
    command_lines::ROWS,
    sign_in::ROWS,
    dns::ROWS,
    refused::ROWS,
    handshake::ROWS,
    broken::ROWS,
    no_answer::ROWS,
    transport::ROWS,
    unreachable::ROWS,
    feed_rest::ROWS,
    azure::no_token::ROWS,
    any_server::ROWS,
    msal::ROWS,
    task_sign_in::ROWS,
    bare_status::ROWS,
];

/// The responses of Azure DevOps to any request.
const OF_AZURE_DEVOPS: &[&[Row]] = &[
    azure_devops::ROWS,
    git::ROWS,
    identity::ROWS,
    target::ROWS,
    denied::ROWS,
    credential::ROWS,
];

/// The responses of the hosts of managed identities, which pass on what Entra says about a resource or a policy.
const OF_MANAGED_IDENTITIES: &[&[Row]] = &[
    managed_identity_choice::ROWS,
    managed_identity::ROWS,
    managed_identity_host::ROWS,
    entra::client::ROWS,
    entra::tenant::ROWS,
    entra::request::ROWS,
    entra::network::ROWS,
    entra::policy::ROWS,
];

/// Every row. A special case comes before the general one.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    GROUPS.iter().copied().flatten().copied().flatten()
}

/// The rows that can explain a server's response. Rows about other origins are left out, because a response can repeat
/// text from the request.
pub(crate) fn of_answers(server: Server) -> impl Iterator<Item = &'static Row> {
    let tables = match server {
        Server::Assertion | Server::Target => OF_AZURE_DEVOPS,
        Server::GitHub => &[github_actions::ROWS],
        Server::ManagedIdentity => OF_MANAGED_IDENTITIES,
        Server::Token => OF_ENTRA,
    };
    tables.iter().copied().chain([any_server::ROWS]).flatten()
}

impl Cause {
    /// The row that describes it.
    pub fn row(self) -> &'static Row {
        BY_CAUSE[self as usize]
    }

    /// The kind, which determines the exit code.
    pub fn kind(self) -> ErrorKind {
        self.row().kind
    }
}

/// The row of each cause. A cause with no row, or with two rows, does not compile.
static BY_CAUSE: [&Row; COUNT] = by_cause();

const COUNT: usize = Cause::ALL.len();

const fn by_cause() -> [&'static Row; COUNT] {
    let mut rows = [&before_codes::ROWS[0]; COUNT];
    let mut has_row = [false; COUNT];
    let mut group = 0;
    while group < GROUPS.len() {
        let mut table = 0;
        while table < GROUPS[group].len() {
            add(GROUPS[group][table], &mut rows, &mut has_row);
            table += 1;
        }
        group += 1;
    }
    let mut cause = 0;
    while cause < COUNT {
        assert!(has_row[cause], "a cause has no row");
        cause += 1;
    }
    rows
}

const fn add(table: &'static [Row], rows: &mut [&'static Row; COUNT], has_row: &mut [bool; COUNT]) {
    let mut index = 0;
    while index < table.len() {
        let row = &table[index];
        let cause = row.cause as usize;
        assert!(!has_row[cause], "a cause has two rows");
        rows[cause] = row;
        has_row[cause] = true;
        index += 1;
    }
}
