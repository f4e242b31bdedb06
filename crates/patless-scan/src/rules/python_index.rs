//! A PAT stands in the URL of a Python feed, or in Poetry's password for one.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, credential, says};
use crate::pattern::pattern;
use crate::reference::{Form, Macros, references};
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};
use crate::servers::Server;
use crate::used::Used;

pub(super) const RULE: Rule = Rule {
    id: "python-index",
    title: "a PAT stands in the address of a Python feed",
    fix: FixClass::Unsafe,
    needles: &[
        "@pkgs.",
        ".pkgs.visualstudio.com",
        "poetry_http_basic_",
        "http-basic.",
    ],
    look,
};

pattern!(
    URL,
    r#"(?i)https?://(?P<user>(?:\$\{\{[^}\n]*\}\}|\$\([^)\n]*\)|\$?\{[^}\n]*\}|[^\s"'<>@/\\|;&`,{}()])+)@(?P<host>(?:pkgs\.dev\.azure\.com|[\w-]+\.pkgs\.visualstudio\.com)[^\s"'<>|;\\]*)"#
);
pattern!(
    POETRY,
    r#"(?i)POETRY_HTTP_BASIC_[A-Z0-9_]+_PASSWORD["']?\s*[=:]\s*(?P<value>[^\n;&]*)|\bpoetry\s+config\s+(?:--\S+\s+)?["']?http-basic\.\S+\s+\S+\s+(?P<argument>[^\n;&|]*)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind == Kind::Other {
        return;
    }
    for script in document.texts() {
        for url in script.find(&URL) {
            let (Some(user), Some(host)) = (url.group("user"), url.group("host")) else {
                continue;
            };
            let command = script.command_at(url.at().start);
            let python = is_python(document.slice(host)) || is_python(document.slice(command));
            if python && let Some(used) = in_url(document, &script, user.clone()) {
                let fix = in_url_fix(document, &script, user, &used);
                report(document, &script, &used, fix, findings);
            }
        }
        for poetry in script.find(&POETRY) {
            let Some(value) = poetry.group("value").or_else(|| poetry.group("argument")) else {
                continue;
            };
            let server = document.server_of(&script, script.at.clone());
            if let Some(used) = document.used_at(&script, value, server) {
                let fix = document
                    .swapped(&script, &used.reference)
                    .filter(|_| used.level == Level::Warning);
                report(document, &script, &used, fix, findings);
            }
        }
    }
    in_mappings(document, findings);
}

/// Looks at `POETRY_HTTP_BASIC_FEED_PASSWORD: $(PAT)` in the YAML.
fn in_mappings(document: &Document<'_>, findings: &mut Findings) {
    for (id, step) in document.steps() {
        for entry in step.env() {
            let name = entry.name().to_ascii_uppercase();
            if !name.starts_with("POETRY_HTTP_BASIC_") || !name.ends_with("_PASSWORD") {
                continue;
            }
            let script = Script {
                document: document.text,
                at: entry.value.at.clone(),
                language: crate::language::Language::Settings,
                macros: Macros::Replaced,
                home: Home::Step(id),
            };
            if let Some(used) = document.used_at(&script, script.at.clone(), Server::Unnamed) {
                let fix = document
                    .swapped(&script, &used.reference)
                    .filter(|_| used.level == Level::Warning);
                report(document, &script, &used, fix, findings);
            }
        }
    }
}

fn is_python(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "/pypi",
        "pip",
        "index-url",
        "index_url",
        "uv_index",
        "poetry",
        "twine",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Finds the PAT before the `@`.
fn in_url<'t>(
    document: &Document<'t>,
    script: &Script<'t>,
    user: Range<usize>,
) -> Option<Used<'t>> {
    let text = document.slice(user.clone());
    if let Some(used) = document.used_at(script, user.clone(), Server::AzureDevOps) {
        return Some(used);
    }
    if script.references(user.clone()).is_empty() {
        // Other tools fill in $(PAT) and {pat} before a file is used.
        let filled = references(document.text, user, Macros::Replaced)
            .into_iter()
            .find(|reference| says(reference.name) == Says::Pat);
        return filled.map(|reference| Used {
            reference,
            level: Level::Warning,
        });
    }
    let password = text
        .find(':')
        .map(|colon| user.start + colon + 1..user.end)?;
    document
        .used_as_pat(script, password)
        .filter(|used| credential(used.reference.name) || !text.starts_with(':'))
}

/// Swaps the variable. A token is too long for a user name: it goes behind a colon.
fn in_url_fix(
    document: &Document<'_>,
    script: &Script<'_>,
    user: Range<usize>,
    used: &Used<'_>,
) -> Option<Fix> {
    if used.level == Level::Note || used.reference.form == Form::Variable {
        return None;
    }
    let mut fix = document.swapped(script, &used.reference)?;
    if !document.slice(user.clone()).contains(':') {
        fix.edits.push(Edit {
            at: user.start..user.start,
            text: "build:".to_owned(),
        });
    }
    Some(fix)
}

fn report(
    document: &Document<'_>,
    script: &Script<'_>,
    used: &Used<'_>,
    fix: Option<Fix>,
    findings: &mut Findings,
) {
    let replacement = match script.home {
        Home::Step(id) if document.kind == Kind::Pipeline => {
            let name = document.token_variable(id).name;
            format!(
                "PIP_EXTRA_INDEX_URL: https://build:$({name})@pkgs.dev.azure.com/…\n\nBefore the step:\n{}\n\nOr without Patless, before the step:\n- task: PipAuthenticate@1\n  inputs:\n    azureDevOpsServiceConnection: {}\n    feedUrl: https://pkgs.dev.azure.com/…",
                document.token_step_text(&name),
                document.connection
            )
        }
        _ => "Write the address without it, install the package artifacts-keyring, and sign in with: az login".to_owned(),
    };
    findings.add(Found {
        at: used.reference.at.clone(),
        level: used.level,
        sink: "pip".to_owned(),
        message: format!(
            "{}, and stands in the address of a feed: pip shows that in its output, and keeps it in files",
            used.subject()
        ),
        replacement,
        fix,
    });
}
