//! A server for assistants (MCP) works on Azure DevOps with a stored PAT.

use std::ops::Range;

use crate::document::Document;
use crate::fix::FixClass;
use crate::kind::Kind;
use crate::level::Level;
use crate::names::{Says, of_azure_devops, says};
use crate::pattern::pattern;
use crate::rule::{Findings, Found, Rule};

pub(super) const RULE: Rule = Rule {
    id: "mcp-pat",
    title: "an MCP server gets a stored PAT",
    fix: FixClass::Never,
    needles: &["devops", "azdo", "ado_", "_ado", "visualstudio.com"],
    look,
};

pattern!(
    PAIR,
    r#""(?P<key>[A-Za-z][A-Za-z0-9_\-]{0,100})"\s{0,40}:\s{0,40}"(?P<value>[^"\n]+)""#
);
pattern!(
    INPUT,
    r"\$\{(?:input|env):(?P<name>[A-Za-z_][A-Za-z0-9_.\-]{0,100})\}"
);
pattern!(
    COMMAND,
    r#""command"\s{0,40}:\s{0,40}"(?P<command>[^"\n]{1,300})""#
);
pattern!(
    ARGUMENTS,
    r#""args"\s{0,40}:\s{0,40}\[(?P<arguments>[^\]]{0,1000})\]"#
);

fn look(document: &Document<'_>, findings: &mut Findings) {
    if document.kind != Kind::Mcp {
        return;
    }
    for pair in PAIR.captures_iter(document.text.as_bytes()) {
        let (Some(key), Some(value)) = (pair.name("key"), pair.name("value")) else {
            continue;
        };
        let line = document
            .lines
            .range(document.text, document.lines.index(key.start()));
        if document.slice(line).trim_start().starts_with("//") {
            continue;
        }
        let server = Server::around(document, key.start());
        if let Some(at) = pat(
            document,
            &server,
            document.slice(key.range()),
            value.range(),
        ) {
            findings.add(found(document, &server, document.slice(key.range()), at));
        }
    }
}

/// Returns what stands for the PAT in the value of a key.
fn pat(
    document: &Document<'_>,
    server: &Server<'_>,
    key: &str,
    value: Range<usize>,
) -> Option<Range<usize>> {
    let text = document.slice(value.clone());
    let input = INPUT.captures(text.as_bytes());
    let named = input.as_ref().and_then(|found| found.name("name"));
    let name = named.map_or("", |name| text.get(name.range()).unwrap_or_default());
    let is_pat = |name: &str| {
        (says(name) == Says::Pat || name.eq_ignore_ascii_case("ADO_MCP_AUTH_TOKEN"))
            && (of_azure_devops(name) || server.is_for_azure_devops())
    };
    // In a header, only the name of the input tells.
    let header = key.eq_ignore_ascii_case("authorization") && is_pat(name);
    if says(key) == Says::Foreign || !(is_pat(key) || header) {
        return None;
    }
    let inside = input.and_then(|found| found.get(0));
    Some(inside.map_or(value.clone(), |inside| {
        value.start + inside.start()..value.start + inside.end()
    }))
}

/// The part of the file that configures one server.
struct Server<'t> {
    text: &'t str,
}

/// So far around a key its server is looked for.
const AROUND: usize = 2_000;

impl<'t> Server<'t> {
    /// Finds the braces around the braces around a key of `env` or `headers`.
    fn around(document: &Document<'t>, at: usize) -> Self {
        let bytes = document.text.as_bytes();
        let mut open = 0;
        let mut start = at;
        for offset in (at.saturating_sub(AROUND)..at).rev() {
            match bytes.get(offset) {
                Some(b'}') => open -= 1,
                Some(b'{') => {
                    open += 1;
                    start = offset;
                }
                _ => {}
            }
            if open == 2 {
                break;
            }
        }
        let mut depth = 0;
        let end = (start..bytes.len().min(at + AROUND))
            .find(|offset| {
                match bytes.get(*offset) {
                    Some(b'{') => depth += 1,
                    Some(b'}') => depth -= 1,
                    _ => {}
                }
                depth == 0
            })
            .map_or(at, |end| end + 1);
        Self {
            text: document.slice(start..end),
        }
    }

    fn is_for_azure_devops(&self) -> bool {
        let lower = self.text.to_ascii_lowercase();
        [
            "dev.azure.com",
            "visualstudio.com",
            "azure-devops",
            "azure_devops",
            "azuredevops",
            "azdo",
        ]
        .iter()
        .any(|word| lower.contains(word))
    }

    fn part(&self, pattern: &regex::bytes::Regex, group: &str) -> Option<&'t str> {
        let captures = pattern.captures(self.text.as_bytes())?;
        self.text.get(captures.name(group)?.range())
    }
}

fn found(document: &Document<'_>, server: &Server<'_>, key: &str, at: Range<usize>) -> Found {
    let arguments = server
        .part(&ARGUMENTS, "arguments")
        .map(|arguments| arguments.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|arguments| !arguments.is_empty());
    let replacement = if server.text.contains("@azure-devops/mcp") {
        "Delete the variable, and have the server use the sign-in of Azure CLI:\n\"args\": [\"-y\", \"@azure-devops/mcp\", \"ORGANIZATION\", \"--authentication\", \"azcli\"]".to_owned()
    } else {
        format!(
            "Delete the variable, and start the server with a token in it, by the sign-in of Azure CLI:\n\"command\": \"patless\",\n\"args\": [\"exec\", \"--variable\", \"{key}\", \"--\", \"{}\"{}]",
            server.part(&COMMAND, "command").unwrap_or("COMMAND"),
            arguments
                .map(|arguments| format!(", {arguments}"))
                .unwrap_or_default()
        )
    };
    let asked = document.slice(at.clone()).starts_with("${input:");
    Found {
        message: format!(
            "an assistant's server works on Azure DevOps with a PAT in {key}{}",
            if asked {
                ", which the editor asks for and stores"
            } else {
                ""
            }
        ),
        at,
        level: Level::Warning,
        sink: "the MCP server".to_owned(),
        replacement,
        fix: None,
    }
}
