//! A PAT is made into a header `Authorization: Basic` for the REST API.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{Edit, Fix, FixClass};
use crate::holds::Holds;
use crate::level::Level;
use crate::names::{Says, says};
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};
use crate::script::Script;
use crate::servers::Server;
use crate::used::Used;

pub(super) const RULE: Rule = Rule {
    id: "basic-base64",
    title: "a PAT is sent to the REST API as Basic",
    fix: FixClass::Unsafe,
    needles: &[
        "base64",
        "b64encode",
        "btoa(",
        "basicauth",
        "auth=(",
        "auth: {",
        "authorization: basic",
    ],
    look,
};

pattern!(
    CALL,
    r"(?i)\bToBase64String\s*\(|\bb64encode\s*\(|\bbtoa\s*\(|\bBuffer\.from\s*\("
);
pattern!(BASIC, r"(?i)basic");
pattern!(
    PIPED,
    r"(?i)(?P<text>[^\n|;]*:[^\n|;]*)\|\s*(?P<tool>base64\b|openssl\s+(?:enc\s+-)?base64\b)(?P<options>[^\n|;)]*)"
);
pattern!(
    HERE_STRING,
    r"(?i)\b(?P<tool>base64)\b(?P<options>[^\n|;<]*)<<<\s*(?P<text>[^\n)]*:[^\n)]*)"
);
pattern!(
    PASSWORD,
    r"(?i)\bauth\s*=\s*(?:\w+\.)*(?:HTTPBasicAuth|BasicAuth)?\(\s*[^,()\n]*,\s*(?P<text>[^\n)]*)|\bauth:\s*\{[^}\n]{0,200}?\bpassword:\s*(?P<other>[^}\n]*)|\bHTTPBasicAuth\(\s*[^,()\n]*,\s*(?P<third>[^\n)]*)"
);
pattern!(
    HEADER,
    r#"(?i)\bAuthorization["']?\s*[:=]\s*["']?Basic\s+(?P<text>[^\s"']+)"#
);

/// Longer than what people write between the parentheses of one call.
const LONGEST_CALL: usize = 600;

/// So many assignments back are followed, and so many variables of each.
const FAR: usize = 3;

fn look(document: &Document<'_>, findings: &mut Findings) {
    for script in document.scripts() {
        let says_basic = script.find(&BASIC).next().is_some();
        for call in script.find(&CALL) {
            let arguments = arguments(document, &script, call.at().end);
            let head = document.slice(call.at()).to_ascii_lowercase();
            let after = document.slice(arguments.end..script.at.end);
            let encodes = !head.starts_with("buffer")
                || after
                    .get(..40)
                    .unwrap_or(after)
                    .to_ascii_lowercase()
                    .contains("base64");
            let basic = says_basic || has_colon(document.slice(arguments.clone()));
            if encodes && basic {
                report_call(document, &script, arguments, findings);
            }
        }
        for piped in script.find(&PIPED).chain(script.find(&HERE_STRING)) {
            let options = piped.group("options").map_or("", |at| document.slice(at));
            let decodes = options
                .split_whitespace()
                .any(|option| matches!(option, "-d" | "-D" | "--decode" | "-di" | "-A -d"));
            if !decodes && let Some(text) = piped.group("text") {
                // The tool of GNU breaks lines after 76 letters, and a token is longer.
                let wraps = options.trim().is_empty()
                    && piped
                        .group("tool")
                        .is_some_and(|tool| document.slice(tool).eq_ignore_ascii_case("base64"));
                let width = piped.group("tool").filter(|_| wraps).map(|tool| tool.end);
                report(document, &script, text, width, findings);
            }
        }
        for password in script.find(&PASSWORD) {
            let text = ["text", "other", "third"]
                .into_iter()
                .find_map(|group| password.group(group));
            if let Some(text) = text {
                report(document, &script, text, None, findings);
            }
        }
        for header in script.find(&HEADER) {
            let Some(text) = header.group("text") else {
                continue;
            };
            let made_here = script
                .references(text.clone())
                .iter()
                .any(|reference| document.assignment(&script, reference.name).is_some());
            if !made_here && !in_git_header(document, &script, &text) {
                report(document, &script, text, None, findings);
            }
        }
    }
}

/// Returns the bytes between a parenthesis and the one that closes it.
fn arguments(document: &Document<'_>, script: &Script<'_>, start: usize) -> Range<usize> {
    let text = document.slice(start..script.at.end);
    let mut open = 1;
    for (at, byte) in text.bytes().enumerate().take(LONGEST_CALL) {
        match byte {
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return start..start + at;
        }
    }
    // A line may have thousands of calls.
    let text = text.get(..text.floor_char_boundary(LONGEST_CALL));
    let text = text.unwrap_or_default();
    let line = text.find('\n').unwrap_or(text.len());
    start..start + line
}

/// Tells whether what is encoded has the colon before a password.
fn has_colon(argument: &str) -> bool {
    [":$", ":{", "\":\"", "':'", ":%", ":\"", ":'"]
        .iter()
        .any(|colon| argument.contains(colon))
}

/// Tells whether a place is on a line about a header of Git: other rules report that.
fn in_git_header(document: &Document<'_>, script: &Script<'_>, at: &Range<usize>) -> bool {
    let command = script.command_at(at.start);
    document
        .slice(command)
        .to_ascii_lowercase()
        .contains("extraheader")
}

/// Without the colon, what is encoded may be anything: a header that is made elsewhere, a name with its password.
fn report_call<'t>(
    document: &Document<'t>,
    script: &Script<'t>,
    arguments: Range<usize>,
    findings: &mut Findings,
) {
    let known = has_colon(document.slice(arguments.clone()))
        || script.holders(arguments.clone()).iter().any(|reference| {
            // The cheaper question first.
            !script.language.has_bare_names()
                && made_with_colon(document, script, reference.name, FAR)
                || document.holds(script, reference) == Holds::StoredPat
        });
    if known {
        report(document, script, arguments, None, findings);
    }
}

/// Tells whether the script makes a variable of a text with a colon, by way of other variables too.
fn made_with_colon(document: &Document<'_>, script: &Script<'_>, name: &str, far: usize) -> bool {
    let Some(line) = document.assignment(script, name).filter(|_| far > 0) else {
        return false;
    };
    let text = document.slice(line.clone());
    // A user with a password is no PAT.
    has_colon(text) && !text.to_ascii_lowercase().contains("$user")
        || script.references(line).iter().take(FAR).any(|other| {
            !other.name.eq_ignore_ascii_case(name)
                && made_with_colon(document, script, other.name, far - 1)
        })
}

fn report<'t>(
    document: &Document<'t>,
    script: &Script<'t>,
    text: Range<usize>,
    width: Option<usize>,
    findings: &mut Findings,
) {
    let server = document.server_of(script, script.command_at(text.start));
    let Some(used) = document.used_at(script, text, server) else {
        return;
    };
    let at = used.reference.at.clone();
    if in_git_header(document, script, &at) {
        return;
    }
    if server == Server::Unnamed && says(used.reference.name) == Says::JobToken {
        return;
    }
    let instead = document.instead(script);
    findings.add(Found {
        at,
        level: used.level,
        sink: "the Azure DevOps REST API".to_owned(),
        message: format!("{}, and is sent as the password of Basic", used.subject()),
        replacement: format!("Authorization: Bearer {}\n\n{}", instead.token, instead.how),
        fix: swapped(document, script, &used, width),
    });
}

/// Swaps the variable: the API takes a token as the password of Basic too.
fn swapped(
    document: &Document<'_>,
    script: &Script<'_>,
    used: &Used<'_>,
    width: Option<usize>,
) -> Option<Fix> {
    if used.level == Level::Note {
        return None;
    }
    let mut fix = document.swapped(script, &used.reference)?;
    if let Some(at) = width {
        fix.edits.push(Edit {
            at: at..at,
            text: " -w0".to_owned(),
        });
    }
    Some(fix)
}
