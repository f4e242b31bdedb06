//! A user's password, and the services that check it.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::WrongPassword,
        patterns: &[Aadsts(50126), Aadsts(50056), Aadsts(50064)],
        kind: Rejected,
        summary: "the user name or the password is wrong",
        remedy: Do(
            "correct them; if they are right, the account may be a guest or may sign in through another service: use the browser, az login --tenant TENANT_ID. In a pipeline, use the service connection's identity instead of a password",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PasswordExpired,
        patterns: &[
            Aadsts(50055),
            Aadsts(50144),
            Aadsts(50142),
            Aadsts(50135),
            Aadsts(50125),
        ],
        kind: Rejected,
        summary: "the user's password has expired or must be changed",
        remedy: Do(
            "change it in a browser: sign in at https://myaccount.microsoft.com, or reset it at https://aka.ms/sspr; then run az login again. In a pipeline, use the service connection's identity, which has no password",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AccountBlocked,
        patterns: &[Aadsts(50053), Aadsts(50057)],
        kind: Rejected,
        summary: "the user's account is locked or disabled, or the sign-in came from an address with malicious activity",
        remedy: Do(
            "if the account is locked, wait some minutes, and replace the old password wherever it is stored. If it is disabled, ask an administrator: az ad user update --id USER --account-enabled true. The tenant's sign-in logs say which of these it is",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::FederatedProvider,
        patterns: &[
            Aadsts(90123),
            Text("server returned error in RSTR"),
            All(&[Text("Federated service at"), Text("returned error")]),
            Aadsts(20001),
            Aadsts(20012),
            Aadsts(20033),
            Aadsts(40008),
            Aadsts(40009),
            Aadsts(40010),
            Aadsts(40015),
            Aadsts(50008),
            Aadsts(5000811),
            Aadsts(5000819),
            Aadsts(50107),
            Aadsts(90020),
            Aadsts(90081),
            Text("parsing_wstrust_response_failed"),
            Text("federated_service_returned_error"),
            Text("wstrust_endpoint_not_found"),
            Text("accessing_ws_metadata_exchange_failed"),
            Text("missing_federation_metadata_url"),
        ],
        kind: Rejected,
        summary: "the sign-in service of the user's organization, such as AD FS, refused the sign-in, or gave an answer that Entra does not accept",
        remedy: Do(
            "sign in through the browser instead of with a user name and password: az login; if that fails as well, ask the administrators of that service, whose log has the cause. In a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::PasswordAgent,
        patterns: &[
            Aadsts(80001),
            Aadsts(80002),
            Aadsts(80005),
            Aadsts(80007),
            Aadsts(80010),
            Aadsts(80013),
            Aadsts(80014),
        ],
        kind: Rejected,
        summary: "the servers that check the tenant's passwords in Active Directory do not answer, or fail",
        remedy: Do(
            "try again; if the error persists, the tenant's administrator has to check the pass-through authentication agents. In a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WindowsSignIn,
        patterns: &[
            Aadsts(81004),
            Aadsts(81005),
            Aadsts(81006),
            Aadsts(81007),
            Aadsts(81009),
            Aadsts(81010),
            Aadsts(81011),
            Aadsts(81012),
            Aadsts(50180),
            Aadsts(51006),
            Text("integrated_windows_auth_not_supported_managed_user"),
        ],
        kind: Rejected,
        summary: "Entra cannot use the sign-in of this Windows session (Kerberos)",
        remedy: Do(
            "sign in through the browser: az login; for single sign-on, the tenant's administrator has to set up Seamless SSO for the domain",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::UserCertificate,
        patterns: &[Aadsts(50017), Aadsts(500171)],
        kind: Rejected,
        summary: "Entra does not accept the certificate with which the user signs in",
        remedy: Do(
            "choose another certificate, or sign in another way; the tenant's administrator has to check that the authorities that issued it are registered in Entra, that their revocation lists (CRL) can be reached from the Internet, and that it is not revoked. In a pipeline, use the service connection's identity",
        ),
        retry: Retry::Never,
    },
];
