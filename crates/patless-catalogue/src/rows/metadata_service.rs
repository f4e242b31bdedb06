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
    summary: "no metadata service answers at 169.254.169.254: this machine is not in a cloud, or a firewall or route on it is in the way",
    remedy: Do(
        "the address exists only on machines of Azure, AWS and Google Cloud: on your own computer, run az login for Azure; on a Microsoft-hosted agent, use a service connection. On a machine in the cloud, let its firewall pass the address, see whether a VPN or a changed route hides it (ip route get 169.254.169.254), and leave it out of the proxy: NO_PROXY=169.254.169.254. If only a container gets no answer, its network blocks the address",
    ),
    retry: Retry::Never,
}];
