//! What `--fix` and `--diff` do with files.

use super::checkout::Checkout;
use super::findings::ONE_USE;

/// The pipeline of one use, after the fix.
const FIXED: &str = "steps:\n- task: Patless@1\n  inputs:\n    serviceConnection: acme\n    variable: ADO_TOKEN\n- script: npx renovate\n  env:\n    RENOVATE_TOKEN: $(ADO_TOKEN)\n";

#[test]
fn a_fixed_file_has_nothing_left_to_find() {
    let checkout = Checkout::with(&[("azure-pipelines.yml", ONE_USE)]);

    let ended = checkout
        .scan(&["--fix", "--connection", "acme"])
        .with_code(0);

    assert_eq!(checkout.read("azure-pipelines.yml"), FIXED);
    assert_eq!(ended.stderr, "fixed 1 use in azure-pipelines.yml\n");
    assert!(ended.stdout.starts_with("no findings"), "{}", ended.stdout);
    checkout.scan(&[]).with_code(0);
}

#[test]
fn a_second_fix_changes_nothing() {
    let checkout = Checkout::with(&[("azure-pipelines.yml", FIXED)]);
    let before = checkout.files();

    let ended = checkout
        .scan(&["--fix=all", "--connection", "acme"])
        .with_code(0);

    assert_eq!(ended.stderr, "");
    assert_eq!(checkout.files(), before);
}

#[test]
fn a_diff_shows_the_change_and_makes_none() {
    let checkout = Checkout::with(&[("ci/azure-pipelines.yml", ONE_USE)]);
    let before = checkout.files();

    for arguments in [
        &["--diff", "--connection", "acme"][..],
        &["--fix", "--diff", "--connection", "acme"],
    ] {
        let ended = checkout.scan(arguments).with_code(13);
        for line in [
            "--- a/ci/azure-pipelines.yml",
            "+- task: Patless@1",
            "+    serviceConnection: acme",
            "-    RENOVATE_TOKEN: $(ADO_PAT)",
            "+    RENOVATE_TOKEN: $(ADO_TOKEN)",
        ] {
            assert!(
                ended.stdout.lines().any(|it| it == line),
                "{line}: {}",
                ended.stdout
            );
        }
        assert_eq!(checkout.files(), before);
    }
}

#[test]
fn a_diff_of_standard_input_needs_no_file() {
    let checkout = Checkout::with(&[]);
    let ended = checkout.call(&["-", "--diff"], &[], ONE_USE.as_bytes());
    let ended = ended.with_code(13);
    assert!(
        ended.stdout.contains("+    serviceConnection: NAME\n"),
        "{}",
        ended.stdout
    );
    checkout
        .call(&["-", "--fix", "--connection", "x"], &[], b"")
        .with_code(2);
    checkout.call(&["-", "."], &[], b"").with_code(2);
}

#[test]
fn a_fix_needs_the_name_of_a_connection() {
    let checkout = Checkout::with(&[("azure-pipelines.yml", ONE_USE)]);

    let ended = checkout.scan(&["--fix"]).with_code(2);
    assert!(
        ended
            .stderr
            .starts_with("error: no service connection is named: "),
        "{}",
        ended.stderr
    );
    assert_eq!(checkout.read("azure-pipelines.yml"), ONE_USE);
    checkout.scan(&["--fix", "--connection", " "]).with_code(2);

    checkout.write(".patless-scan.yml", "version: 1\nconnection: acme\n");
    checkout.scan(&["--fix"]).with_code(0);
    assert_eq!(checkout.read("azure-pipelines.yml"), FIXED);
}

#[test]
fn the_name_of_a_connection_is_one_text_of_the_pipeline() {
    let checkout = Checkout::with(&[("azure-pipelines.yml", ONE_USE)]);

    checkout
        .scan(&["--fix", "--connection", "a: b # 'c'"])
        .with_code(0);

    let text = checkout.read("azure-pipelines.yml");
    assert!(
        text.contains("    serviceConnection: 'a: b # ''c'''\n"),
        "{text}"
    );
}

#[test]
fn line_endings_and_all_other_bytes_stay() {
    let windows = ONE_USE.replace('\n', "\r\n") + "# größe\t \r\n";
    let checkout = Checkout::with(&[("azure-pipelines.yml", &windows)]);

    checkout
        .scan(&["--fix", "--connection", "acme"])
        .with_code(0);

    let expected = FIXED.replace('\n', "\r\n") + "# größe\t \r\n";
    assert_eq!(checkout.read("azure-pipelines.yml"), expected);
}

#[test]
fn what_a_comment_or_the_baseline_takes_out_is_not_fixed() {
    let commented = ONE_USE.replace("$(ADO_PAT)", "$(ADO_PAT) # patless: ignore[env-pat]");
    let checkout = Checkout::with(&[("a.yml", &commented), ("b.yml", ONE_USE)]);
    checkout
        .scan(&["--write-baseline", "known.json"])
        .with_code(0);
    let before = checkout.files();

    let arguments = [
        "--fix=all",
        "--connection",
        "acme",
        "--baseline",
        "known.json",
    ];
    checkout.scan(&arguments).with_code(0);

    assert_eq!(checkout.files(), before);
}

#[test]
fn what_is_not_asked_for_is_not_fixed() {
    let checkout = Checkout::with(&[("a/x.yml", ONE_USE), ("b/x.yml", ONE_USE)]);

    checkout
        .scan(&["a", "--fix=unsafe-only", "--connection", "acme"])
        .with_code(13);
    assert_eq!(checkout.read("a/x.yml"), ONE_USE);

    checkout
        .scan(&["a", "--fix", "--connection", "acme"])
        .with_code(0);
    assert_eq!(checkout.read("a/x.yml"), FIXED);
    assert_eq!(checkout.read("b/x.yml"), ONE_USE);
}

#[cfg(unix)]
#[test]
fn a_fixed_file_keeps_its_mode_and_nothing_else_is_left_beside_it() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    let checkout = Checkout::with(&[("x.yml", ONE_USE)]);
    for mode in [0o640, 0o755] {
        checkout.write("x.yml", ONE_USE);
        fs::set_permissions(checkout.path("x.yml"), fs::Permissions::from_mode(mode)).unwrap();

        checkout
            .scan(&["--fix", "--connection", "acme"])
            .with_code(0);

        let after = fs::metadata(checkout.path("x.yml")).unwrap();
        assert_eq!(after.permissions().mode() & 0o7777, mode);
        assert_eq!(checkout.files().len(), 1);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let outside = Checkout::with(&[("x.yml", ONE_USE)]);
    let checkout = Checkout::with(&[]);
    symlink(outside.path("x.yml"), checkout.path("link.yml")).unwrap();
    symlink(outside.path(""), checkout.path("folder")).unwrap();

    checkout
        .scan(&["--fix", "--connection", "acme"])
        .with_code(0);
    let named = checkout.scan(&["link.yml", "--fix", "--connection", "acme"]);

    assert_eq!(named.code, 13);
    assert_eq!(
        named.stderr,
        "warning: link.yml was not written: it is no file, but a link\n"
    );
    assert_eq!(outside.read("x.yml"), ONE_USE);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_said_and_stays() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    let checkout = Checkout::with(&[("x.yml", ONE_USE)]);
    fs::set_permissions(checkout.path("x.yml"), fs::Permissions::from_mode(0o444)).unwrap();

    let ended = checkout
        .scan(&["--fix", "--connection", "acme"])
        .with_code(13);

    assert!(
        ended.stderr.starts_with("warning: x.yml was not written: "),
        "{}",
        ended.stderr
    );
    assert_eq!(checkout.read("x.yml"), ONE_USE);
}

#[cfg(unix)]
#[test]
fn a_file_of_somebody_else_stays_theirs() {
    use std::os::unix::fs::{MetadataExt as _, chown};

    let checkout = Checkout::with(&[("azure-pipelines.yml", ONE_USE)]);
    let file = checkout.path("azure-pipelines.yml");
    // Only root gives files away, as in a container with the checkout of its host.
    if chown(&file, Some(4242), Some(4343)).is_err() {
        return;
    }

    checkout
        .scan(&["--fix", "--connection", "acme"])
        .with_code(0);

    let metadata = std::fs::metadata(&file).unwrap();
    assert_eq!((metadata.uid(), metadata.gid()), (4242, 4343));
    assert_eq!(checkout.read("azure-pipelines.yml"), FIXED);
}
