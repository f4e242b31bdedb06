//! `AZDO_PERSONAL_ACCESS_TOKEN`: Terraform's provider signs in with a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::given::Takes;
use crate::kind::Kind;
use crate::level::Level;
use crate::rule::{Findings, Found, Rule};
use crate::settings_of::Place;

pub(super) const RULE: Rule = Rule {
    id: "terraform-env-pat",
    title: "Terraform's provider azuredevops gets a PAT from the environment",
    fix: FixClass::Safe,
    needles: &["azdo_personal_access_token"],
    look,
};

const VARIABLE: &str = "AZDO_PERSONAL_ACCESS_TOKEN";

fn look(document: &Document<'_>, findings: &mut Findings) {
    for setting in document.settings_of(|name| name == VARIABLE, Takes::PatsOnly) {
        let fix = document.swapped_setting(&setting);
        let mut replacement = String::new();
        if let Place::Step(_) = setting.place {
            let token = document.token_for(&setting);
            replacement = format!(
                "{VARIABLE}: $({token})\n\nand before the step:\n{}\n\nFor runs longer than a token is valid, delete {VARIABLE} instead. The provider then gets tokens by itself:\n",
                document.token_step_text(&token)
            );
        }
        replacement += if document.kind == Kind::Workflow {
            "permissions:\n  id-token: write\n\nenv:\n  ARM_USE_OIDC: true\n  ARM_CLIENT_ID: ${{ vars.AZURE_CLIENT_ID }}\n  ARM_TENANT_ID: ${{ vars.AZURE_TENANT_ID }}"
        } else {
            "use_oidc = true in the provider, or ARM_USE_OIDC=true, with ARM_CLIENT_ID and ARM_TENANT_ID. The input identityVariables of Patless@1 sets the ids of a connection"
        };
        findings.add(Found {
            message: format!(
                "the provider azuredevops signs in with the stored PAT in {}",
                setting.given.name()
            ),
            at: setting.given.at,
            level: Level::Warning,
            sink: "Terraform".to_owned(),
            replacement,
            fix,
        });
    }
}
