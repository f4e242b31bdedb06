//! The scenarios that another client meets, or whose outcome is not that of a well-behaved client.

use super::expected::{End, Expected, Language};

/// Scenario whose expectation does not follow from the emulator's table.
pub(super) struct Exception {
    /// Its name.
    pub(super) name: &'static str,
    /// Client that meets it.
    language: Language,
    /// Words that its error holds. Without any, it has an access token.
    words: &'static [&'static str],
    /// Reason.
    pub(super) why: &'static str,
}

impl Exception {
    /// Makes the expectation.
    pub(super) fn expected(&self) -> Expected {
        Expected::Met {
            language: self.language,
            end: if self.words.is_empty() {
                End::AccessToken
            } else {
                End::error(self.words)
            },
        }
    }
}

/// Writes the list: name, client, words, reason.
macro_rules! exceptions {
    ($($name:literal $language:ident $words:expr, $why:expr;)*) => {
        /// Scenarios whose expectations do not follow from the emulator's table.
        pub(super) const EXCEPTIONS: &[Exception] = &[$(Exception {
            name: $name,
            language: Language::$language,
            words: &$words,
            why: $why,
        },)*];
    };
}

exceptions! {
    "unexpanded-job-token" Python ["TF400813: "], "the SDKs send whatever they are given";
    "connection-name-instead-of-id" Python ["AADSTS700211: ", "Trace ID: "], "the SDKs take a name for an ID, and exchange the pipeline's assertion";
    "plan-not-yet-visible" Python ["does not have write permissions for orchestration plan"], "the SDK does not retry 403";
    "propagation" Python ["AADSTS70021: ", "Trace ID: "], NO_RETRY_OF_400;
    "propagation-returns" Python ["AADSTS70021: ", "Trace ID: "], NO_RETRY_OF_400;
    "connection-not-referenced-forbidden" Node ["Status code: 403", UNREFERENCED], NO_STATUS;
    "connection-not-referenced-not-found" Node ["Status code: 404", UNREFERENCED], NO_STATUS;
    "connection-not-referenced-legacy" Node ["Status code: 404", NULL], NO_STATUS;
    "connection-without-federation" Node ["Status code: 404", NULL], NO_STATUS;
    "unknown-hub" Node ["Status code: 404", NULL], NO_STATUS;
    "project-name-in-path" Node ["Status code: 400", NULL], NO_STATUS;
    "oidc-redirect" Node ["Status code: 307", NULL], NO_STATUS;
    "entra-redirect" Node ["Http status code: 307"], NO_STATUS;
    "empty-assertion-in-reply" Node [NOT_DETECTED, "\"status\":200"], EMPTY_ASSERTION;
    "null-assertion-in-reply" Node [NOT_DETECTED, "\"status\":200"], EMPTY_ASSERTION;
    "no-access-token-in-reply" Node ["Response had no \"expiresOn\" property"], "Python's SDK takes an empty access token for one";
    "missing-access-token-in-reply" Node ["Response had no \"expiresOn\" property"], "Python's SDK says no more than the name of the field";
    "oidc-wrong-content-type" Python [], "the SDKs do not look at the content type of the assertion endpoint";
    "oidc-reset-during-headers-once" Node [], RESET_IS_END;
    "oidc-reset-during-headers" Node ["read ECONNRESET or socket hang up"], RESET_IS_END;
    "entra-reset-during-headers-once" Node [], RESET_IS_END;
    "entra-reset-during-headers" Node ["network_error"], RESET_IS_END;
}

const UNREFERENCED: &str = "There is no explicit reference to service connection";
const NULL: &str = "Received null token from OIDC request";
const NOT_DETECTED: &str = "oidcToken field not detected in the response";

const NO_RETRY_OF_400: &str = "the SDK does not retry 400";
const NO_STATUS: &str = "Python's SDK does not show the status";
const EMPTY_ASSERTION: &str = "Python's SDK sends an empty assertion to Entra";
const RESET_IS_END: &str =
    "Python 3.11 takes a reset under TLS for the end, and what it has for all of the headers";
