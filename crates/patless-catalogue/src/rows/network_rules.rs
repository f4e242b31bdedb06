//! Refusals of Azure's resources because of the network from which a request comes.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[Row {
    cause: Cause::NetworkRules,
    patterns: &[
        Text("Public network access is disabled"),
        Text("nor via an approved private link"),
        Text("Connection is not an approved private link"),
        Text("Client address is not authorized and caller is not a trusted service"),
        Text("may be blocked by network rules of storage account"),
        Text("ForbiddenByFirewall"),
        Text("ForbiddenByConnection"),
        Text("Deny Public Network Access is set to Yes"),
        All(&[Text("client with IP"), Text("is not allowed access")]),
        All(&[
            Text("Client with IP address"),
            Text("is not allowed to access the server"),
        ]),
    ],
    kind: Configuration,
    summary: "the resource's network rules refuse the address of this agent; roles are not the problem",
    remedy: Do(
        "run the job on an agent in an allowed network (a self-hosted agent or a Managed DevOps Pool in the virtual network, whose private DNS zone leads to the private endpoint), or allow the agent's address under Networking of the resource. Microsoft-hosted agents have changing addresses: allow theirs for the time of the job only",
    ),
    retry: Retry::Never,
}];
