//! `curl -u :$PAT`: a PAT stands on the command line of curl or wget.

use crate::document::Document;
use crate::fix::FixClass;
use crate::language::Language;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::servers::Server;

pub(super) const RULE: Rule = Rule {
    id: "curl-user",
    title: "a PAT stands on the command line of curl",
    fix: FixClass::Unsafe,
    needles: &["curl", "wget"],
    look,
};

pattern!(
    PASSWORD,
    r#"(?i)[ \t](?:-[a-z]*u|--user)[ \t=]*(?P<value>"[^"\n]*:[^"\n]*"|'[^'\n]*:[^'\n]*'|[^\s"']*:\$\((?P<file>cat[ \t][^()\n]*|<[^()\n]*)\)|[^\s"']*:[^\s]*)|[ \t]--(?:http-)?password[ \t=]+(?P<wget>"[^"\n]*"|[^\s]+)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        if !script.language.runs_commands() {
            continue;
        }
        for command in script.commands() {
            let text = document.slice(command.clone());
            let tool = if text.contains("curl") {
                "curl"
            } else if text.contains("wget") {
                "wget"
            } else {
                continue;
            };
            let server = document.server_of(&script, command.clone());
            for password in script.find_in(command.clone(), &PASSWORD) {
                let Some(value) = password.group("value").or_else(|| password.group("wget")) else {
                    continue;
                };
                let file = password.group("file");
                let given = match file.filter(|_| server == Server::AzureDevOps) {
                    Some(file) => {
                        // With `$(` and `)`.
                        let at = file.start - 2..file.end + 1;
                        let subject = "a PAT is kept in a file".to_owned();
                        Some((at, Level::Warning, subject, None))
                    }
                    None => document.used_at(&script, value, server).map(|used| {
                        let subject = used.subject();
                        let fix = document.swapped(&script, &used.reference);
                        (used.reference.at, used.level, subject, fix)
                    }),
                };
                let Some((at, level, subject, fix)) = given else {
                    continue;
                };
                let instead = document.instead(&script);
                let call = if script.language == Language::PowerShell {
                    format!(
                        "\"Authorization: Bearer {}\" | curl -H '@-' URL",
                        instead.token
                    )
                } else {
                    format!(
                        "printf 'Authorization: Bearer %s' \"{}\" | curl -H @- URL",
                        instead.token
                    )
                };
                findings.add(Found {
                    at,
                    level,
                    sink: tool.to_owned(),
                    message: format!(
                        "{subject}, and stands on the command line of {tool}: every user of the machine can read it there"
                    ),
                    replacement: format!("{call}\n\n{}", instead.how),
                    fix: fix.filter(|_| level == Level::Warning),
                });
            }
        }
    }
}
