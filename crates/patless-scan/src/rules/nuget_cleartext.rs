//! A source of packages of .NET gets a PAT as clear text.

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::given::Takes;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, keeps_pat, says};
use crate::pattern::pattern;
use crate::reference::{Macros, references};
use crate::rule::{Findings, Found, Rule};
use crate::servers::{Server, has_azure, host_of};
use crate::xml::{comments, is_comment};

pub(super) const RULE: Rule = Rule {
    id: "nuget-cleartext",
    title: "a source of NuGet has a PAT as clear text",
    fix: FixClass::Unsafe,
    needles: &[
        "cleartextpassword",
        "nuget add source",
        "nuget update source",
        "nuget sources",
        "nuget.exe sources",
        "storepasswordincleartext",
        "store-password-in-clear-text",
    ],
    look,
};

const SINK: &str = "NuGet";

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind == Kind::NugetConfig {
        in_config(document, findings);
    }
    for script in document.scripts() {
        for line in script.command_lines() {
            let Some(program) = line.program_with("nuget", &["add", "update", "sources", "source"])
            else {
                continue;
            };
            if !line.has(program, "source") && !line.has(program, "sources") {
                continue;
            }
            let Some(option) = line.option(program, &["--password", "-p", "-Password"]) else {
                continue;
            };
            let takes = match host_of(document.slice(line.at())) {
                Server::AzureDevOps => Takes::PatsOnly,
                Server::Unnamed => Takes::Anything,
                Server::Other => continue,
            };
            let Some(given) = document.given(&script, option.value, takes) else {
                continue;
            };
            let fix = document.swapped_given(&script, &given);
            findings.add(Found {
                message: format!(
                    "{} is written into nuget.config, where it stays, and is on the command line",
                    given.name()
                ),
                at: given.at,
                level: Level::Warning,
                sink: SINK.to_owned(),
                replacement: replacement(document),
                fix,
            });
        }
    }
}

fn replacement(document: &Document<'_>) -> String {
    if document.kind == Kind::Pipeline {
        format!(
            "Delete the command, and sign in before, to feeds of the own organization without inputs:\n- task: NuGetAuthenticate@1\n  inputs:\n    azureDevOpsServiceConnection: {}\n    feedUrl: URL of the feed",
            document.connection
        )
    } else {
        "Delete the command. Name the source in nuget.config, and hand over a token for one command:\n<add key=\"ClearTextPassword\" value=\"%FEED_TOKEN%\" />\n\npatless exec --variable FEED_TOKEN -- dotnet restore".to_owned()
    }
}

pattern!(
    TAG,
    r"(?i)<add\s[^<>]{0,300}>|<(?P<element>[A-Za-z_][A-Za-z0-9_.\-]*)\s*>"
);
pattern!(KEY, r#"(?i)\skey\s*=\s*["']([^"']*)"#);
pattern!(VALUE, r#"(?i)\svalue\s*=\s*["']([^"']*)"#);

fn in_config(document: &Document<'_>, findings: &mut Findings) {
    let comments = comments(document.text);
    let azure_anywhere = has_azure(document.text);
    let mut sources: Vec<(String, Server)> = Vec::new();
    let mut passwords = Vec::new();
    let mut element = "";
    for tag in TAG.captures_iter(document.text.as_bytes()) {
        let Some(whole) = tag.get(0).filter(|tag| !is_comment(&comments, tag.start())) else {
            continue;
        };
        if let Some(name) = tag.name("element") {
            element = document.slice(name.range());
            continue;
        }
        let of = |attribute: &regex::bytes::Regex| {
            let found = attribute.captures(whole.as_bytes())?.get(1)?;
            Some(whole.start() + found.start()..whole.start() + found.end())
        };
        let (Some(key), Some(value)) = (of(&KEY), of(&VALUE)) else {
            continue;
        };
        let key = document.slice(key);
        if key.eq_ignore_ascii_case("ClearTextPassword") {
            passwords.push((element, value));
        } else {
            sources.push((key.to_ascii_lowercase(), host_of(document.slice(value))));
        }
    }
    for (element, value) in passwords {
        let name = element.replace("_x0020_", " ").to_ascii_lowercase();
        let known = sources.iter().find(|(source, _)| *source == name);
        let host = known.map_or(Server::Unnamed, |(_, host)| *host);
        let reference = references(document.text, value.clone(), Macros::Replaced)
            .into_iter()
            .next();
        let (keeps, foreign) = match &reference {
            Some(reference) => (
                keeps_pat(reference.name),
                says(reference.name) == Says::Foreign,
            ),
            None => (
                azure_anywhere && !document.slice(value.clone()).trim().is_empty(),
                false,
            ),
        };
        if host == Server::Other || foreign || !keeps {
            continue;
        }
        let at = reference
            .as_ref()
            .map_or(value, |reference| reference.at.clone());
        let variable = document.new_variable();
        findings.add(Found {
            at: at.clone(),
            level: Level::Warning,
            sink: SINK.to_owned(),
            message: match reference {
                Some(reference) => format!("the source {element} signs in with the stored PAT in {}", reference.name),
                None => format!("the password of the source {element} stands in the file"),
            },
            replacement: format!(
                "value=\"%{variable}%\"\n\nand a token for one command:\npatless exec --variable {variable} -- dotnet restore\n\nIn a pipeline, NuGetAuthenticate@1 instead, and no password in the file"
            ),
            fix: Some(Fix {
                class: FixClass::Unsafe,
                edits: vec![Edit {
                    at,
                    text: format!("%{variable}%"),
                }],
                token_step: None,
            }),
        });
    }
}
