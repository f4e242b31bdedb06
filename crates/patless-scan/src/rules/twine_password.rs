//! twine uploads packages to Azure Artifacts with a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::language::Language;
use crate::level::Level;
use crate::pattern::pattern;
use crate::reference::Macros;
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};
use crate::servers::server;
use crate::used::Used;

pub(super) const RULE: Rule = Rule {
    id: "twine-password",
    title: "twine uploads with a PAT",
    fix: FixClass::Unsafe,
    needles: &["twine"],
    look,
};

pattern!(UPLOAD, r#"(?i)\btwine["']?[ \t,]+["']?upload\b"#);
pattern!(
    PASSWORD,
    r#"(?i)[ \t"'](?:-p|--password)["']?[ \t=,]+(?P<value>"[^"\n]*"|'[^'\n]*'|[^\s|;&]+)"#
);
pattern!(
    VARIABLE,
    r#"(?i)\bTWINE_PASSWORD["']?\]?\s*=\s*(?P<value>[^\n=;&|][^\n;&|]*)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        let uploads = script
            .find(&UPLOAD)
            .map(|upload| upload.at().start..script.command_at(upload.at().start).end);
        let passwords = uploads.filter_map(|upload| script.find_in(upload, &PASSWORD).next());
        for password in passwords.chain(script.find(&VARIABLE)) {
            let Some(value) = password.group("value") else {
                continue;
            };
            let command = script.command_at(password.at().start);
            let server = document.server_of(&script, command);
            if let Some(used) = document.used_at(&script, value, server) {
                report(document, &script, &used, findings);
            }
        }
    }
    for (id, step) in document.steps() {
        for entry in step
            .env()
            .iter()
            .filter(|entry| entry.has_key("TWINE_PASSWORD"))
        {
            let text = document.slice(step.node.at.clone());
            let server = server(text);
            let script = Script {
                document: document.text,
                at: entry.value.at.clone(),
                language: Language::Settings,
                macros: Macros::Replaced,
                home: Home::Step(id),
            };
            if let Some(used) = document.used_at(&script, script.at.clone(), server) {
                report(document, &script, &used, findings);
            }
        }
    }
}

fn report(document: &Document<'_>, script: &Script<'_>, used: &Used<'_>, findings: &mut Findings) {
    let replacement = match script.home {
        Home::Step(id) if document.kind == Kind::Pipeline => {
            let name = document.token_variable(id).name;
            format!(
                "twine upload, without a password, and in the step:\nenv:\n  TWINE_USERNAME: build\n  TWINE_PASSWORD: $({name})\n\nBefore the step:\n{}\n\nOr without Patless, before the step:\n- task: TwineAuthenticate@1\n  inputs:\n    azureDevOpsServiceConnection: {}\n    feedUrl: https://pkgs.dev.azure.com/…",
                document.token_step_text(&name),
                document.connection
            )
        }
        _ => "TWINE_USERNAME=build patless exec --variable TWINE_PASSWORD -- twine upload, without a password".to_owned(),
    };
    findings.add(Found {
        at: used.reference.at.clone(),
        level: used.level,
        sink: "twine".to_owned(),
        message: format!("{}, and twine uploads with it", used.subject()),
        replacement,
        fix: document
            .swapped(script, &used.reference)
            .filter(|_| used.level == Level::Warning),
    });
}
