//! How sure a finding is: a name that says nothing weighs less in a program.

use patless_scan::{Level, Scanner, Settings};

fn levels(path: &str, text: &str) -> Vec<Level> {
    let scanned = Scanner::new(Settings::default()).scan_bytes(path, text.as_bytes());
    let findings = scanned.findings.iter();
    findings.map(|finding| finding.level).collect()
}

#[test]
fn a_name_that_says_nothing_in_a_program_is_an_info() {
    for (path, text, level) in [
        (
            "a.ts",
            "const handler = getPersonalAccessTokenHandler(token);",
            Level::Info,
        ),
        (
            "a.ts",
            "const handler = getPersonalAccessTokenHandler(adoPat);",
            Level::Warning,
        ),
        (
            "a.ts",
            "const handler = getPersonalAccessTokenHandler(process.env.TOKEN ?? process.env.ADO_PAT);",
            Level::Warning,
        ),
        (
            "a.sh",
            "curl -u \":$TOKEN\" https://dev.azure.com/acme/_apis/projects",
            Level::Warning,
        ),
    ] {
        assert_eq!(levels(path, text), [level], "{text}");
    }
}
