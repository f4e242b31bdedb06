//! The messages in which Python's SDK shows the failures of the emulator's table, other than Entra's codes.

use super::expected::End;

/// Finds how Python's SDK shows the refusal of a scenario.
pub(super) fn of(name: &str) -> Option<End> {
    let of_both = ["oidc-", "entra-"]
        .into_iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .and_then(|rest| words(OF_BOTH, rest));
    of_both
        .or_else(|| words(OF_ONE, name))
        .map(|words| End::error(&[words]))
}

/// Lists the names of all scenarios that have words here.
pub(super) fn names() -> impl Iterator<Item = String> {
    let of_both = OF_BOTH
        .iter()
        .flat_map(|it| ["oidc-", "entra-"].map(|prefix| format!("{prefix}{}", it.name)));
    of_both.chain(OF_ONE.iter().map(|it| it.name.to_owned()))
}

/// Finds the words of a name.
fn words(refusals: &[Refusal], name: &str) -> Option<&'static str> {
    let refusal = refusals.iter().find(|it| it.name == name)?;
    Some(refusal.words)
}

/// How Python's SDK shows a refusal.
struct Refusal {
    /// Name of the scenario, or of two without their prefixes.
    name: &'static str,
    /// Words that the error holds.
    words: &'static str,
}

/// Writes lists: name, words.
macro_rules! refusals {
    ($($list:ident: { $($name:literal $words:expr;)* })*) => { $(
        const $list: &[Refusal] = &[$(Refusal { name: $name, words: $words },)*];
    )* };
}

refusals! {
    // Once for each endpoint: prefixed with `oidc-` and with `entra-`.
    OF_BOTH: {
        "throttled" "Too Many Requests";
        "throttled-for-good" "Too Many Requests";
        "unavailable" "503 Service Unavailable";
        "internal-error" "500 Internal Server Error";
        "bad-gateway" "502 Bad Gateway";
        "proxy-authentication" "407 Proxy Authentication Required";
        "proxy-forbidden" "403 Forbidden";
        "text-forbidden" "Forbidden";
        "truncated-json" "Unterminated string";
        "reset-before-headers" "Connection aborted";
        "reset-during-body" "Connection broken";
        "silence" "Read timed out";
        "connection-refused" "Connection refused";
        "connection-reset" "Connection reset by peer";
        "silent-connection" "Read timed out";
        "unknown-authority" "unable to get local issuer certificate";
        "expired-certificate" "certificate has expired";
        "wrong-host-name" "Hostname mismatch";
    }
    OF_ONE: {
        "bad-job-token" NOT_AUTHORIZED;
        "expired-job-token" NOT_AUTHORIZED;
        "other-job-token" "does not have write permissions for orchestration plan";
        "connection-not-referenced" "There is no explicit reference to service connection";
        "unknown-connection" "No service connection found with identifier";
        "unknown-plan" "No plan found for identifier";
        "unknown-job" "No job found for identifier";
        "no-api-version" "No api-version was supplied";
        "preview-api-version" "The -preview flag must be supplied";
        "api-version-out-of-range" "is out of range for this server";
        "request-content-type" "The request indicated a Content-Type";
        "method-not-allowed" "does not support http method 'POST'";
        "length-required" "HTTP Error 411";
        "sign-in-redirect" "Object moved";
        "sign-in-page" "Azure DevOps Services | Sign In";
        "no-assertion-in-reply" "OIDC token not found in response";
        "oidc-html" "Expecting value: line 1 column 1";
        "oidc-empty-body" "Expecting value: line 1 column 1";
        "entra-html" "200 Welcome";
        "entra-empty-body" "No response content from Microsoft Entra ID";
        // Python's SDK decodes JSON only if it is called so; what it does with the text is a mistake of its own.
        "entra-wrong-content-type" "string indices must be integers";
    }
}

const NOT_AUTHORIZED: &str =
    "TF400813: The user 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa' is not authorized";
