//! The authentication settings of an app registration: redirect URIs, platforms, keys.

use crate::cause::Cause;
use crate::kind::ErrorKind::Rejected;
use crate::pattern::Pattern::{Aadsts, All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::ReplyAddress,
        patterns: &[
            All(&[Aadsts(90023), Text("'redirect_uri' is not valid")]),
            Aadsts(50011),
            Aadsts(500112),
            Aadsts(500113),
            Aadsts(900971),
            Aadsts(70004),
            Aadsts(700009),
            Aadsts(700046),
            All(&[
                Aadsts(90102),
                Text("'redirect_uri' value must be a valid absolute URI"),
            ]),
        ],
        kind: Rejected,
        summary: "the app registration does not have the redirect URI of the sign-in",
        remedy: Do(
            "add exactly the redirect URI that the request sends (app registration, Authentication). A command-line tool needs http://localhost as one for mobile and desktop applications: az ad app update --id {client} --public-client-redirect-uris http://localhost. A web app behind a proxy has to send its public address, with https",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::RedirectPlatform,
        patterns: &[
            Aadsts(9002325),
            Aadsts(9002326),
            Aadsts(9002327),
            All(&[
                Aadsts(90023),
                Text("Cross-origin token redemption is permitted only for"),
            ]),
        ],
        kind: Rejected,
        summary: "the redirect URI is registered for another platform than that of the client",
        remedy: Do(
            "move it (app registration, Authentication): 'Single-page application' is for code in a browser, 'Web' for a server with a secret, 'Mobile and desktop applications' for command-line tools",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ImplicitGrantOff,
        patterns: &[Aadsts(700051), Aadsts(700054)],
        kind: Rejected,
        summary: "the app registration does not allow tokens directly from the sign-in page",
        remedy: Do(
            "turn on 'ID tokens' or 'Access tokens', whichever the message names (app registration, Authentication, Implicit grant and hybrid flows), or use response_type=code",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::AppSigningKey,
        patterns: &[Aadsts(50003), Aadsts(500031), Aadsts(50146)],
        kind: Rejected,
        summary: "the app needs a signing key of its own in Entra, and has none that is valid",
        remedy: Do(
            "for SAML, create a signing certificate (enterprise application, Single sign-on); for an app with mapped claims, add a signing key or remove the claims mapping",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SamlRequest,
        patterns: &[
            Aadsts(75001),
            Aadsts(75003),
            Aadsts(75005),
            Aadsts(75008),
            Aadsts(75016),
            Aadsts(750054),
            Aadsts(7500529),
            Aadsts(76021),
            Aadsts(76026),
        ],
        kind: Rejected,
        summary: "the SAML request of an application is not valid",
        remedy: Do(
            "this concerns the single sign-on of that application, not access tokens: compare its SAML settings with those of the enterprise application (Single sign-on), and start the sign-in at the application",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::ResponseMode,
        patterns: &[Aadsts(70007)],
        kind: Rejected,
        summary: "the app registration does not allow the way in which the tool wants its answer (response_mode)",
        remedy: Do(
            "use another way to sign in: for the Azure DevOps MCP server, run az login and start it with --authentication azcli; in code of your own, use response_mode=form_post or fragment, or register the redirect URI for mobile and desktop applications",
        ),
        retry: Retry::Never,
    },
];
