//! Files that want to speak to the terminal, the agent or a runner, and PATs that nobody may see.

use super::checkout::{Checkout, Ended};

/// Every format.
const FORMATS: [&str; 5] = ["text", "json", "sarif", "github", "azure"];

/// The checkout's output in every format and as a diff, with the name of the format.
fn every_output(checkout: &Checkout) -> Vec<(String, Ended)> {
    let mut ended: Vec<_> = FORMATS
        .iter()
        .map(|format| ((*format).to_owned(), checkout.scan(&["--format", format])))
        .collect();
    ended.push((
        "diff".to_owned(),
        checkout.scan(&["--diff", "--connection", "x"]),
    ));
    ended.push(("strict".to_owned(), checkout.scan(&["--strict"])));
    ended
}

/// Fails if a line is a command that is not ours, or anything but text.
fn assert_speaks_to_nobody(format: &str, text: &str) {
    for line in text.lines() {
        let own_azure = format == "azure" && line.starts_with("##vso[task.logissue type=");
        let line = if own_azure { &line[2..] } else { line };
        assert!(!line.contains("##"), "{format}: {line:?}");
        let own_github = format == "github"
            && ["::warning file=", "::error file=", "::notice file="]
                .iter()
                .any(|it| line.starts_with(it));
        assert!(
            own_github || !line.trim_start().starts_with("::"),
            "{format}: {line:?}"
        );
        let bad = |letter: char| {
            letter.is_control() || "\u{200b}\u{202e}\u{2066}\u{feff}\u{2028}".contains(letter)
        };
        assert!(!line.contains(bad), "{format}: {line:?}");
    }
}

#[test]
fn nothing_in_a_file_is_a_command_in_any_format() {
    let attack = "##vso[task.complete result=Succeeded]\\n::add-mask::x\\u001b[2J\\u202e##[error]y\\u200b#\\u200b#vso[z]";
    let pipeline = format!(
        "steps:\n# ::error::above ##vso[task.debug]x\n- script: npx renovate \u{1b}[31m # ##vso[task.debug]x\n  env:\n    \"A{attack}\": $(ADO_PAT) # ##vso[a] \u{202e} ::b\n    ADO_PAT: \"$(ADO_PAT){attack}\"\n    # patless: ignore[##vso[x],::error::y]\n"
    );
    let mut files = vec![("azure-pipelines.yml".to_owned(), pipeline.clone())];
    if cfg!(unix) {
        for name in [
            "##vso[task.debug]x",
            "::error::a",
            "a\n::error::b\nc",
            "\u{1b}[31m",
            "\u{202e}x",
            "::error::d/##[e]",
        ] {
            files.push((format!("{name}.yml"), pipeline.clone()));
        }
    }
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let checkout = Checkout::with(&files);

    for (format, ended) in every_output(&checkout) {
        assert!(
            ended.stdout.len() > 500,
            "{format}: {}{}",
            ended.stdout,
            ended.stderr
        );
        assert_speaks_to_nobody(&format, &ended.stdout);
        assert_speaks_to_nobody("standard error", &ended.stderr);
    }
}

#[test]
fn a_pat_that_stands_in_a_file_is_shown_nowhere() {
    let long = patless_scan::made::long(7);
    let short = patless_scan::made::short(7);
    let pipeline = format!(
        "steps:\n- script: |\n    git clone https://{long}@dev.azure.com/acme/web\n    echo {short} | az devops login\n  env:\n    ADO_PAT: {short}\n    \"{long}\": $(ADO_PAT)\n"
    );
    let checkout = Checkout::with(&[
        ("azure-pipelines.yml", &pipeline),
        (&format!("{long}.yml"), &pipeline),
        (
            "known.txt",
            &format!("Basic {}\n", base64(&format!(":{short}"))),
        ),
        (".patless-scan.yml", "version: 1\n"),
    ]);
    checkout
        .scan(&["--write-baseline", "known.json"])
        .with_code(0);
    let mut outputs = every_output(&checkout);
    outputs.push((
        "baseline".to_owned(),
        Ended {
            code: 0,
            stdout: checkout.read("known.json"),
            stderr: String::new(),
        },
    ));
    checkout.write(".patless-scan.yml", format!("version: 1\n{long}: x\n"));
    outputs.push(("settings".to_owned(), checkout.scan(&[])));

    for (format, ended) in outputs {
        for secret in [&long, &short] {
            for hidden in [secret.clone(), base64(&format!(":{secret}"))] {
                for text in [&ended.stdout, &ended.stderr] {
                    assert!(!text.contains(&hidden), "a PAT is in {format}");
                }
            }
        }
    }
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

#[test]
fn bytes_that_are_no_text_and_lines_that_never_end_are_no_fault() {
    let checkout = Checkout::with(&[("x.yml", super::findings::ONE_USE)]);
    checkout.write(
        "latin.yml",
        b"steps:\n- script: \xe4\xff\n  env:\n    ADO_PAT: $(ADO_PAT)\n",
    );
    checkout.write(
        "wide.yml",
        "\u{feff}steps:\n- script: x\n  env:\n    ADO_PAT: $(ADO_PAT)\n",
    );
    checkout.write(
        "long.yml",
        format!(
            "steps:\n- script: {}\n  env:\n    ADO_PAT: $(ADO_PAT)\n",
            "x ".repeat(40_000)
        ),
    );
    for (format, ended) in every_output(&checkout) {
        assert!([0, 13].contains(&ended.code), "{format}: {}", ended.stderr);
    }
}
