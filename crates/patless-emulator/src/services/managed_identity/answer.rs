//! Answer with an access token, in the shapes of the hosts.

use serde_json::{Value, json};
use uuid::Uuid;

use super::epoch::{expires_on, text};
use super::knobs::ExpiresOnFormat;

/// Access token, with what an answer says of it.
pub(super) struct Answer {
    /// Access token.
    pub(super) access_token: String,
    /// Client ID of the identity.
    pub(super) client_id: Uuid,
    /// Time of issue, in seconds since 1970.
    pub(super) now_s: i64,
    /// Lifetime in seconds.
    pub(super) lifetime_s: i64,
    /// Format of `expires_on`.
    pub(super) expires_on: ExpiresOnFormat,
    /// Resource in the spelling of the request.
    pub(super) resource: String,
}

impl Answer {
    /// Writes the body of the Azure Instance Metadata Service, as Azure Arc and Cloud Shell do. All values are strings.
    pub(super) fn in_full(&self) -> Value {
        let mut body = self.in_short();
        body["expires_in"] = text(self.lifetime_s);
        body["ext_expires_in"] = text(self.lifetime_s);
        body["not_before"] = text(self.now_s - NOT_BEFORE_S);
        body
    }

    /// Writes the body of App Service, which has `expires_on` but not `expires_in`.
    pub(super) fn in_short(&self) -> Value {
        json!({
            "access_token": self.access_token,
            "client_id": self.client_id,
            "expires_on": expires_on(self.now_s + self.lifetime_s, self.expires_on),
            "resource": self.resource,
            "token_type": "Bearer",
        })
    }
}

/// Seconds by which the validity of an access token begins before its time of issue.
const NOT_BEFORE_S: i64 = 300;
