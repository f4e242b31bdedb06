//! Azure `OpenAI`, Foundry and other Azure AI services refuse a request.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::NoOpenaiRole,
        patterns: &[
            All(&[
                Text("lacks the required data action"),
                Text("Microsoft.CognitiveServices/accounts/OpenAI"),
            ]),
            Text("Principal does not have access to API/Operation"),
        ],
        kind: Configuration,
        summary: "the identity has no role on the data of the Azure OpenAI resource",
        remedy: Do(
            "give it Cognitive Services OpenAI User on the resource: az role assignment create --role 'Cognitive Services OpenAI User' --assignee-object-id OBJECT_ID --scope RESOURCE_ID, and wait five minutes. OBJECT_ID is the principal in the message, or for yourself az ad signed-in-user show --query id; RESOURCE_ID: az cognitiveservices account show --name NAME --resource-group GROUP --query id. The token must be for https://cognitiveservices.azure.com/.default",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoFoundryRole,
        patterns: &[All(&[
            Text("lacks the required data action"),
            Text("Microsoft.CognitiveServices/accounts/AIServices"),
        ])],
        kind: Configuration,
        summary: "the identity has no role on the data of the Foundry resource or project",
        remedy: Do(
            "give it Foundry User (formerly Azure AI User, 53ca6127-db72-4b80-b1b0-d745d6d5456d) on the Foundry resource or project: az role assignment create --role 53ca6127-db72-4b80-b1b0-d745d6d5456d --assignee-object-id OBJECT_ID --scope RESOURCE_ID. OBJECT_ID is the principal in the message; RESOURCE_ID: az cognitiveservices account show --name NAME --resource-group GROUP --query id. Azure AI Developer is not enough for agents",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoAiServicesRole,
        patterns: &[All(&[
            Text("lacks the required data action"),
            Text("Microsoft.CognitiveServices"),
        ])],
        kind: Configuration,
        summary: "the identity has no role on the data of the Azure AI resource",
        remedy: Do(
            "give it Cognitive Services User on the resource: az role assignment create --role 'Cognitive Services User' --assignee-object-id OBJECT_ID --scope RESOURCE_ID, and wait five minutes. OBJECT_ID is the principal in the message; RESOURCE_ID: az cognitiveservices account show --name NAME --resource-group GROUP --query id. The endpoint must be the resource's own (https://NAME.cognitiveservices.azure.com), not the region's",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::WrongAiKey,
        patterns: &[Text(
            "Access denied due to invalid subscription key or wrong API endpoint",
        )],
        kind: Configuration,
        summary: "the Azure AI resource does not accept the key, or the endpoint belongs to another resource or region",
        remedy: Do(
            "use the endpoint and the key of the same resource: az cognitiveservices account show --name NAME --resource-group GROUP --query properties.endpoint; az cognitiveservices account keys list --name NAME --resource-group GROUP. An access token goes into Authorization: Bearer, not into api-key, is for https://cognitiveservices.azure.com/.default, and needs the resource's own endpoint (https://NAME.openai.azure.com), not the region's",
        ),
        retry: Retry::Never,
    },
];
