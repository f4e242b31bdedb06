//! The missing steps as commands of az, for a shell of Unix.

use super::super::change::Change;
use super::super::known::{AUDIENCE, Known};
use super::quoting::{in_here_document, jmespath, segment, word};

/// The resource of Azure DevOps, for `az rest`.
const RESOURCE: &str = "499b84ac-1321-427f-aa17-267ca6975798";

/// The ids that the commands use.
pub(super) fn preamble(known: &Known) -> String {
    let mut lines = Vec::new();
    if let Some(client) = known.identity.client {
        lines.push(format!("CLIENT_ID={client}"));
        lines.push(match &known.identity.object_id {
            Some(object) => format!("OBJECT_ID={}", word(object)),
            None => OBJECT_OF_CLIENT.to_owned(),
        });
    }
    if let Some(connection) = &known.connection {
        lines.push(format!("CONNECTION_ID={}", word(&connection.id)));
    }
    lines.join("\n")
}

const OBJECT_OF_CLIENT: &str =
    r#"OBJECT_ID=$(az ad sp show --id "$CLIENT_ID" --query id --output tsv)"#;

/// The commands of a change.
pub(super) fn commands(change: Change, known: &Known) -> Option<String> {
    match change {
        Change::CreateIdentity => Some(create_identity(known)),
        Change::CreateConnection => create_connection(known),
        Change::CreateFederatedCredential => Some(create_federated_credential(known)),
        Change::AddToOrganization => Some(add_to_organization(known)),
        Change::RaiseAccessLevel => raise_access_level(known),
        Change::JoinGroup => join_group(known),
        Change::GrantFeedRole => grant_feed_role(known),
        Change::AuthorizePipeline => authorize_pipeline(known),
        Change::RepairConnection(_) | Change::ShowRepository | Change::AddToPublisher => None,
    }
}

fn create_identity(known: &Known) -> String {
    let name = word(&known.new_name());
    format!(
        "CLIENT_ID=$(az ad app create --display-name {name} --sign-in-audience AzureADMyOrg --query appId --output tsv)\n\
         OBJECT_ID=$(az ad sp create --id \"$CLIENT_ID\" --query id --output tsv)"
    )
}

fn create_connection(known: &Known) -> Option<String> {
    let project = known.project.as_ref()?;
    let text = in_here_document;
    let name = text(&known.connection_name);
    let tenant = text(&known.tenant.as_ref()?.to_string());
    Some(format!(
        r#"SUBSCRIPTION_ID=$(az account show --query id --output tsv)
SUBSCRIPTION_NAME=$(az account show --query name --output tsv)
cat > connection.json <<JSON
{{
  "name": {name},
  "type": "AzureRM",
  "url": "https://management.azure.com/",
  "authorization": {{
    "scheme": "WorkloadIdentityFederation",
    "parameters": {{ "tenantid": {tenant}, "serviceprincipalid": "$CLIENT_ID" }}
  }},
  "data": {{
    "environment": "AzureCloud", "scopeLevel": "Subscription", "creationMode": "Manual",
    "subscriptionId": "$SUBSCRIPTION_ID", "subscriptionName": "$SUBSCRIPTION_NAME"
  }},
  "isShared": false, "isReady": true,
  "serviceEndpointProjectReferences": [
    {{ "name": {name}, "projectReference": {{ "id": {id}, "name": {project_name} }} }}
  ]
}}
JSON
CONNECTION_ID=$(az devops service-endpoint create --service-endpoint-configuration connection.json \
  --organization {organization} --project {project} --query id --output tsv)"#,
        id = text(&project.id),
        project_name = text(&project.name),
        organization = word(&known.organization),
        project = word(&project.name),
    ))
}

fn create_federated_credential(known: &Known) -> String {
    let name = &known.connection_name;
    let values = match (known.federation(), &known.project) {
        (Some(it), _) => format!("ISSUER={}\nSUBJECT={}", word(&it.issuer), word(&it.subject)),
        (None, Some(project)) => format!(
            "show() {{ az devops service-endpoint show --id \"$CONNECTION_ID\" --organization {} --project {} \
             --query \"authorization.parameters.$1\" --output tsv; }}\n\
             ISSUER=$(show workloadIdentityFederationIssuer)\nSUBJECT=$(show workloadIdentityFederationSubject)\n{OF_AZURE_DEVOPS}",
            word(&known.organization),
            word(&project.name),
        ),
        (None, None) => "# ISSUER and SUBJECT: as the service connection shows them".to_owned(),
    };
    format!(
        r#"{values}
cat > credential.json <<JSON
{{ "name": {json_name}, "issuer": "$ISSUER", "subject": "$SUBJECT", "audiences": ["{AUDIENCE}"] }}
JSON
az ad app federated-credential create --id "$CLIENT_ID" --parameters credential.json
# of a managed identity:
# az identity federated-credential create --name {name} --identity-name NAME --resource-group GROUP --issuer "$ISSUER" --subject "$SUBJECT" --audiences {AUDIENCE}"#,
        json_name = in_here_document(name),
        name = word(name),
    )
}

/// Whoever the issuer belongs to can work as the identity from then on. Both go into JSON.
const OF_AZURE_DEVOPS: &str = r#"case "$ISSUER $SUBJECT" in
  *[\"\\]*) echo "no values of a federated credential: $ISSUER $SUBJECT" >&2; exit 1 ;;
  "https://vstoken.dev.azure.com/"*" sc://"* | "https://login.microsoftonline.com/"*" /eid1/"*) ;;
  *) echo "no issuer of Azure DevOps: $ISSUER $SUBJECT" >&2; exit 1 ;;
esac"#;

/// Whoever is added in this way is in the group of the project at once.
fn add_to_organization(known: &Known) -> String {
    let group = known.purpose.group().zip(known.project.as_ref());
    let projects = group.map_or_else(String::new, |(group, project)| {
        format!(
            ",\n  \"projectEntitlements\": [\n    {{ \"group\": {{ \"groupType\": \"{}\" }}, \"projectRef\": {{ \"id\": {} }} }}\n  ]",
            group.on_the_wire(),
            in_here_document(&project.id),
        )
    });
    let level = known.purpose.license().on_the_wire();
    format!(
        r#"cat > entitlement.json <<JSON
{{
  "accessLevel": {{ "accountLicenseType": "{level}", "licensingSource": "account" }},
  "servicePrincipal": {{ "origin": "aad", "originId": "$OBJECT_ID", "subjectKind": "servicePrincipal" }}{projects}
}}
JSON
az rest --method post --resource {RESOURCE} \
  --url {url} \
  --headers Content-Type=application/json --body @entitlement.json \
  --query '{{isSuccess: isSuccess, errors: operationResult.errors}}'
{IS_SUCCESS}"#,
        url = word(&entitlements(known, None)),
    )
}

/// What a success of HTTP does not say.
const IS_SUCCESS: &str = "# isSuccess has to be true: the answer is HTTP 200 even if it was refused. VS403283: a new identity is not known yet, \
     try again in a few minutes. VS860016: an Entra agent identity cannot be added.";

fn entitlements(known: &Known, id: Option<&str>) -> String {
    let organization = segment(&known.organization_name);
    let id = id.map(|id| format!("/{}", segment(id))).unwrap_or_default();
    format!(
        "https://vsaex.dev.azure.com/{organization}/_apis/serviceprincipalentitlements{id}?api-version=7.1-preview.1"
    )
}

fn raise_access_level(known: &Known) -> Option<String> {
    let id = known.identity.storage_key.as_deref()?;
    let level = known.purpose.license().on_the_wire();
    let value = serde_json::json!([{
        "op": "replace",
        "path": "/accessLevel",
        "value": { "accountLicenseType": level, "licensingSource": "account" },
    }]);
    Some(format!(
        "az rest --method patch --resource {RESOURCE} \\\n  --url {} \\\n  \
         --headers Content-Type=application/json-patch+json --body {} \\\n  \
         --query '{{isSuccess: isSuccess, errors: operationResults[].errors}}'\n{IS_SUCCESS}",
        word(&entitlements(known, Some(id))),
        word(&value.to_string()),
    ))
}

fn join_group(known: &Known) -> Option<String> {
    let (group, project) = (known.purpose.group()?, known.project.as_ref()?);
    let descriptor = known.identity.descriptor.as_ref()?;
    let organization = word(&known.organization);
    let query = format!(
        "graphGroups[?displayName=={}].descriptor",
        jmespath(group.name())
    );
    Some(format!(
        "GROUP=$(az devops security group list --organization {organization} --project {} \\\n  --query {} --output tsv)\n\
         az devops security group membership add --organization {organization} --group-id \"$GROUP\" --member-id {}",
        word(&project.name),
        word(&query),
        word(descriptor),
    ))
}

fn grant_feed_role(known: &Known) -> Option<String> {
    let feed = known.feed.as_deref()?;
    let tenant = known.tenant.as_ref()?;
    let object = known.identity.object_id.as_deref()?;
    let body = serde_json::json!([{
        "role": "reader",
        "identityDescriptor":
            format!("Microsoft.VisualStudio.Services.Claims.AadServicePrincipal;{tenant}\\{object}"),
    }]);
    let url = format!(
        "https://feeds.dev.azure.com/{}/_apis/packaging/feeds/{}/permissions?api-version=7.1-preview.1",
        segment(&known.organization_name),
        segment(feed),
    );
    Some(format!(
        "# reader reads; contributor publishes as well. Of a feed of a project, the project comes before _apis\n\
         az rest --method patch --resource {RESOURCE} \\\n  --url {} \\\n  \
         --headers Content-Type=application/json --body {}",
        word(&url),
        word(&body.to_string()),
    ))
}

fn authorize_pipeline(known: &Known) -> Option<String> {
    let project = known.project.as_ref()?;
    let pipeline = match known.pipeline {
        Some(id) => format!("PIPELINE_ID={id}"),
        None => format!(
            "PIPELINE_ID=$(az pipelines show --name PIPELINE --organization {} --project {} --query id --output tsv)",
            word(&known.organization),
            word(&project.name),
        ),
    };
    let url = format!(
        "https://dev.azure.com/{}/{}/_apis/pipelines/pipelinepermissions/endpoint/",
        segment(&known.organization_name),
        segment(&project.id),
    );
    Some(format!(
        "{pipeline}\naz rest --method patch --resource {RESOURCE} \\\n  \
         --url {url}\"$CONNECTION_ID\"'?api-version=7.1-preview.1' \\\n  --headers Content-Type=application/json \\\n  \
         --body '{{\"pipelines\": [{{\"id\": '\"$PIPELINE_ID\"', \"authorized\": true}}]}}'"
    ))
}
