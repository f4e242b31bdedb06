//! A client library of Azure DevOps is made with a PAT.

use std::ops::Range;

use crate::document::Document;
use crate::fix::FixClass;
use crate::language::Language;
use crate::level::Level;
use crate::names::{Says, says};
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "sdk-basic",
    title: "a client library of Azure DevOps gets a PAT",
    fix: FixClass::Never,
    needles: &[
        "getpersonalaccesstokenhandler",
        "personalaccesstokencredentialhandler",
        "vssbasiccredential",
        "basicauthentication(",
    ],
    look,
};

pattern!(
    NODE,
    r"\b(?:getPersonalAccessTokenHandler|PersonalAccessTokenCredentialHandler)\(\s*(?P<value>(?:[^\n(),]|\([^\n()]*\))+)"
);
pattern!(
    DOT_NET,
    r"(?i)\bVssBasicCredential\(\s*(?:(?:string\.Empty|[^,()\n]*)\s*,\s*(?P<value>(?:[^\n(),]|\([^\n()]*\))+)|new\s+NetworkCredential\(\s*[^,()\n]*,\s*(?P<other>[^\n(),]+))"
);
pattern!(
    PYTHON,
    r"\bBasicAuthentication\(\s*[^,()\n]*,\s*(?P<value>(?:[^\n(),]|\([^\n()]*\))+)"
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        let (pattern, sink, instead): (&'static regex::bytes::Regex, _, _) = match script.language {
            Language::JavaScript => (
                &NODE,
                "azure-devops-node-api",
                "azdev.getBearerHandler(token)",
            ),
            Language::CSharp => (
                &DOT_NET,
                "the Azure DevOps client libraries for .NET",
                "new VssOAuthAccessTokenCredential(token)",
            ),
            Language::PowerShell => (
                &DOT_NET,
                "the Azure DevOps client libraries for .NET",
                "[Microsoft.VisualStudio.Services.OAuth.VssOAuthAccessTokenCredential]::new($token)",
            ),
            Language::Python => (
                &PYTHON,
                "azure-devops for Python",
                "BasicTokenAuthentication({\"access_token\": token})",
            ),
            _ => continue,
        };
        for made in script.find(pattern) {
            let Some(value) = made.group("value").or_else(|| made.group("other")) else {
                continue;
            };
            let line = document.slice(script.command_at(made.at().start));
            let user = document
                .slice(made.at().start..value.start)
                .to_ascii_lowercase();
            // It is made with a token of either kind, or for a user with a password.
            if line.contains("getBearerHandler") || user.contains("user") {
                continue;
            }
            if is_declared(document, made.at().start, document.slice(value.clone())) {
                continue;
            }
            let given = document
                .used_as_pat(&script, value.clone())
                .map(|used| (used.reference.at.clone(), used.level, used.subject()))
                .or_else(|| configured(document, value));
            // Otherwise it is a text or the result of a call.
            let Some((at, level, subject)) = given else {
                continue;
            };
            let how = document.instead(&script);
            findings.add(Found {
                at,
                level,
                sink: sink.to_owned(),
                message: format!("{subject}, and the library sends it as the password of Basic"),
                replacement: format!(
                    "{instead}, with the token from {}\n\n{}",
                    how.token, how.how
                ),
                fix: None,
            });
        }
    }
}

/// Tells whether this makes the function or method known, and calls nothing.
fn is_declared(document: &Document<'_>, start: usize, value: &str) -> bool {
    let before = document.text.get(..start).unwrap_or_default();
    let typed = value
        .split_once(": ")
        .is_some_and(|(_, kind)| kind.trim() == "string" || kind.trim() == "String");
    before.ends_with("function ") || typed
}

/// Finds a PAT that a call takes out of the settings of a program: `config.get('ADO:PAT')`.
fn configured(
    document: &Document<'_>,
    value: Range<usize>,
) -> Option<(Range<usize>, Level, String)> {
    let text = document.slice(value.clone());
    let name = text
        .split(['\'', '"'])
        .skip(1)
        .step_by(2)
        .find(|name| says(name) == Says::Pat)?;
    let at = value.start..value.start + text.trim_end().len();
    Some((
        at,
        Level::Warning,
        format!("{name} is a stored PAT by its name"),
    ))
}
