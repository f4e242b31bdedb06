//! Service Bus and Event Hubs refuse a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Any, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoMessagingRole,
        patterns: &[
            Text("claim(s) are required to perform this operation"),
            All(&[
                Text("claims required for this operation"),
                Any(&[Text("servicebus.windows.net"), Text("SystemTracker")]),
            ]),
        ],
        kind: Configuration,
        summary: "the identity, or the shared access policy of the connection string, lacks the claim that the message names (Send, Listen or Manage) on this Service Bus or Event Hubs entity",
        remedy: Do(
            "with a token, give the identity the role for the claim (Send: Azure Service Bus Data Sender; Listen: Azure Service Bus Data Receiver; Manage or several: Azure Service Bus Data Owner; for Event Hubs the same with Azure Event Hubs): az role assignment create --role ROLE --assignee-object-id OBJECT_ID --scope NAMESPACE_ID. OBJECT_ID is that of the identity that runs the program, in Azure usually its managed identity; NAMESPACE_ID: az resource list --name NAMESPACE --query [].id. With a connection string, add the claim to its policy",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MessagingKey,
        patterns: &[All(&[
            Text("InvalidSignature"),
            Text("The token has an invalid signature"),
            Any(&[
                Text("servicebus.windows.net"),
                Text("Put token failed"),
                Text("SystemTracker"),
                Text("CBS Token authentication failed"),
            ]),
        ])],
        kind: Configuration,
        summary: "the key in the Service Bus or Event Hubs connection string is wrong or was rotated",
        remedy: Do(
            "copy the connection string again; or use an Entra identity, which needs none: a credential and the host name of the namespace, with a role (to send Azure Service Bus Data Sender, to receive Azure Service Bus Data Receiver; for Event Hubs the same with Azure Event Hubs)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoEventGridCredential,
        patterns: &[
            Text("aeg-sas-key"),
            All(&[
                Text("The request authorization key is not authorized for"),
                Text("Event Grid"),
            ]),
        ],
        kind: Configuration,
        summary: "the Event Grid topic got no key and no access token, or the identity has no role on it",
        remedy: Do(
            "with a token, give the identity EventGrid Data Sender on the topic and send Authorization: Bearer with one for https://eventgrid.azure.net/.default; with a key, send the header aeg-sas-key: az eventgrid topic key list --resource-group GROUP --name TOPIC",
        ),
        retry: Retry::Never,
    },
];
