//! All rows, in one table for each origin of failures.

mod any_server;
mod azure;
mod azure_devops;
mod bare_status;
mod certificate;
mod client_certificate;
mod command_lines;
mod developer_tools;
mod entra;
mod extension_tools;
mod feed;
mod feed_contents;
mod feed_python;
mod feed_rest;
mod feed_tasks;
mod feed_tools;
mod git;
mod github_actions;
mod identity;
mod job;
mod managed_identity;
mod managed_identity_host;
mod marketplace;
mod named_file;
mod proxy;
mod sources;
mod target;
mod tasks;
mod terraform;
mod transport;

use crate::cause::Cause;
use crate::kind::ErrorKind;
use crate::row::Row;
use crate::server::Server;

/// The tables, in search order. A special case comes before the general one.
const TABLES: &[&[Row]] = &[
    entra::federation::ROWS,
    entra::assertion::ROWS,
    entra::client::ROWS,
    entra::tenant::ROWS,
    entra::request::ROWS,
    entra::policy::ROWS,
    entra::device_code::ROWS,
    entra::passing::ROWS,
    job::ROWS,
    sources::ROWS,
    github_actions::ROWS,
    developer_tools::ROWS,
    client_certificate::ROWS,
    named_file::ROWS,
    azure_devops::ROWS,
    marketplace::ROWS,
    extension_tools::ROWS,
    feed_contents::ROWS,
    feed_python::ROWS,
    feed_tools::ROWS,
    feed_tasks::ROWS,
    feed::ROWS,
    git::ROWS,
    identity::ROWS,
    target::ROWS,
    azure::ROWS,
    certificate::ROWS,
    proxy::ROWS,
    managed_identity::ROWS,
    managed_identity_host::ROWS,
    terraform::ROWS,
    tasks::ROWS,
    command_lines::ROWS,
    transport::ROWS,
    feed_rest::ROWS,
    any_server::ROWS,
    bare_status::ROWS,
];

/// The responses of Entra.
const OF_ENTRA: &[&[Row]] = TABLES.split_at(8).0;

/// The responses of Azure DevOps to any request.
const OF_AZURE_DEVOPS: &[&[Row]] = &[azure_devops::ROWS, git::ROWS, identity::ROWS, target::ROWS];

/// The responses of the hosts of managed identities, which pass on what Entra says about a resource or a policy.
const OF_MANAGED_IDENTITIES: &[&[Row]] = &[
    managed_identity::ROWS,
    managed_identity_host::ROWS,
    entra::client::ROWS,
    entra::tenant::ROWS,
    entra::request::ROWS,
    entra::policy::ROWS,
];

/// Every row. A special case comes before the general one.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    TABLES.iter().copied().flatten()
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
    let mut rows = [&TABLES[0][0]; COUNT];
    let mut has_row = [false; COUNT];
    let mut table = 0;
    while table < TABLES.len() {
        let mut index = 0;
        while index < TABLES[table].len() {
            let row = &TABLES[table][index];
            let cause = row.cause as usize;
            assert!(!has_row[cause], "a cause has two rows");
            rows[cause] = row;
            has_row[cause] = true;
            index += 1;
        }
        table += 1;
    }
    let mut cause = 0;
    while cause < COUNT {
        assert!(has_row[cause], "a cause has no row");
        cause += 1;
    }
    rows
}
