//! The file with the uses that are known.

use super::checkout::Checkout;
use super::findings::ONE_USE;

#[test]
fn a_known_use_is_no_finding_and_a_new_one_is() {
    let checkout = Checkout::with(&[("azure-pipelines.yml", ONE_USE)]);
    let ended = checkout
        .scan(&["--write-baseline", "known.json"])
        .with_code(0);
    assert_eq!(
        (&*ended.stdout, &*ended.stderr),
        ("", "the baseline knows 1 use\n")
    );

    let ended = checkout.scan(&["--baseline", "known.json"]).with_code(0);
    assert!(
        ended.stdout.starts_with("no findings; 1 in the baseline\n"),
        "{}",
        ended.stdout
    );

    let moved =
        format!("trigger: none\n{ONE_USE}- bash: npx tfx\n  env:\n    TFX_PAT: $(TFX_PAT)\n");
    checkout.write("azure-pipelines.yml", moved);
    let arguments = ["--baseline", "known.json", "--format", "json"];
    let ended = checkout.scan(&arguments).with_code(13);
    assert_eq!(ended.found(), ["env-pat azure-pipelines.yml:8:14"]);
}

#[test]
fn a_baseline_can_be_read_by_people_and_holds_no_line_of_a_file() {
    let checkout = Checkout::with(&[("b.yml", ONE_USE), ("a.yml", ONE_USE)]);
    checkout
        .scan(&["--write-baseline", "known.json"])
        .with_code(0);

    let text = checkout.read("known.json");
    let files: Vec<_> = text
        .lines()
        .filter(|line| line.contains("\"file\""))
        .collect();
    assert_eq!(
        files,
        ["      \"file\": \"a.yml\",", "      \"file\": \"b.yml\","]
    );
    assert!(
        !text.contains("ADO_PAT") && !text.contains("RENOVATE"),
        "{text}"
    );
}

#[test]
fn what_is_no_baseline_is_an_error() {
    let checkout = Checkout::with(&[("x.yml", ONE_USE), ("known.json", "[]")]);
    for (file, said) in [
        ("known.json", "error: known.json: this is no baseline: "),
        ("none.json", "error: none.json cannot be read: "),
    ] {
        let ended = checkout.scan(&["--baseline", file]).with_code(1);
        assert!(ended.stderr.starts_with(said), "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
    }
    checkout
        .scan(&["--write-baseline", "no/such/folder.json"])
        .with_code(1);
}
