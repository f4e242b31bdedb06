//! `AZDO_PERSONAL_ACCESS_TOKEN`: Terraform's provider signs in with a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::given::Takes;
use crate::holds::Holds;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, says};
use crate::pattern::pattern;
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

pattern!(
    PASSED_ON,
    r#"(?i)\b(?P<name>[a-z_][a-z0-9_]*)[ \t]*=[ \t]*\\?["']?(?P<value>\$(?:\{AZDO_PERSONAL_ACCESS_TOKEN\}|\(AZDO_PERSONAL_ACCESS_TOKEN\)|AZDO_PERSONAL_ACCESS_TOKEN\b))"#
);
pattern!(
    OF_HOST,
    r#""AZDO_PERSONAL_ACCESS_TOKEN"\s*:\s*"(?P<value>\$\{localEnv:[A-Za-z0-9_]+\})""#
);

/// Says what to write where nothing is a pipeline.
const BY_OIDC: &str = "use_oidc = true in the provider, or ARM_USE_OIDC=true, with ARM_CLIENT_ID and ARM_TENANT_ID. The input identityVariables of Patless@1 sets the ids of a connection";

/// The variable's value goes on to a variable of Terraform, or into a file of its variables.
fn passed_on(document: &Document<'_>, findings: &mut Findings) {
    for script in document
        .scripts()
        .iter()
        .filter(|script| script.language.runs_commands())
    {
        for passed in script.find(&PASSED_ON) {
            let (Some(name), Some(value)) = (passed.group("name"), passed.group("value")) else {
                continue;
            };
            let name = document.slice(name);
            let is_pat = script
                .references(value.clone())
                .iter()
                .any(|reference| document.holds(script, reference) == Holds::StoredPat);
            if is_pat
                && says(name) == Says::Pat
                && name != VARIABLE
                && name != "AZURE_DEVOPS_EXT_PAT"
            {
                findings.add(Found {
                    at: value,
                    level: Level::Warning,
                    sink: "Terraform".to_owned(),
                    message: format!("{VARIABLE} holds a stored PAT, and {name} takes it over: a file of variables, a plan or a list of processes shows it"),
                    replacement: format!("Leave {name} out. {BY_OIDC}"),
                    fix: None,
                });
            }
        }
    }
}

/// `devcontainer.json` takes the variable over from the machine.
fn in_dev_container(document: &Document<'_>, findings: &mut Findings) {
    if !document.path.ends_with("devcontainer.json") {
        return;
    }
    for taken in OF_HOST.captures_iter(document.text.as_bytes()) {
        if let Some(value) = taken.name("value") {
            findings.add(Found {
                at: value.range(),
                level: Level::Warning,
                sink: "Terraform".to_owned(),
                message: format!("the container gets a stored PAT of the machine as {VARIABLE}, where every process in it can read it"),
                replacement: format!("Delete the line, and sign in with az in the container: use_cli = true in the provider. Or start a command with a token: patless exec --variable {VARIABLE} -- COMMAND"),
                fix: None,
            });
        }
    }
}

fn look(document: &Document<'_>, findings: &mut Findings) {
    passed_on(document, findings);
    in_dev_container(document, findings);
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
            BY_OIDC
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
