//! What the documents show of `patless scan` is what it writes.

use std::fs;

use super::checkout::Checkout;
use crate::pipeline::root;

/// The text of the first code block with this first line, and what comes after it.
fn block<'t>(text: &'t str, first: &str) -> (&'t str, &'t str) {
    let (_, rest) = text
        .split_once(first)
        .unwrap_or_else(|| panic!("no `{first}`"));
    rest.split_once("\n```\n").unwrap()
}

#[test]
fn the_samples_of_the_documents_are_what_a_scan_writes() {
    for (document, heading) in [
        ("README.md", "## Find the PATs that you have"),
        ("docs/SCAN.md", "With this `azure-pipelines.yml`:"),
    ] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        let (_, text) = text.split_once(heading).unwrap();
        let (pipeline, rest) = block(text, "```yaml\n");
        let (console, _) = block(rest, "```console\n$ patless ");
        let (command, expected) = console.split_once('\n').unwrap();
        let arguments: Vec<_> = command.split(' ').skip(1).collect();
        let checkout = Checkout::with(&[("azure-pipelines.yml", pipeline)]);

        let ended = checkout.scan(&arguments).with_code(13);

        assert_eq!(
            ended.stdout.trim_end(),
            expected,
            "{document}: {}",
            ended.stdout
        );
    }
}
