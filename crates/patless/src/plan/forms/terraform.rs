//! The missing steps as Terraform, with the providers azuredevops and azuread.

use super::super::change::Change;
use super::super::known::{AUDIENCE, Known};
use super::quoting::hcl;

/// The providers, and what exists already.
pub(super) fn preamble(known: &Known) -> String {
    let mut text = format!(
        r#"terraform {{
  required_providers {{
    azuredevops = {{ source = "microsoft/azuredevops" }}
    azuread     = {{ source = "hashicorp/azuread" }}
  }}
}}

provider "azuredevops" {{
  org_service_url = {}
}}"#,
        hcl(known.organization.trim_end_matches('/')),
    );
    if let Some(project) = &known.project {
        let name = hcl(&project.name);
        text += "\n\ndata \"azuredevops_project\" \"this\" {\n  name = ";
        text += &name;
        text += "\n}";
    }
    if let Some(client) = known.identity.client {
        text += "\n\ndata \"azuread_service_principal\" \"this\" {\n  client_id = ";
        text += &hcl(&client.to_string());
        text += "\n}";
    }
    text
}

/// The resources of a change.
pub(super) fn resources(change: Change, known: &Known) -> Option<String> {
    match change {
        Change::CreateIdentity => Some(create_identity(known)),
        Change::CreateConnection => create_connection(known),
        Change::CreateFederatedCredential => Some(create_federated_credential(known)),
        Change::AddToOrganization => Some(entitlement(known)),
        Change::RaiseAccessLevel => raise_access_level(known),
        Change::JoinGroup => join_group(known),
        Change::GrantFeedRole => grant_feed_role(known),
        Change::AuthorizePipeline => authorize_pipeline(known),
        Change::RepairConnection(_) | Change::ShowRepository | Change::AddToPublisher => None,
    }
}

/// The service principal: one that exists, or that of the application that is made.
fn principal(known: &Known) -> &'static str {
    match known.identity.client {
        Some(_) => "data.azuread_service_principal.this",
        None => "azuread_service_principal.this",
    }
}

fn create_identity(known: &Known) -> String {
    format!(
        r#"resource "azuread_application" "this" {{
  display_name     = {}
  sign_in_audience = "AzureADMyOrg"
}}

resource "azuread_service_principal" "this" {{
  client_id = azuread_application.this.client_id
}}"#,
        hcl(&known.new_name()),
    )
}

fn create_connection(known: &Known) -> Option<String> {
    known.project.as_ref()?;
    let tenant = hcl(&known.tenant.as_ref()?.to_string());
    let name = hcl(&known.connection_name);
    let principal = principal(known);
    Some(format!(
        r#"variable "subscription_id" {{
  type = string
}}

variable "subscription_name" {{
  type = string
}}

resource "azuredevops_serviceendpoint_azurerm" "this" {{
  project_id                             = data.azuredevops_project.this.id
  service_endpoint_name                  = {name}
  service_endpoint_authentication_scheme = "WorkloadIdentityFederation"
  azurerm_spn_tenantid                   = {tenant}
  azurerm_subscription_id                = var.subscription_id
  azurerm_subscription_name              = var.subscription_name

  credentials {{
    serviceprincipalid = {principal}.client_id
  }}
}}"#
    ))
}

fn create_federated_credential(known: &Known) -> String {
    let of = |name| {
        format!("azuredevops_serviceendpoint_azurerm.this.workload_identity_federation_{name}")
    };
    let (issuer, subject) = known.federation().map_or_else(
        || (of("issuer"), of("subject")),
        |it| (hcl(&it.issuer), hcl(&it.subject)),
    );
    let name = hcl(&known.connection_name);
    let (data, application) = match known.identity.client {
        Some(client) => (
            format!(
                "data \"azuread_application\" \"this\" {{\n  client_id = {}\n}}\n\n",
                hcl(&client.to_string())
            ),
            "data.azuread_application.this.id",
        ),
        None => (String::new(), "azuread_application.this.id"),
    };
    format!(
        r#"{data}# of a managed identity: azurerm_federated_identity_credential
resource "azuread_application_federated_identity_credential" "this" {{
  application_id = {application}
  display_name   = {name}
  issuer         = {issuer}
  subject        = {subject}
  audiences      = ["{AUDIENCE}"]
}}"#
    )
}

/// The user, and its group: whoever is not a user yet is in none.
fn entitlement(known: &Known) -> String {
    let mut text = user(known);
    if let Some(group) = group_of(
        known,
        "azuredevops_service_principal_entitlement.this.descriptor",
    ) {
        text.push_str("\n\n");
        text.push_str(&group);
    }
    text
}

fn user(known: &Known) -> String {
    format!(
        r#"resource "azuredevops_service_principal_entitlement" "this" {{
  origin_id            = {}.object_id
  account_license_type = "{}"
}}"#,
        principal(known),
        known.purpose.license().on_the_wire(),
    )
}

fn raise_access_level(known: &Known) -> Option<String> {
    let id = hcl(known.identity.storage_key.as_deref()?);
    let user = user(known);
    Some(format!(
        "import {{\n  to = azuredevops_service_principal_entitlement.this\n  id = {id}\n}}\n\n{user}"
    ))
}

fn join_group(known: &Known) -> Option<String> {
    let member = hcl(known.identity.descriptor.as_deref()?);
    group_of(known, &member)
}

fn group_of(known: &Known, member: &str) -> Option<String> {
    known.project.as_ref()?;
    let name = hcl(known.purpose.group()?.name());
    Some(format!(
        r#"data "azuredevops_group" "this" {{
  project_id = data.azuredevops_project.this.id
  name       = {name}
}}

resource "azuredevops_group_membership" "this" {{
  group   = data.azuredevops_group.this.descriptor
  members = [{member}]
  mode    = "add"
}}"#
    ))
}

fn grant_feed_role(known: &Known) -> Option<String> {
    let feed = hcl(known.feed.as_deref()?);
    let descriptor = hcl(known.identity.descriptor.as_deref()?);
    Some(format!(
        r#"# a feed of a project takes its project_id in both
data "azuredevops_feed" "this" {{
  name = {feed}
}}

resource "azuredevops_feed_permission" "this" {{
  feed_id             = data.azuredevops_feed.this.id
  role                = "reader"
  identity_descriptor = {descriptor}
}}"#
    ))
}

fn authorize_pipeline(known: &Known) -> Option<String> {
    known.project.as_ref()?;
    let connection = match &known.connection {
        Some(it) => hcl(&it.id),
        None => "azuredevops_serviceendpoint_azurerm.this.id".to_owned(),
    };
    let (variable, pipeline) = match known.pipeline {
        Some(id) => (String::new(), id.to_string()),
        None => (
            "variable \"pipeline_id\" {\n  type = number\n}\n\n".to_owned(),
            "var.pipeline_id".to_owned(),
        ),
    };
    Some(format!(
        r#"{variable}resource "azuredevops_pipeline_authorization" "this" {{
  project_id  = data.azuredevops_project.this.id
  resource_id = {connection}
  pipeline_id = {pipeline}
  type        = "endpoint"
}}"#
    ))
}
