//! Requests to a metadata service, of which the text does not tell whose.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::Text;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows. They are searched after those of one cloud.
pub(super) const ROWS: &[Row] = &[Row {
    cause: Cause::NoMetadataService,
    patterns: &[
        Text("Failed to connect to 169.254.169.254"),
        Text("Connection to 169.254.169.254 timed out"),
    ],
    kind: Configuration,
    summary: "no metadata service answers at 169.254.169.254: this machine is not in that cloud, or its containers may not ask",
    remedy: Do(
        "opening a firewall does not help: the address exists only on machines of Azure, AWS and Google Cloud. For Azure, use a service connection in a pipeline, and az login on your own computer",
    ),
    retry: Retry::Never,
}];
