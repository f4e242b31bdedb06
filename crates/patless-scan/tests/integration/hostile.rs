//! Files that somebody made to keep the scanner busy: large, with thousands of matches. All of them end.
//!
//! No time is measured: what is not linear takes minutes here, which nobody overlooks.

use std::fmt::Write as _;

use patless_scan::{Level, MOST_FINDINGS, Scanned, Scanner, Settings, Which};

fn scanner() -> Scanner {
    Scanner::new(Settings {
        minimum: Level::Note,
        connection: "renovate".to_owned(),
    })
}

/// Scans and fixes a file whose parts a number tells apart.
fn scan(path: &str, head: &str, count: usize, part: impl Fn(usize) -> String) -> Scanned {
    let text = (0..count).fold(head.to_owned(), |mut text, number| {
        text.push_str(&part(number));
        text
    });
    let scanner = scanner();
    scanner.fix_bytes(path, text.as_bytes(), Which::All, |_| true);
    scanner.scan_bytes(path, text.as_bytes())
}

#[test]
fn of_a_file_with_thousands_of_findings_the_first_are_reported() {
    let step = |number| format!("- script: a {number}\n  env:\n    ADO_PAT: $(PAT_{number})\n");
    let many = scan("azure-pipelines.yml", "steps:\n", 20_000, step);
    assert!(many.cut);
    assert_eq!(many.findings.len(), MOST_FINDINGS);

    let few = scan("azure-pipelines.yml", "steps:\n", MOST_FINDINGS, step);
    assert!(!few.cut);
    assert_eq!(few.findings.len(), MOST_FINDINGS);
}

#[test]
fn a_line_with_thousands_of_variables_ends() {
    let line = |number| format!(" -u :$PAT_{number} https://dev.azure.com/o | base64 echo");
    for path in ["a.sh", "a.ps1", "a.py", "Dockerfile", "Makefile", "a.cmd"] {
        scan(path, "X_PAT=$Y_PAT; curl", 2_000, line);
    }
    let head = "steps:\n- bash: X_PAT=$(Y_PAT) curl";
    scan("azure-pipelines.yml", head, 2_000, |number| {
        format!(" -u :$(PAT_{number}) https://dev.azure.com/o")
    });
}

#[test]
fn variables_that_lead_to_each_other_through_thousands_of_lines_and_steps_end() {
    let line = |number| format!("A{}=$A{number}; echo $A{number}\n", number + 1);
    scan("a.sh", "", 30_000, line);
    let step = |number| {
        format!(
            "- bash: |\n    b=$(A{number})\n    echo \"##vso[task.setvariable variable=A{}]$b\"\n    curl -u :$(A{number}) https://dev.azure.com/o\n",
            number + 1
        )
    };
    scan("azure-pipelines.yml", "steps:\n", 10_000, step);
}

#[test]
fn thousands_of_variables_of_one_step_end() {
    let mut text = "steps:\n- bash: |\n".to_owned();
    for number in 0..10_000 {
        let _ = writeln!(text, "    curl -u :$A{number} https://dev.azure.com/o");
    }
    text.push_str("  env:\n");
    for number in 0..10_000 {
        let _ = writeln!(text, "    A{number}: $(PAT)");
    }
    scanner().scan_bytes("azure-pipelines.yml", text.as_bytes());
}

#[test]
fn thousands_of_steps_below_one_env_end() {
    let step = |number| format!("    - run: curl -u :$A{number} https://dev.azure.com/o\n");
    let head = "env:\n  B: 1\njobs:\n  a:\n    steps:\n";
    scan(".github/workflows/ci.yml", head, 20_000, step);
}

#[test]
fn thousands_of_commands_and_checkouts_end() {
    let login = |number| format!("- bash: npx tfx extension publish --token $(PAT_{number})\n");
    scan("azure-pipelines.yml", "steps:\n", 20_000, login);
    let checkout = |_| "- checkout: self\n  persistCredentials: true\n".to_owned();
    scan("a.yml", "steps:\n", 20_000, checkout);
    let document = |_| {
        "---\nparameters: []\nsteps:\n- checkout: self\n  persistCredentials: true\n".to_owned()
    };
    scan("a.yml", "", 5_000, document);
}

#[test]
fn thousands_of_comments_that_ignore_end() {
    let comment = |number| format!("# patless: ignore[a] X_PAT=$Y{number}\n");
    let pat = patless_scan::made::short(1);
    scan("a.sh", &format!("# {pat}\n"), 20_000, |number| {
        format!("{}# patless: ignore[b] {pat}\n", comment(number))
    });
}
