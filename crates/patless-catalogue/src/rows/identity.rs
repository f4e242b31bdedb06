//! Azure DevOps does not know an identity, or cannot admit it.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{Text, TypeKey};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(super) const ROWS: &[Row] = &[
    Row {
        cause: Cause::IdentityNotFoundYet,
        patterns: &[Text("VS403283")],
        kind: Configuration,
        summary: "Azure DevOps cannot find the identity in the organization's tenant",
        remedy: Do(
            "if the identity was just created, try again in a few minutes; if not, check that the service principal or managed identity is in the organization's tenant. Entra agent identities cannot be added",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::InvitationPending,
        patterns: &[Text("VS403318")],
        kind: Configuration,
        summary: "the user was invited to the organization and has not accepted the invitation",
        remedy: Do(
            "have the user accept it: the link in the mail, or a sign-in at https://dev.azure.com/{organization} in a browser. A service principal needs no invitation",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::OtherAccount,
        patterns: &[Text("VS403362"), Text("VS403363"), Text("VS403408")],
        kind: Configuration,
        summary: "one mail address has two accounts, a personal one and one of work or school, and the wrong one is signed in",
        remedy: Do(
            "sign out everywhere, and sign in again with the account that the message names: VS403363 wants the one of work or school, VS403362 and VS403408 the personal one",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AgentIdentity,
        patterns: &[Text("VS860016")],
        kind: Configuration,
        summary: "Azure DevOps does not admit Entra agent identities to an organization",
        remedy: Do(
            "use a service principal or a managed identity instead, and add that to the organization",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoProfile,
        patterns: &[
            Text("VSS011031"),
            TypeKey("ProfileDoesNotExistException"),
            Text("ProfileDoesNotExistException"),
        ],
        kind: Configuration,
        summary: "the identity has no profile in Azure DevOps: it is not a user of any organization, or is not the intended one",
        remedy: Do(
            "add the identity to an organization of its tenant (Organization settings, Users), which gives it a profile; if it is a user already, another identity was used: a machine in Azure has its own",
        ),
        retry: Retry::Never,
    },
];
