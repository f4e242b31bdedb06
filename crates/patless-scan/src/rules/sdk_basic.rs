//! A client library of Azure DevOps is made with a PAT.

use crate::document::Document;
use crate::fix::FixClass;
use crate::language::Language;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "sdk-basic",
    title: "a client library of Azure DevOps gets a PAT",
    fix: FixClass::Never,
    needles: &[
        "getpersonalaccesstokenhandler",
        "vssbasiccredential",
        "basicauthentication(",
    ],
    look,
};

pattern!(
    NODE,
    r"\bgetPersonalAccessTokenHandler\(\s*(?P<value>(?:[^\n(),]|\([^\n()]*\))+)"
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
            // Without a variable, it is a text or the result of a call.
            let Some(used) = document.used_as_pat(&script, value) else {
                continue;
            };
            let how = document.instead(&script);
            findings.add(Found {
                at: used.reference.at.clone(),
                level: used.level,
                sink: sink.to_owned(),
                message: format!(
                    "{}, and the library sends it as the password of Basic",
                    used.subject()
                ),
                replacement: format!(
                    "{instead}, with the token from {}\n\n{}",
                    how.token, how.how
                ),
                fix: None,
            });
        }
    }
}
