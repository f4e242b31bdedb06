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
        Cause::VsceNotAuthorized
        | Cause::VsceWithoutCredential
        | Cause::VsceOidc
        | Cause::SemanticReleaseVsce => Some(
            "patless exec --for vsce requests a token and puts it into VSCE_PAT of one command: docs/TOOLS.md",
        ),
        Cause::TfxNotAuthorized | Cause::TfxWithoutToken => Some(
            "patless exec --for tfx requests a token and puts it where tfx looks, for one command: docs/TOOLS.md",
        ),
        _ => None,
    }
}
