//! The tables of the catalogue, each with the failures of one place.

mod azure;
mod azure_devops;
mod bare_status;
mod certificate;
mod command_lines;
pub(crate) mod entra;
mod feed;
mod git;
mod job;
mod managed_identity;
mod marketplace;
mod named_file;
mod proxy;
mod target;
mod tasks;
mod terraform;
mod transport;

use crate::row::Row;

/// The tables, in the order in which they are searched. A special case comes before the general one.
pub(crate) fn tables() -> impl Iterator<Item = &'static [Row]> {
    entra::tables().into_iter().chain([
        job::ROWS,
        named_file::ROWS,
        azure_devops::ROWS,
        marketplace::ROWS,
        feed::ROWS,
        git::ROWS,
        target::ROWS,
        azure::ROWS,
        certificate::ROWS,
        proxy::ROWS,
        managed_identity::ROWS,
        terraform::ROWS,
        tasks::ROWS,
        command_lines::ROWS,
        transport::ROWS,
        bare_status::ROWS,
    ])
}
