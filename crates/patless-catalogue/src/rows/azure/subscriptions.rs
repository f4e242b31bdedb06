//! A subscription that is wrong, disabled, or not prepared for a kind of resource.

use crate::cause::Cause;
use crate::kind::ErrorKind::Configuration;
use crate::pattern::Pattern::{All, Text};
use crate::remedy::Remedy::Do;
use crate::row::{Retry, Row};

/// The rows.
pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        cause: Cause::UnregisteredProvider,
        patterns: &[
            Text("MissingSubscriptionRegistration"),
            Text("SubscriptionNotRegistered"),
            Text("is not registered to use namespace"),
            Text("Error ensuring Resource Providers are registered"),
            Text("whilst ensuring Resource Providers are registered"),
            All(&[
                Text("Cannot register provider"),
                Text("Azure Resource Manager"),
            ]),
            All(&[
                Text("/register/action"),
                Text("does not have authorization to perform action"),
            ]),
        ],
        kind: Configuration,
        summary: "the resource provider is not registered in the subscription, or the identity may not register it",
        remedy: Do(
            "have somebody who is Contributor of the whole subscription run az provider register --namespace NAMESPACE, with the namespace of the message. If Terraform tries to register providers that you do not use, set resource_provider_registrations = \"none\" in the provider block (before azurerm 4: skip_provider_registration = true)",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::SubscriptionType,
        patterns: &[
            All(&[Text("DisallowedOperation"), Text("subscription")]),
            Text(
                "The current subscription type is not permitted to perform operations on any provider namespace",
            ),
        ],
        kind: Configuration,
        summary: "this type of subscription cannot contain resources",
        remedy: Do(
            "use another subscription: az account list --output table; az account set --subscription NAME_OR_ID",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::DisabledSubscription,
        patterns: &[
            Text("ReadOnlyDisabledSubscription"),
            Text("is disabled and therefore marked as read only"),
        ],
        kind: Configuration,
        summary: "the subscription is disabled and can only be read",
        remedy: Do(
            "have its owner re-enable it in the portal (Subscriptions, Overview): it expired, reached its spending limit or is not paid. Then wait a few minutes",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::MalformedSubscription,
        patterns: &[Text("InvalidSubscriptionId")],
        kind: Configuration,
        summary: "what was sent as the subscription id is no GUID: a variable was not expanded, or it is the subscription's name",
        remedy: Do(
            "use the id: az account show --subscription NAME --query id --output tsv; in a pipeline, check that the variable is defined in this job",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSuchResourceGroup,
        patterns: &[Text("ResourceGroupNotFound")],
        kind: Configuration,
        summary: "there is no such resource group in the selected subscription",
        remedy: Do(
            "check the name, and the subscription: az account show; az group list --output table. To change it: az account set --subscription NAME_OR_ID, or the subscription of the service connection. If an earlier step creates the group, check that it ran",
        ),
        retry: Retry::Never,
    },
    Row {
        cause: Cause::NoSubscription,
        patterns: &[
            Text("No access was configured for the VM, hence no subscriptions were found"),
            Text("No access was configured for the managed identity, hence no subscriptions"),
            Text("No subscription found in the context"),
            Text("No subscriptions were found in the cloud shell"),
            Text("No subscriptions found for"),
            Text("does not have access to subscription ID"),
            Text("Please provide a valid tenant or a valid subscription"),
        ],
        kind: Configuration,
        summary: "the identity has no role in any Azure subscription of the tenant",
        remedy: Do(
            "a service principal or managed identity needs a role: az role assignment create --role Reader --assignee-object-id OBJECT_ID --scope /subscriptions/SUBSCRIPTION_ID (OBJECT_ID: az ad sp show --id CLIENT_ID --query id, or the principal id of the managed identity). A person whose role is in another tenant names that tenant: az login --tenant TENANT_ID. If no subscription is needed, as for Azure DevOps: az login with --allow-no-subscriptions",
        ),
        retry: Retry::Never,
    },
];
