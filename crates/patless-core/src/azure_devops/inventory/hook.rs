//! A subscription of a service hook: whom it calls, and whether with a credential; never which.

use serde::Deserialize;

use super::presence::Presence;
use super::stored_connection::host;
use patless_catalogue::text::one_line;

/// A subscription of a service hook, without what it signs in with.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct HookSubscription {
    /// Its id.
    pub id: String,
    /// What it waits for, such as `git.push`.
    pub event: String,
    /// The service that it calls, such as `webHooks`.
    pub consumer: String,
    /// The id of the project that it waits in. `None`: any project.
    pub project_id: Option<String>,
    /// The host that it calls, in lower case. `None` if the consumer is not called by an address.
    pub host: Option<String>,
    /// Whether it sends a user name, a password or headers of its own.
    pub sends_credential: bool,
}

/// The fields that are kept, by their names on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    id: String,
    event_type: Option<String>,
    consumer_id: Option<String>,
    #[serde(default)]
    publisher_inputs: PublisherInputs,
    #[serde(default)]
    consumer_inputs: ConsumerInputs,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublisherInputs {
    project_id: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ConsumerInputs {
    /// It may have a key in it: only its host is kept.
    url: Option<String>,
    basic_auth_username: Presence,
    basic_auth_password: Presence,
    http_headers: Presence,
}

impl HookSubscription {
    /// Reads an entry of the list.
    pub(super) fn read(entry: Entry) -> Self {
        let text = |text: Option<String>| one_line(&text.unwrap_or_default(), 200);
        let inputs = entry.consumer_inputs;
        let credentials = [
            inputs.basic_auth_username,
            inputs.basic_auth_password,
            inputs.http_headers,
        ];
        let project_id = entry.publisher_inputs.project_id;
        Self {
            id: one_line(&entry.id, 100),
            event: text(entry.event_type),
            consumer: text(entry.consumer_id),
            project_id: project_id
                .filter(|id| !id.trim().is_empty())
                .map(|id| one_line(&id, 100)),
            host: inputs.url.as_deref().and_then(host),
            sends_credential: credentials.into_iter().any(Presence::is_filled),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inputs: &str) -> HookSubscription {
        let json = format!(
            r#"{{"id":"1f2e3d4c-0000-4000-8000-000000000001","eventType":"git.push","consumerId":"webHooks",
                "publisherInputs":{{"projectId":""}},"consumerInputs":{inputs}}}"#
        );
        HookSubscription::read(serde_json::from_str(&json).unwrap())
    }

    #[test]
    fn of_a_credential_only_that_it_is_there_is_kept() {
        for (inputs, expected) in [
            (r#"{"url":"https://dev.azure.com/x?k=sekret"}"#, false),
            (
                r#"{"url":"","basicAuthUsername":"","httpHeaders":null}"#,
                false,
            ),
            (r#"{"basicAuthPassword":"sekret"}"#, true),
            (r#"{"httpHeaders":"Authorization: Basic sekret"}"#, true),
        ] {
            let read = read(inputs);
            assert_eq!(read.sends_credential, expected, "{inputs}");
            assert!(!format!("{read:?}").contains("sekret"));
            assert_eq!(read.project_id, None);
        }
    }
}
