//! `Set-VSTeamAccount -PersonalAccessToken`: the PowerShell module gets a PAT.

use crate::document::Document;
use crate::fix::{Edit, FixClass};
use crate::level::Level;
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "vsteam-account",
    title: "the PowerShell module VSTeam gets a PAT",
    fix: FixClass::Unsafe,
    needles: &["-vsteamaccount"],
    look,
};

pattern!(ACCOUNT, r"(?i)\b(?:Set|Add)-VSTeamAccount\b");
pattern!(
    SECRET,
    r#"(?i)[ \t]-(?:Personal\w*|Pat|Token)[ \t:]+(?P<value>"[^"\n]*"|'[^'\n]*'|[^\s;|]+)"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        for account in script.find(&ACCOUNT) {
            let command = account.at().start..script.command_at(account.at().start).end;
            let Some(value) = script
                .find_in(command.clone(), &SECRET)
                .next()
                .and_then(|secret| secret.group("value"))
            else {
                continue;
            };
            let bearer = document
                .slice(command)
                .to_ascii_lowercase()
                .contains("-usebearer");
            let Some(used) = document.used_as_pat(&script, value.clone()) else {
                continue;
            };
            if bearer {
                continue;
            }
            let instead = document.instead(&script);
            let fix = document
                .swapped(&script, &used.reference)
                .filter(|_| used.level == Level::Warning)
                .map(|mut fix| {
                    fix.edits.push(Edit {
                        at: value.end..value.end,
                        text: " -UseBearerToken".to_owned(),
                    });
                    fix
                });
            findings.add(Found {
                at: used.reference.at.clone(),
                level: used.level,
                sink: "VSTeam".to_owned(),
                message: format!(
                    "{}, and the module VSTeam sends it as a PAT",
                    used.subject()
                ),
                replacement: format!(
                    "Set-VSTeamAccount … -PersonalAccessToken {} -UseBearerToken\n\n{}",
                    instead.token, instead.how
                ),
                fix,
            });
        }
    }
}
