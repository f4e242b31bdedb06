//! What is found, how it is told, and how the call ends.

use super::checkout::Checkout;

/// One use of a stored PAT, in line 4.
pub(super) const ONE_USE: &str =
    "steps:\n- script: npx renovate\n  env:\n    RENOVATE_TOKEN: $(ADO_PAT)\n";

#[test]
fn a_use_is_shown_with_its_line_and_what_to_write_instead() {
    let checkout = Checkout::with(&[("azure-pipelines.yml", ONE_USE), ("README.md", "# x\n")]);

    let ended = checkout.scan(&[]).with_code(13);

    for part in [
        "azure-pipelines.yml:4:21",
        "RENOVATE_TOKEN: $(ADO_PAT)",
        "task: Patless@1",
        "docs/rules/renovate-pat.md",
        "1 finding: 1 warning",
        "2 files read",
        "1 with --fix",
    ] {
        assert!(ended.stdout.contains(part), "{part}: {}", ended.stdout);
    }
    assert_eq!(ended.stderr, "");
}

#[test]
fn a_program_gets_one_object() {
    let checkout = Checkout::with(&[
        ("b/azure-pipelines.yml", ONE_USE),
        (".pipelines/a.yml", ONE_USE),
        (".gitignore", "ignored/\n"),
        ("ignored/azure-pipelines.yml", ONE_USE),
    ]);

    let ended = checkout.scan(&["--format", "json"]).with_code(13);

    assert_eq!(
        ended.found(),
        [
            "renovate-pat .pipelines/a.yml:4:21",
            "renovate-pat b/azure-pipelines.yml:4:21"
        ]
    );
}

#[test]
fn the_exit_code_says_how_bad_it_is() {
    let checkout = Checkout::with(&[("README.md", "# x\n"), ("image.png", "\0")]);
    checkout.scan(&[]).with_code(0);
    // Such as where a hook is given a lock file alone.
    checkout.scan(&["image.png"]).with_code(0);
    Checkout::with(&[]).scan(&[]).with_code(3);
    checkout.scan(&["not-here"]).with_code(2);
    checkout.scan(&["--format", "no-such"]).with_code(2);
    checkout.write("azure-pipelines.yml", ONE_USE);
    checkout.scan(&[]).with_code(13);
    checkout.scan(&["--min-severity", "error"]).with_code(0);
}

#[test]
fn standard_input_is_scanned_under_the_name_that_is_given() {
    let checkout = Checkout::with(&[]);
    let arguments = ["-", "--stdin-path", "ci/build.yml", "--format", "json"];

    let ended = checkout.call(&arguments, &[], ONE_USE.as_bytes());

    assert_eq!(
        ended.with_code(13).found(),
        ["renovate-pat ci/build.yml:4:21"]
    );
}

#[test]
fn a_comment_takes_a_use_out_and_a_wrong_name_in_it_is_said() {
    let commented = ONE_USE.replace(
        "$(ADO_PAT)",
        "$(ADO_PAT) # patless: ignore[renovate-pat] until May",
    );
    let wrong = ONE_USE.replace("$(ADO_PAT)", "$(ADO_PAT) # patless: ignore[env-pta]");
    let checkout = Checkout::with(&[("azure-pipelines.yml", &commented)]);

    let ended = checkout.scan(&[]).with_code(0);
    assert!(
        ended.stdout.contains("no findings; 1 ignored"),
        "{}",
        ended.stdout
    );

    checkout.write("azure-pipelines.yml", wrong);
    let ended = checkout.scan(&[]).with_code(13);
    assert_eq!(
        ended.stderr,
        "warning: azure-pipelines.yml:4: no rule is called env-pta\n"
    );
}

/// Whoever runs the tests may read every file of a checkout; this one nobody can from its beginning.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_read_is_said_and_is_an_error_of_a_strict_call() {
    let checkout = Checkout::with(&[("README.md", "x")]);
    let arguments = ["README.md", "/proc/self/mem"];

    let ended = checkout.scan(&arguments).with_code(0);
    let said = "warning: /proc/self/mem cannot be read: ";
    assert!(ended.stderr.starts_with(said), "{}", ended.stderr);
    assert!(
        ended.stdout.contains("1 could not be read"),
        "{}",
        ended.stdout
    );

    let ended = checkout.scan(&[&arguments[..], &["--strict", "--quiet"]].concat());
    assert!(
        ended.stderr.starts_with("error: /proc/self/mem "),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.code, 1);
}

#[test]
fn the_hook_of_pre_commit_is_a_call_that_finds_uses() {
    let hooks = include_str!("../../../.pre-commit-hooks.yaml");
    let entry = hooks
        .lines()
        .find_map(|line| line.strip_prefix("  entry: patless scan "));
    let flags: Vec<_> = entry.unwrap().split(' ').collect();
    let checkout = Checkout::with(&[("a.yml", ONE_USE), ("b.md", "x"), ("yarn.lock", "x")]);

    checkout
        .scan(&[&flags[..], &["b.md", "a.yml"]].concat())
        .with_code(13);
    checkout
        .scan(&[&flags[..], &["b.md"]].concat())
        .with_code(0);
    checkout
        .scan(&[&flags[..], &["yarn.lock"]].concat())
        .with_code(0);
}
