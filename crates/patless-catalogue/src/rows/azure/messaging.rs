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
        summary: "the identity, or the access policy of the connection string, may not send to or listen at this Service Bus or Event Hubs entity",
        remedy: Do(
            "with a token, give the identity Azure Service Bus Data Sender or Receiver (Azure Event Hubs Data Sender or Receiver), or Data Owner to manage: az role assignment create --role 'Azure Service Bus Data Sender' --assignee-object-id OBJECT_ID --assignee-principal-type ServicePrincipal --scope NAMESPACE_ID. With a connection string, add the claim to its shared access policy",
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
            "copy the connection string again; or use an Entra identity, which needs none: a credential and the host name of the namespace, with a role such as Azure Service Bus Data Sender",
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
