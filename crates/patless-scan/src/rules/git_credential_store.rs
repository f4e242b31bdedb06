//! A PAT is written where Git and curl look up passwords: `.git-credentials`, `.netrc`, `git credential approve`.

use std::ops::Range;

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::of_azure_devops;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::script::Script;
use crate::servers::{Server, server};
use crate::used::Used;

pub(super) const RULE: Rule = Rule {
    id: "git-credential-store",
    title: "a PAT is written where Git looks up passwords",
    fix: FixClass::Never,
    needles: &[
        ".git-credentials",
        "credential approve",
        "credential-store",
        "credential.helper",
        "netrc",
    ],
    look,
};

pattern!(
    FILE_OR_APPROVE,
    r"(?i)\.git-credentials|credential(?:-store)?\s+(?:approve|store)\b"
);
pattern!(
    URL_WITH_PASSWORD,
    r#"(?i)https?://(?P<secret>(?:\$\{\{[^}\n]*\}\}|\$\([^)\n]*\)|\$\{[^}\n]*\}|[^\s"'<>@/\\|;&`,])+)@(?P<host>[^\s"'<>|;\\]+)"#
);
pattern!(PASSWORD, r#"(?i)\bpassword=(?P<secret>[^\n;}"'\\]+)"#);
pattern!(HELPER, r"(?i)credential\.[^\n]{0,200}?helper\b");
pattern!(
    NETRC,
    r#"(?i)\bmachine\s+(?P<host>[^\s"']+)(?:\s|\\n)+login(?:\s|\\t)+[^\s]+(?:\s|\\n)+password(?:\s|\\t)+(?P<secret>[^\s"'\\]+)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for place in script.find(&FILE_OR_APPROVE) {
            let command = script.command_at(place.at().start);
            for url in script.find_in(command.clone(), &URL_WITH_PASSWORD) {
                let host = url.group("host").map_or("", |at| document.slice(at));
                let server = known(document, server(host), &script);
                let secret = url.group("secret").filter(|secret| {
                    // In these languages, a name without a mark is text here.
                    !script.language.has_bare_names()
                        || document.slice(secret.clone()).contains(['{', '$', '%'])
                });
                report(document, &script, secret, server, findings);
            }
        }
        let text = script.text();
        let approves = text.contains("credential approve") || text.contains("credential-store");
        for password in script.find(&PASSWORD) {
            let command = script.command_at(password.at().start);
            let in_helper = script.find_in(command, &HELPER).next().is_some();
            if approves || in_helper {
                let server = document.server_in(&script);
                let secret = password.group("secret").filter(|secret| {
                    server != Server::Unnamed || may_be_azures(document, &script, secret)
                });
                report(document, &script, secret, server, findings);
            }
        }
        for netrc in script.find(&NETRC) {
            let host = netrc.group("host").map_or("", |at| document.slice(at));
            report(
                document,
                &script,
                netrc.group("secret"),
                server(host),
                findings,
            );
        }
    }
}

/// Where nothing says whose server it is, a PAT outside of pipelines may be one of GitHub.
fn may_be_azures(document: &Document<'_>, script: &Script<'_>, secret: &Range<usize>) -> bool {
    document.kind == Kind::Pipeline
        || script
            .references(secret.clone())
            .iter()
            .any(|reference| of_azure_devops(reference.name))
}

/// Takes a server that is not named for that of Azure DevOps, if the script talks to it elsewhere.
fn known(document: &Document<'_>, named: Server, script: &Script<'_>) -> Server {
    match named {
        Server::Unnamed if document.server_in(script) == Server::AzureDevOps => Server::AzureDevOps,
        other => other,
    }
}

fn report<'t>(
    document: &Document<'t>,
    script: &Script<'t>,
    secret: Option<Range<usize>>,
    server: Server,
    findings: &mut Findings,
) {
    let Some(used) = secret.and_then(|at| document.used_at(script, at, server)) else {
        return;
    };
    findings.add(found(document, script, &used));
}

fn found<'t>(document: &Document<'t>, script: &Script<'t>, used: &Used<'t>) -> Found {
    Found {
        at: used.reference.at.clone(),
        level: used.level,
        sink: "git".to_owned(),
        message: format!(
            "{}, and it is kept where every program of the user can read it",
            used.subject()
        ),
        replacement: if used.level == Level::Note {
            "Have Git ask for a token each time: patless git setup".to_owned()
        } else {
            format!("Delete the lines. {}", document.git_instead(script))
        },
        fix: None,
    }
}
