//! A user's sign-in, codes and refresh tokens: used up, expired, for somebody else, or in need of a person.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::Aadsts;
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::SpentCode,
        patterns: &[
            Aadsts(165000),
            Aadsts(54005),
            Aadsts(501481),
            Aadsts(501491),
            Aadsts(50147),
            Aadsts(50089),
        ],
        kind: Rejected,
        summary: "the code of this sign-in was used already, has expired, or belongs to another sign-in",
        remedy: Do(
            "start the sign-in again, and finish it in the same browser window; in code of your own, redeem each code once, with the code_verifier of the same sign-in",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ForeignGrant,
        patterns: &[
            Aadsts(700005),
            Aadsts(700007),
            Aadsts(7000012),
            Aadsts(70000121),
            Aadsts(7000110),
        ],
        kind: Rejected,
        summary: "the code or refresh token was issued for another tenant or another client id",
        remedy: Do(
            "sign in again with the client id and the tenant (or common, or consumers) that the later requests use; a request with a federated assertion has to send client_id as well",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DeviceCodeBlocked,
        patterns: &[Aadsts(530036)],
        kind: Rejected,
        summary: "the sign-in came from a device code, which a Conditional Access policy no longer allows",
        remedy: Do(
            "sign in again through the browser, without a device code: az login, or azd auth login; if that is refused as well, remove the old sign-in first: az account clear, or azd auth logout. In a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SecondFactor,
        patterns: &[
            Aadsts(50072),
            Aadsts(50074),
            Aadsts(50076),
            Aadsts(50078),
            Aadsts(50079),
            Aadsts(50158),
            Aadsts(500121),
            Aadsts(70037),
            Aadsts(53010),
        ],
        kind: Rejected,
        summary: "the sign-in needs a second factor (MFA), and none was given",
        remedy: Do(
            "sign in through the browser, not with a user name and password, and answer the prompt: run the command that the message shows, or az login --tenant {tenant}, or Connect-AzAccount -Tenant {tenant}. If you have no second factor yet, register one first: https://aka.ms/mfasetup. In a pipeline, use the service connection's identity, which needs none",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserSignIn,
        patterns: &[
            Aadsts(160021),
            Aadsts(700082),
            Aadsts(70043),
            Aadsts(70044),
            Aadsts(70046),
            Aadsts(70008),
            Aadsts(700084),
            Aadsts(70000),
            Aadsts(50173),
            Aadsts(50132),
            Aadsts(50133),
            Aadsts(50058),
            Aadsts(50085),
            Aadsts(50139),
            Aadsts(50140),
            Aadsts(50168),
            Aadsts(50197),
            Aadsts(50199),
            Aadsts(399218),
            Aadsts(700020),
            Aadsts(9002341),
        ],
        kind: Rejected,
        summary: "a user's sign-in has expired or needs an interactive step that a pipeline cannot perform",
        remedy: Do(
            "on your own machine, sign in again: az login --tenant {tenant}, azd auth login, Connect-AzAccount, or the account in Visual Studio; if that does not help, sign out first, as with az logout. In a pipeline, use the service connection's identity instead of a user",
        ),
        retry: Retry::Never,
    },
];
