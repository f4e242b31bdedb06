//! How Patless could take the place of a tool that failed.

use crate::cause::Cause;

/// One phrase for each cause where a token from Patless makes the failing part unnecessary. A refused permission is not among
/// them: it would be refused to Patless as well.
pub(crate) const fn stand_in(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::WrongSecret | Cause::ExpiredSecret => Some(
            "Patless@1 with a service connection that uses workload identity federation needs no secret at all",
        ),
        Cause::AzDevopsTokenRefused | Cause::AzDevopsWithoutCredential => {
            Some("Patless@1 with variable: TOKEN gives az devops its token: docs/TOOLS.md")
        }
        Cause::AuthorityNotReached | Cause::OutdatedProxyLibrary => Some(
            "Patless@1 signs in through the agent's proxy, also with its user name and password (docs/NETWORK.md), and a script can use its token in place of this task",
        ),
        _ => None,
    }
}
