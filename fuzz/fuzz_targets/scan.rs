//! Scans and fixes whatever comes. An input is a file of cases of the rules: files, each below a line `=== finds PATH`.
//!
//! So `crates/patless-scan/tests/rules` is a first corpus.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use patless_scan::{Level, Scanner, Settings, Which, redact};

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    Scanner::new(Settings {
        minimum: Level::Note,
        connection: "renovate".to_owned(),
    })
});

fuzz_target!(|input: &[u8]| {
    let mut rest = input;
    while let Some(file) = next_file(&mut rest) {
        scan(file);
    }
});

/// Takes the next file off the input, with the line of its name.
fn next_file<'i>(rest: &mut &'i [u8]) -> Option<&'i [u8]> {
    const BEGINS: &[u8] = b"\n=== ";
    let input = *rest;
    if input.is_empty() {
        return None;
    }
    let next = input.windows(BEGINS.len()).position(|at| at == BEGINS);
    let (file, after) = next.map_or((input, &[][..]), |next| {
        (&input[..=next], &input[next + 1..])
    });
    *rest = after;
    Some(file)
}

fn scan(file: &[u8]) {
    let line_end = file.iter().position(|byte| *byte == b'\n');
    let (head, content) = file.split_at(line_end.map_or(file.len(), |end| end + 1));
    let head = String::from_utf8_lossy(head);
    let path = head
        .split_whitespace()
        .next_back()
        .unwrap_or("azure-pipelines.yml");
    for finding in SCANNER.scan_bytes(path, content).findings {
        let (start, end) = (finding.start, finding.end);
        assert_eq!(start.line, end.line);
        assert!(start.offset <= end.offset && start.column <= end.column);
        assert!(end.column <= finding.line_text.chars().count() + 1);
        for shown in [
            &*finding.line_text,
            &finding.message,
            &finding.replacement,
            &finding.sink,
        ] {
            assert_eq!(redact(shown), shown);
        }
        assert!(!finding.line_text.contains(char::is_control));
    }
    if let Some(fixed) = SCANNER.fix_bytes(path, content, Which::All, |_| true) {
        SCANNER.scan_bytes(path, fixed.text.as_bytes());
    }
}
