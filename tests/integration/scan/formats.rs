//! The formats for jobs.

use super::checkout::Checkout;
use super::findings::ONE_USE;

#[test]
fn a_github_workflow_gets_an_annotation() {
    let checkout = Checkout::with(&[("ci/a,b.yml", ONE_USE)]);

    let ended = checkout.scan(&["--format", "github"]).with_code(13);

    let first = ended.stdout.lines().next().unwrap();
    let begins =
        "::warning file=ci/a%2Cb.yml,line=4,endLine=4,col=21,endColumn=31,title=renovate-pat::";
    assert!(first.starts_with(begins), "{first}");
    assert!(first.contains("%0A- task: Patless@1%0A"), "{first}");
}

#[test]
fn an_azure_pipelines_run_gets_an_issue() {
    let checkout = Checkout::with(&[("ci/a;b 100%.yml", ONE_USE)]);

    let ended = checkout.scan(&["--format", "azure"]).with_code(13);

    let first = ended.stdout.lines().next().unwrap();
    let begins = "##vso[task.logissue type=warning;sourcepath=ci/a%3Bb 100%AZP25.yml;linenumber=4;columnnumber=21;code=renovate-pat]";
    assert!(first.starts_with(begins), "{first}");

    let arguments = ["--format", "azure"];
    let kept = checkout.call(&arguments, &[("DECODE_PERCENTS", "false")], b"");
    assert!(
        kept.stdout.contains("sourcepath=ci/a%3Bb 100%.yml;"),
        "{}",
        kept.stdout
    );
}

#[test]
fn a_quiet_call_has_findings_alone() {
    let checkout = Checkout::with(&[("README.md", "x"), ("a.bin", "\0")]);
    for format in ["text", "github", "azure"] {
        let ended = checkout.scan(&["--format", format, "--quiet"]).with_code(0);
        assert_eq!((&*ended.stdout, &*ended.stderr), ("", ""), "{format}");
    }
}
