//! SARIF: what is in it, and what a validator that is not ours says.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::checkout::Checkout;
use super::findings::ONE_USE;
use crate::set_up::set_up;

/// A checkout with findings of several kinds, one of them with a fix, and its report.
fn report() -> (Checkout, String) {
    let pat = patless_scan::made::long(1);
    let checkout = Checkout::with(&[
        ("ci/a b#1.yml", &ONE_USE.replace("npx", "ünd 😀 npx")),
        ("leak.json", &format!("{{\"ö\": \"{pat}\"}}\n")),
    ]);
    let ended = checkout.scan(&["--format", "sarif"]).with_code(0);
    (checkout, ended.stdout)
}

#[test]
fn a_result_has_its_place_its_page_and_its_fix() {
    let (_, text) = report();
    let log: Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    let result = &run["results"][0];

    assert_eq!(result["ruleId"], "renovate-pat");
    assert_eq!(result["level"], "warning");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "ci/a%20b%231.yml");
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    assert_eq!(place["region"]["startLine"], 4);
    assert_eq!(place["region"]["startColumn"], 21);
    assert_eq!(place["region"]["endColumn"], 31);
    assert_eq!(place["region"]["snippet"]["text"], "$(ADO_PAT)");
    let replacements = &result["fixes"][0]["artifactChanges"][0]["replacements"];
    let inserted = &replacements[0];
    assert_eq!(inserted["deletedRegion"]["startLine"], 2);
    assert_eq!(
        inserted["deletedRegion"],
        serde_json::json!({"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 1})
    );
    assert!(
        inserted["insertedContent"]["text"]
            .as_str()
            .unwrap()
            .starts_with("- task: Patless@1\n")
    );
    assert_eq!(replacements[1]["insertedContent"]["text"], "$(ADO_TOKEN)");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], "renovate-pat");
    assert_eq!(run["results"][1]["ruleId"], "literal-pat");
    assert_eq!(run["results"][1]["level"], "error");
    let region = &run["results"][1]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startColumn"], 8);
    assert_eq!(region["snippet"]["text"], "*".repeat(84));
    assert_eq!(run["results"][1]["fixes"], Value::Null);
}

#[test]
#[ignore = "needs SARIF Multitool, which `cargo xtask test` installs"]
fn the_validator_of_microsoft_finds_no_fault() {
    let (checkout, text) = report();
    checkout.write("found.sarif", &text);
    checkout.write(
        "none.sarif",
        Checkout::with(&[("x", "x")])
            .scan(&["--format", "sarif"])
            .stdout,
    );
    for file in ["found.sarif", "none.sarif"] {
        let said = validated(&checkout.path(file));
        assert!(said.contains("Done. 1 files scanned."), "{said}");
        let faults: Vec<_> = said
            .lines()
            .filter(|line| line.contains(": error ") || line.contains(": warning "))
            .collect();
        assert!(faults.is_empty(), "{said}");
    }

    // It does find faults.
    checkout.write("found.sarif", text.replacen("\"ruleId\"", "\"ruleIds\"", 1));
    let said = validated(&checkout.path("found.sarif"));
    assert!(said.contains(": error JSON"), "{said}");
}

pub(crate) fn validated(file: &Path) -> String {
    let program =
        set_up("clients/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
    let output = Command::new(program)
        .arg("validate")
        .arg(file)
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}
