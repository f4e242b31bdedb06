//! Ten thousand files that nobody would write: the cases of all rules, mutated. None makes the scanner panic or say nonsense.

use patless_scan::{Finding, Level, Scanner, Settings, Which};

use crate::cases;

/// So many files are made. The seed of each is its number: a failure says it.
const FILES: u64 = 10_000;

#[test]
fn ten_thousand_mutated_files_are_scanned_and_fixed_without_a_panic() {
    let cases = cases::all();
    let scanner = Scanner::new(Settings {
        minimum: Level::Note,
        connection: "renovate".to_owned(),
    });
    let mut found = 0;
    for seed in 0..FILES {
        let (path, bytes) = mutated(&cases, seed);
        let scanned = std::panic::catch_unwind(|| scanner.scan_bytes(&path, &bytes).findings);
        let Ok(findings) = scanned else {
            panic!("seed {seed}: {path}: {:?}", String::from_utf8_lossy(&bytes));
        };
        for finding in &findings {
            check(seed, finding);
        }
        found += findings.len();
        if let Some(fixed) = scanner.fix_bytes(&path, &bytes, Which::All, |_| true) {
            assert!(fixed.count <= findings.len(), "seed {seed}");
            scanner.scan_bytes(&path, fixed.text.as_bytes());
        }
    }
    // Most mutated files are still such that rules have something to do.
    assert!(found as u64 > FILES / 4, "{found}");
}

/// What is true of each finding, whatever the file.
fn check(seed: u64, finding: &Finding) {
    let (start, end) = (finding.start, finding.end);
    let name = format!("seed {seed}: {} at {start:?} to {end:?}", finding.rule.id);
    assert_eq!(start.line, end.line, "{name}");
    assert!(
        start.offset <= end.offset && start.column <= end.column,
        "{name}"
    );
    let letters = finding.line_text.chars().count();
    assert!(end.column <= letters + 1, "{name} of {letters}");
    assert!(!finding.line_text.contains(char::is_control), "{name}");
    assert!(
        !finding.message.is_empty() && !finding.replacement.is_empty(),
        "{name}"
    );
}

/// Makes a file of one of the cases, and what it is called of this or another.
fn mutated(cases: &[cases::Case], seed: u64) -> (String, Vec<u8>) {
    let mut random = fastrand::Rng::with_seed(seed);
    let any = |random: &mut fastrand::Rng| cases[random.usize(..cases.len())].clone();
    let case = any(&mut random);
    let path = if random.u8(..4) == 0 {
        any(&mut random).path
    } else {
        case.path
    };
    let mut bytes = case.text.into_bytes();
    for _ in 0..random.usize(1..6) {
        let from = random.usize(..=bytes.len());
        let to = random.usize(from..=bytes.len().min(from + 60));
        match random.u8(..8) {
            0 if from < bytes.len() => bytes[from] ^= 1 << random.u8(..8),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let twice = bytes[from..to].to_vec();
                bytes.splice(from..from, twice);
            }
            3 => {
                let other = any(&mut random).text.into_bytes();
                let start = random.usize(..=other.len());
                let end = random.usize(start..=other.len().min(start + 200));
                bytes.splice(from..to, other[start..end].iter().copied());
            }
            4 => bytes.truncate(from.max(1)),
            5 => {
                let ending = if random.bool() { "\r\n" } else { "\r" };
                let text = String::from_utf8_lossy(&bytes).replace('\n', ending);
                bytes = text.into_bytes();
            }
            _ => {
                let odd = ODD[random.usize(..ODD.len())];
                bytes.splice(from..from, odd.iter().copied());
            }
        }
    }
    (path, bytes)
}

/// What upsets readers.
const ODD: &[&[u8]] = &[
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\xC3",
    b"\xF0\x9F\x98",
    b"\x1B[31m",
    b"\x00",
    b"\x00\x00\x00\x00",
    b"\t",
    b"\r",
    b"\n",
    b"\n\n- ",
    b": ",
    b"- - - ",
    b"? ",
    b"|\n",
    b">-\n",
    b"&a ",
    b"*a ",
    b"<<: *a\n",
    b"!!binary ",
    b"--- ",
    b"\n...\n",
    b"'",
    b"\"",
    b"`",
    b"\\",
    b"\\\n",
    b"${{",
    b"}}",
    b"$[",
    b"$(",
    b")",
    b"{",
    b"[",
    b"#",
    b"%",
    b"<!--",
    b"##vso[task.logissue]",
    "\u{2028}".as_bytes(),
    "\u{202E}".as_bytes(),
    "ß\u{301}İ".as_bytes(),
    "\u{1F468}\u{200D}\u{1F469}".as_bytes(),
    b"AZDO",
    b"QVpETw==",
];
