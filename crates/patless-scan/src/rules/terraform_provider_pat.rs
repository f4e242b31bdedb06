//! `personal_access_token` of the provider azuredevops.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::hcl::{Attribute, each_attribute};
use crate::kind::Kind;
use crate::language::Language;
use crate::level::Level;
use crate::names::{Says, says};
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "terraform-provider-pat",
    title: "Terraform's provider azuredevops is configured with a PAT",
    fix: FixClass::Unsafe,
    needles: &["personal_access_token"],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Source(Language::Terraform) {
        return;
    }
    let mut found: Vec<(usize, Attribute<'_>)> = Vec::new();
    // Providers that have another way of signing in already.
    let mut by_assertion = BTreeSet::new();
    each_attribute(document.text, |blocks, attribute| {
        let [block] = blocks else { return };
        if !block.is(&["provider", "azuredevops"]) {
            return;
        }
        match attribute.name {
            "use_oidc" => {
                by_assertion.insert(block.start);
            }
            "personal_access_token" => found.push((block.start, attribute)),
            _ => {}
        }
    });
    for (block, attribute) in found {
        let value = document.slice(attribute.value.clone());
        let job_token = value
            .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
            .any(|name| says(name) == Says::JobToken);
        if value == "null" || value == "\"\"" || job_token {
            continue;
        }
        let fix = (!value.contains('\n')).then(|| Fix {
            class: FixClass::Unsafe,
            edits: vec![if by_assertion.contains(&block) {
                whole_line(document, &attribute)
            } else {
                Edit {
                    at: attribute.at.clone(),
                    text: "use_oidc = true".to_owned(),
                }
            }],
            token_step: None,
        });
        findings.add(Found {
            at: attribute.value,
            level: Level::Warning,
            sink: "Terraform".to_owned(),
            message: "the provider azuredevops signs in with a stored PAT".to_owned(),
            replacement: "use_oidc = true\n\nwith ARM_CLIENT_ID and ARM_TENANT_ID in the environment: the provider gets tokens by itself. In a job, the input identityVariables of Patless@1 sets the ids".to_owned(),
            fix,
        });
    }
}

fn whole_line(document: &Document<'_>, attribute: &Attribute<'_>) -> Edit {
    let line = document
        .lines
        .range(document.text, document.lines.index(attribute.at.start));
    let alone = document
        .slice(line.start..attribute.at.start)
        .trim()
        .is_empty();
    let after = document.text.get(line.end..).unwrap_or_default();
    let ending = after.find('\n').map_or(0, |newline| newline + 1);
    Edit {
        at: if alone {
            line.start..line.end + ending
        } else {
            attribute.at.clone()
        },
        text: String::new(),
    }
}
