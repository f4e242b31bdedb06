//! `.npmrc` with a PAT for a feed of Azure Artifacts.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::given::Takes;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, keeps_pat, says};
use crate::pattern::pattern;
use crate::reference::{Macros, references};
use crate::rule::{Findings, Found, Rule};
use crate::tfx;

pub(super) const RULE: Rule = Rule {
    id: "npm-password",
    title: "npm gets a PAT for a feed",
    fix: FixClass::Unsafe,
    needles: &[":_password", ":_authtoken", "vsts-npm-auth"],
    look,
};

const SINK: &str = "npm";

pattern!(
    /// A line of `.npmrc`.
    LINE,
    r#"^[ \t]*(?P<registry>//[^\s=]*(?:dev\.azure\.com|\.visualstudio\.com)[^\s=]*):(?P<key>_password|_authToken|username|email)[ \t]*=[ \t]*"?(?P<value>[^\s"]*)"?[ \t\r]*$"#
);
pattern!(
    /// Such a line, as a script writes it.
    WRITTEN,
    r#"//[^\s="']*(?:dev\.azure\.com|\.visualstudio\.com)[^\s="']*:(?P<key>_password|_authToken)["']?(?:[ \t]*=[ \t]*|[ \t]+)\\?["']?(?P<value>[^\s"'\\>]+)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind == Kind::Npmrc {
        in_npmrc(document, findings);
    }
    for script in document.scripts() {
        for written in script.find(&WRITTEN) {
            let (Some(key), Some(value)) = (written.group("key"), written.group("value")) else {
                continue;
            };
            let takes = if document.slice(key) == "_password" {
                Takes::PatsOnly
            } else {
                Takes::Anything
            };
            let Some(given) = document.given(&script, value, takes) else {
                continue;
            };
            findings.add(Found {
                message: format!("{} is written into .npmrc, where it stays", given.name()),
                at: given.at,
                level: Level::Warning,
                sink: SINK.to_owned(),
                replacement: replacement(document),
                fix: None,
            });
        }
        for line in script.command_lines() {
            let Some(program) = line.program("vsts-npm-auth") else {
                continue;
            };
            let runs = tfx::start_of(&line, program) == 0 || line.has(program, "-config");
            if runs {
                findings.add(Found {
                    at: line.at(),
                    level: Level::Warning,
                    sink: SINK.to_owned(),
                    message: "vsts-npm-auth makes a PAT and writes it into .npmrc. It takes no token of Entra".to_owned(),
                    replacement: replacement(document),
                    fix: None,
                });
            }
        }
    }
}

fn replacement(document: &Document<'_>) -> String {
    let variable = document.new_variable();
    let written = format!(
        "//pkgs.dev.azure.com/…/npm/registry/:_authToken=${{{variable}}} in .npmrc, as it stands, and a token for one command:\npatless exec --variable {variable} -- npm ci"
    );
    if document.kind == Kind::Pipeline {
        format!(
            "- task: npmAuthenticate@0\n  inputs:\n    workingFile: .npmrc\n\nwith azureDevOpsServiceConnection: {} for feeds of another organization. Or {written}",
            document.connection
        )
    } else {
        written
    }
}

fn in_npmrc(document: &Document<'_>, findings: &mut Findings) {
    let mut secrets: Vec<(&str, Range<usize>, Range<usize>)> = Vec::new();
    let mut others: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for line in LINE.captures_iter(document.text.as_bytes()) {
        let group = |name| line.name(name).map(|group| group.range());
        let (Some(registry), Some(key), Some(value)) =
            (group("registry"), group("key"), group("value"))
        else {
            continue;
        };
        let registry = document.slice(registry);
        if document.slice(key.clone()).starts_with('_') {
            secrets.push((registry, key, value));
        } else {
            let line = document
                .lines
                .range(document.text, document.lines.index(key.start));
            let rest = document.text.get(line.end..).unwrap_or_default();
            let ending = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            others
                .entry(registry)
                .or_default()
                .push(line.start..line.end + ending);
        }
    }
    for (registry, key, value) in secrets {
        let by_password = document.slice(key.clone()) == "_password";
        let text = document.slice(value.clone());
        let reference = references(document.text, value.clone(), Macros::Replaced)
            .into_iter()
            .next();
        let is_pat = match &reference {
            Some(reference) if by_password => {
                !matches!(says(reference.name), Says::JobToken | Says::Foreign)
            }
            Some(reference) => keeps_pat(reference.name),
            None => by_password && !text.is_empty() && !text.starts_with(['[', '<', '*']),
        };
        if !is_pat {
            continue;
        }
        let variable = document.new_variable();
        let at = reference
            .as_ref()
            .map_or(value.clone(), |reference| reference.at.clone());
        // The token is no password: it needs no user, and no address.
        let unneeded = if by_password {
            others.remove(registry).unwrap_or_default()
        } else {
            Vec::new()
        };
        let mut edits = vec![Edit {
            at: key.start..key.end,
            text: "_authToken".to_owned(),
        }];
        edits.push(Edit {
            at: value,
            text: format!("${{{variable}}}"),
        });
        edits.extend(unneeded.into_iter().map(|at| Edit {
            at,
            text: String::new(),
        }));
        findings.add(Found {
            at,
            level: Level::Warning,
            sink: SINK.to_owned(),
            message: match reference {
                Some(reference) => format!("npm signs in to the feed with the stored PAT in {}", reference.name),
                None => "the password for the feed stands in the file".to_owned(),
            },
            replacement: format!(
                "{registry}:_authToken=${{{variable}}}\n\nwithout the lines with username and email, and a token for one command:\npatless exec --variable {variable} -- npm ci"
            ),
            fix: Some(Fix {
                class: FixClass::Unsafe,
                edits,
                token_step: None,
            }),
        });
    }
}
