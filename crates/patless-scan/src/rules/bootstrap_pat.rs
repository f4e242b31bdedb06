//! `azure_devops_personal_access_token`: the bootstrap of a landing zone takes a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::given::Takes;
use crate::hcl::each_attribute;
use crate::kind::Kind;
use crate::language::Language;
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "bootstrap-pat",
    title: "a bootstrap of Azure landing zones takes a PAT",
    fix: FixClass::Never,
    needles: &[
        "azure_devops_personal_access_token",
        "azure_devops_agents_personal_access_token",
    ],
    look,
};

fn is_input(name: &str) -> bool {
    let name = name.strip_prefix("TF_VAR_").unwrap_or(name);
    matches!(
        name,
        "azure_devops_personal_access_token" | "azure_devops_agents_personal_access_token"
    )
}

fn look(document: &Document<'_>, findings: &mut Findings) {
    let mut places = Vec::new();
    for setting in document.settings_of(is_input, Takes::PatsOnly) {
        places.push(setting.given.at);
    }
    if document.kind == Kind::Source(Language::Terraform) {
        each_attribute(document.text, |_, attribute| {
            let value = document.slice(attribute.value.clone());
            if is_input(attribute.name) && !matches!(value, "null" | "\"\"") {
                places.push(attribute.value);
            }
        });
    }
    if document.kind == Kind::Yaml {
        document.each_entry(&mut |entry| {
            let value = entry.value.text().unwrap_or_default();
            if is_input(entry.name()) && !matches!(value.trim(), "" | "null" | "~") {
                places.push(entry.key.at.clone());
            }
        });
    }
    for at in places {
        findings.add(Found {
            at,
            level: Level::Warning,
            sink: "the bootstrap of Azure landing zones".to_owned(),
            message: "the bootstrap signs in to Azure DevOps with a PAT, and takes nothing else".to_owned(),
            replacement: "Nothing takes its place in the bootstrap. Make the PAT for this run, with the least scopes and the shortest life, hand it over in the environment, and revoke it afterwards:\nexport TF_VAR_azure_devops_personal_access_token".to_owned(),
            fix: None,
        });
    }
}
