//! Terraform makes a service connection that holds a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::hcl::{Block, each_attribute};
use crate::kind::Kind;
use crate::language::Language;
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "endpoint-pat",
    title: "Terraform makes a service connection with a PAT",
    fix: FixClass::Never,
    needles: &["azuredevops_serviceendpoint_"],
    look,
};

/// Resources whose PAT is one of Azure DevOps.
const OF_AZURE_DEVOPS: &[&str] = &[
    "azuredevops_serviceendpoint_azuredevops",
    "azuredevops_serviceendpoint_runpipeline",
    "azuredevops_serviceendpoint_externaltfs",
    "azuredevops_serviceendpoint_visualstudiomarketplace",
];
/// Resources that may be for a feed of Azure Artifacts: their address tells.
const OF_FEEDS: &[&str] = &[
    "azuredevops_serviceendpoint_nuget",
    "azuredevops_serviceendpoint_npm",
    "azuredevops_serviceendpoint_maven",
    "azuredevops_serviceendpoint_generic_git",
];
/// Attributes with a secret.
const SECRETS: &[&str] = &["personal_access_token", "access_token", "password", "token"];

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Source(Language::Terraform) {
        return;
    }
    let mut secrets = Vec::new();
    let mut of_azure = std::collections::BTreeSet::new();
    each_attribute(document.text, |blocks, attribute| {
        let Some(resource) = blocks.first() else {
            return;
        };
        let value = document.slice(attribute.value.clone());
        if is_one_of(resource, OF_AZURE_DEVOPS)
            || is_one_of(resource, OF_FEEDS)
                && ["dev.azure.com", ".visualstudio.com"]
                    .iter()
                    .any(|host| value.contains(host))
        {
            of_azure.insert(resource.start);
        }
        let known = is_one_of(resource, OF_AZURE_DEVOPS) || is_one_of(resource, OF_FEEDS);
        if known && SECRETS.contains(&attribute.name) && !matches!(value, "null" | "\"\"") {
            let name = resource.header.split('"').nth(1).unwrap_or_default();
            secrets.push((resource.start, name, attribute.value));
        }
    });
    for (resource, name, at) in secrets {
        if !of_azure.contains(&resource) {
            continue;
        }
        findings.add(Found {
            at,
            level: Level::Warning,
            sink: name.to_owned(),
            message: "the service connection keeps a PAT, and every job that may use the connection gets it".to_owned(),
            replacement: "A connection of the type Azure DevOps with workload identity federation holds no secret. The provider has no resource for it: make it in the portal or by REST, and use it as azureDevOpsServiceConnection; or have each job get a token with Patless@1".to_owned(),
            fix: None,
        });
    }
}

fn is_one_of(block: &Block<'_>, resources: &[&str]) -> bool {
    resources
        .iter()
        .any(|resource| block.is(&["resource", resource]))
}
