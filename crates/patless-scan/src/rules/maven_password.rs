//! Maven or Gradle signs in to a feed of Azure Artifacts with a PAT.

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
use crate::servers::{Server, has_azure, host_of};
use crate::xml::{comments, is_comment};

pub(super) const RULE: Rule = Rule {
    id: "maven-password",
    title: "Maven or Gradle signs in to a feed with a PAT",
    fix: FixClass::Unsafe,
    needles: &[
        "<password>",
        "pkgs.dev.azure.com",
        "pkgs.visualstudio.com",
        "azureartifactsgradleaccesstoken",
    ],
    look,
};

fn look(document: &Document<'_>, findings: &mut Findings) {
    match document.kind {
        Kind::MavenSettings => in_settings(document, findings),
        Kind::Gradle => in_gradle(document, findings),
        _ => written_by_scripts(document, findings),
    }
}

pattern!(
    BLOCK,
    r"(?s)<(?:server|repository|pluginRepository|mirror)>.*?</(?:server|repository|pluginRepository|mirror)>"
);
pattern!(ID, r"<id>\s*([^<]*?)\s*</id>");
pattern!(URL, r"<url>\s*([^<]*?)\s*</url>");
pattern!(PASSWORD, r"<password>\s*(?P<value>[^<\n]*?)\s*</password>");

fn in_settings(document: &Document<'_>, findings: &mut Findings) {
    let comments = comments(document.text);
    let mut hosts: Vec<(&str, Server)> = Vec::new();
    let mut servers: Vec<(&str, Range<usize>)> = Vec::new();
    for block in BLOCK.find_iter(document.text.as_bytes()) {
        let inside = |pattern: &regex::bytes::Regex| {
            let found = pattern.captures(block.as_bytes())?.get(1)?;
            let at = block.start() + found.start()..block.start() + found.end();
            (!is_comment(&comments, at.start)).then_some(at)
        };
        let Some(id) = inside(&ID) else { continue };
        if let Some(url) = inside(&URL) {
            hosts.push((document.slice(id), host_of(document.slice(url))));
        } else if let Some(password) = inside(&PASSWORD) {
            servers.push((document.slice(id), password));
        }
    }
    let anywhere = has_azure(document.text);
    for (id, value) in servers {
        let known = hosts.iter().find(|(other, _)| *other == id);
        let azure = match known {
            Some((_, Server::Other)) => continue,
            Some((_, Server::AzureDevOps)) => true,
            _ => anywhere,
        };
        let text = document.slice(value.clone());
        let reference = references(document.text, value.clone(), Macros::Replaced)
            .into_iter()
            .next();
        let is_pat = match &reference {
            Some(reference) => keeps_pat(of_environment(reference.name)),
            None => azure && !text.is_empty() && !text.starts_with(['[', '*', '$']),
        };
        if !is_pat {
            continue;
        }
        let variable = document.new_variable();
        findings.add(Found {
            at: reference.as_ref().map_or(value.clone(), |reference| reference.at.clone()),
            level: Level::Warning,
            sink: "Maven".to_owned(),
            message: match reference {
                Some(reference) => format!("Maven signs in to {id} with the stored PAT in {}", of_environment(reference.name)),
                None => format!("the password for {id} stands in the file"),
            },
            replacement: format!(
                "<password>${{env.{variable}}}</password>\n\nand a token for one command:\npatless exec --variable {variable} -- mvn --settings settings.xml deploy\n\nIn a pipeline, MavenAuthenticate@0 does both"
            ),
            fix: Some(Fix {
                class: FixClass::Unsafe,
                edits: vec![Edit {
                    at: value,
                    text: format!("${{env.{variable}}}"),
                }],
                token_step: None,
            }),
        });
    }
}

fn of_environment(name: &str) -> &str {
    name.strip_prefix("env.").unwrap_or(name)
}

fn written_by_scripts(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for written in script.find(&PASSWORD) {
            let given = written
                .group("value")
                .and_then(|value| document.given(&script, value, Takes::Anything));
            let Some(given) = given else { continue };
            findings.add(Found {
                message: format!("{} is written into the settings of Maven, where it stays", of_environment(given.name())),
                at: given.at,
                level: Level::Warning,
                sink: "Maven".to_owned(),
                replacement: "<password>${env.FEED_TOKEN}</password>, as it stands, in single quotes of the shell, and a token for one command:\npatless exec --variable FEED_TOKEN -- mvn --settings settings.xml deploy".to_owned(),
                fix: None,
            });
        }
    }
}

pattern!(
    GRADLE,
    r#"\bmaven\s*\{|(?P<url>https?://[^\s"')]+)|(?:^|[\s{;.])(?i:set)?[pP]assword\s*(?:=|\(|[ \t])[ \t]*(?P<value>[^\n}]+)"#
);
pattern!(
    PROPERTY,
    r"^[ \t]*(?P<key>[A-Za-z][A-Za-z0-9_.\-]*)[ \t]*[=:][ \t]*(?P<value>[^\s$][^\r\n]*)$"
);

fn in_gradle(document: &Document<'_>, findings: &mut Findings) {
    if document.path.ends_with(".properties") {
        for property in PROPERTY.captures_iter(document.text.as_bytes()) {
            let (Some(key), Some(value)) = (property.name("key"), property.name("value")) else {
                continue;
            };
            if keeps(document.slice(key.range())) {
                in_gradle_at(document, value.range(), None, findings);
            }
        }
        return;
    }
    let mut host = Server::Unnamed;
    for found in GRADLE.captures_iter(document.text.as_bytes()) {
        if let Some(url) = found.name("url") {
            host = host_of(document.slice(url.range()));
            continue;
        }
        let Some(value) = found.name("value").map(|value| value.range()) else {
            host = Server::Unnamed;
            continue;
        };
        let line = document
            .lines
            .range(document.text, document.lines.index(value.start));
        if host != Server::AzureDevOps || document.slice(line).trim_start().starts_with(['/', '*'])
        {
            continue;
        }
        let text = document.slice(value.clone());
        let word = text
            .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '.')
            .find(|word| keeps(word));
        let literal = text.trim().trim_end_matches(')').trim();
        let quoted = literal.len() > 2
            && literal.starts_with(['"', '\''])
            && literal.ends_with(['"', '\''])
            && !literal.contains(['$', '?', '(']);
        if let Some(word) = word {
            let start = value.start + text.find(word).unwrap_or_default();
            in_gradle_at(document, start..start + word.len(), Some(word), findings);
        } else if quoted {
            let start = value.start + text.find(literal).unwrap_or_default() + 1;
            in_gradle_at(document, start..start + literal.len() - 2, None, findings);
        }
    }
}

/// Tells whether a name is that of a PAT: also the one that Microsoft's examples for Gradle have.
fn keeps(name: &str) -> bool {
    keeps_pat(name) && says(name) != Says::Foreign
        || name.eq_ignore_ascii_case("azureArtifactsGradleAccessToken")
}

fn in_gradle_at(
    document: &Document<'_>,
    at: Range<usize>,
    name: Option<&str>,
    findings: &mut Findings,
) {
    findings.add(Found {
        at,
        level: Level::Warning,
        sink: "Gradle".to_owned(),
        message: name.map_or_else(
            || "the password for the feed stands in the file".to_owned(),
            |name| format!("Gradle signs in to the feed with the stored PAT in {name}"),
        ),
        replacement: format!(
            "password = System.getenv(\"{0}\")\n\nand a token for one command, which the daemon would not get:\npatless exec --variable {0} -- ./gradlew --no-daemon build",
            document.new_variable()
        ),
        fix: None,
    });
}
