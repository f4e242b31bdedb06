//! A PAT stands in a URL of Git: `https://$PAT@dev.azure.com/…`.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::holds::Holds;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, credential, says};
use crate::pattern::pattern;
use crate::reference::{Macros, references};
use crate::rule::{Findings, Found, Rule};
use crate::script::{Home, Script};
use crate::servers::{Server, server};
use crate::used::Used;

pub(super) const RULE: Rule = Rule {
    id: "git-url-token",
    title: "a PAT stands in the URL of a repository",
    fix: FixClass::Unsafe,
    needles: &["@dev.azure.com", "visualstudio.com", "@$", "}@{"],
    look,
};

pattern!(
    URL,
    r#"(?i)https?://(?P<user>(?:\$\{\{[^}\n]*\}\}|\$\([^)\n]*\)|\$?\{[^}\n]*\}|[^\s"'<>@/\\|;&`,{}()])+)@(?P<host>[^\s"'<>|;\\]*)"#
);
pattern!(
    JOINED,
    r#"(?i)https?://[\w.:%-]*["'`]\s*[+.]\s*(?P<user>[^\s+"'`]+(?:\[["'][^\n\]]*\])?)\s*[+.]\s*[$f]?["'`]@(?P<host>[^\s"'`]*)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind == Kind::Other {
        return;
    }
    for script in document.texts() {
        let whole = script.find(&URL).filter(|url| {
            // In these languages, a name without a mark is text here.
            let text = url.group("user").map_or("", |user| document.slice(user));
            !script.language.has_bare_names() || text.contains(['{', '$', '%'])
        });
        for url in whole.chain(script.find(&JOINED)) {
            let (Some(user), Some(host)) = (url.group("user"), url.group("host")) else {
                continue;
            };
            let host = document.slice(host);
            let command = document.slice(script.command_at(url.at().start));
            // What takes a URL out of the configuration has to name it.
            if of_a_feed(host)
                || command.contains("--remove-section")
                || command.contains("--unset")
            {
                continue;
            }
            let server = match server(host) {
                Server::Unnamed if of_another(host) => Server::Other,
                Server::Unnamed => document.server_of(&script, script.command_at(url.at().start)),
                named => named,
            };
            let Some(used) = used(document, &script, user.clone(), server) else {
                continue;
            };
            // Somewhere in a program, a URL is made of variables: of anybody's server, with any password.
            if host.starts_with(['$', '{'])
                && script.language.has_bare_names()
                && document.holds(&script, &used.reference) == Holds::Unknown
            {
                continue;
            }
            let fix = fix(document, &script, user, &used, server);
            findings.add(Found {
                at: used.reference.at.clone(),
                level: used.level,
                sink: "git".to_owned(),
                message: format!(
                    "{}, and stands in a URL: Git keeps it in its configuration, and shows it in errors and lists of processes",
                    used.subject()
                ),
                replacement: format!(
                    "Write the URL without it. {}",
                    document.git_instead(&script)
                ),
                fix,
            });
        }
    }
}

/// Tells whether a host serves packages: other rules are about those.
fn of_a_feed(host: &str) -> bool {
    let lower = host.to_ascii_lowercase();
    lower.starts_with("pkgs.") || lower.contains(".pkgs.") || lower.contains("/_packaging/")
}

/// Tells whether the variable with a host says that it is somebody else's: `$GITHUB_URL`.
fn of_another(host: &str) -> bool {
    let lower = host.to_ascii_lowercase();
    ["github", "gitlab", "bitbucket", "gitea"]
        .iter()
        .any(|name| lower.contains(name))
}

/// Finds the PAT before the `@`. Alone there, a name that does not sound like a secret is that of an organization.
fn used<'t>(
    document: &Document<'t>,
    script: &Script<'t>,
    user: Range<usize>,
    server: Server,
) -> Option<Used<'t>> {
    let text = document.slice(user.clone());
    if let Some(used) = document.used_at(script, user.clone(), server) {
        return Some(used);
    }
    if script.references(user.clone()).is_empty() && server == Server::AzureDevOps {
        // Other tools fill in $(PAT) and {pat} before a file is used.
        let filled = references(document.text, user.clone(), Macros::Replaced)
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
    let used = document.used_as_pat(script, password)?;
    (server == Server::AzureDevOps && (credential(used.reference.name) || !text.starts_with(':')))
        .then_some(used)
}

fn fix(
    document: &Document<'_>,
    script: &Script<'_>,
    user: Range<usize>,
    used: &Used<'_>,
    server: Server,
) -> Option<Fix> {
    let Home::Step(id) = script.home else {
        return None;
    };
    let fits = used.level == Level::Warning
        && server == Server::AzureDevOps
        && document.kind == Kind::Pipeline
        && document.slice(user.end..user.end + 1) == "@"
        && script.language.runs_commands();
    fits.then(|| Fix {
        class: FixClass::Unsafe,
        edits: vec![Edit {
            at: user.start..user.end + 1,
            text: String::new(),
        }],
        token_step: document.git_step(id),
    })
}
