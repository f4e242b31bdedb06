//! `curl -u :$PAT`: a PAT stands on the command line of curl or wget.

use crate::document::Document;
use crate::fix::FixClass;
use crate::language::Language;
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "curl-user",
    title: "a PAT stands on the command line of curl",
    fix: FixClass::Unsafe,
    needles: &["curl", "wget"],
    look,
};

pattern!(
    PASSWORD,
    r#"(?i)[ \t](?:-[a-z]*u|--user)[ \t=]*(?P<value>"[^"\n]*:[^"\n]*"|'[^'\n]*:[^'\n]*'|[^\s"']*:[^\s]*)|[ \t]--(?:http-)?password[ \t=]+(?P<wget>"[^"\n]*"|[^\s]+)"#
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
                let Some(used) = document.used_at(&script, value, server) else {
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
                    at: used.reference.at.clone(),
                    level: used.level,
                    sink: tool.to_owned(),
                    message: format!(
                        "{}, and stands on the command line of {tool}: every user of the machine can read it there",
                        used.subject()
                    ),
                    replacement: format!("{call}\n\n{}", instead.how),
                    fix: document
                        .swapped(&script, &used.reference)
                        .filter(|_| used.level == Level::Warning),
                });
            }
        }
    }
}
