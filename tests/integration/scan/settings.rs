//! The settings file.

use std::collections::BTreeSet;

use patless_scan::RULES;
use serde_json::Value;

use super::checkout::Checkout;
use super::findings::ONE_USE;

const FILE: &str = ".patless-scan.yml";

/// What is found in three files with these settings.
fn found(settings: &str, arguments: &[&str]) -> Vec<String> {
    let checkout = Checkout::with(&[
        ("a.yml", ONE_USE),
        ("legacy/b.yml", ONE_USE),
        ("legacy/c.yml", ONE_USE),
        (FILE, settings),
    ]);
    let ended = checkout.scan(&[&["--format", "json"], arguments].concat());
    ended.found()
}

#[test]
fn rules_and_files_are_left_out() {
    let b = "renovate-pat legacy/b.yml:4:21".to_owned();
    let c = "renovate-pat legacy/c.yml:4:21".to_owned();
    for (settings, left) in [
        ("exclude: [legacy/]", vec![]),
        (
            "rules:\n  renovate-pat:\n    ignore: [c.yml]",
            vec![b.clone()],
        ),
        (
            "rules:\n  renovate-pat:\n    ignore: ['legacy/b.yml:4']",
            vec![c.clone()],
        ),
        (
            "rules:\n  renovate-pat:\n    ignore: ['legacy/b.yml:5']",
            vec![b.clone(), c.clone()],
        ),
        ("minSeverity: error", vec![]),
    ] {
        let found = found(&format!("version: 1\n{settings}\n"), &["legacy"]);
        assert_eq!(found, left, "{settings}");
    }
    let disabled = found(
        "version: 1\nrules:\n  renovate-pat:\n    disable: true\n",
        &[],
    );
    assert_eq!(disabled, [""; 0]);
}

#[test]
fn a_flag_comes_before_the_file() {
    let settings = "version: 1\nminSeverity: error\nexclude: ['*.yml']\n";
    assert_eq!(found(settings, &["--no-config"]).len(), 3);
    let settings = "version: 1\nminSeverity: error\n";
    assert_eq!(found(settings, &["--min-severity", "warning"]).len(), 3);
}

#[test]
fn the_file_of_the_scanned_folder_counts_from_that_folder() {
    let checkout = Checkout::with(&[
        ("repository/legacy/x.yml", ONE_USE),
        (
            "repository/.patless-scan.yml",
            "version: 1\nexclude: [/legacy/]\n",
        ),
        ("other.yml", "version: 1\nexclude: [/repository/]\n"),
    ]);
    checkout.scan(&["repository"]).with_code(0);
    checkout.scan(&["."]).with_code(13);
    checkout.scan(&[".", "--config", "other.yml"]).with_code(0);
}

#[test]
fn a_fault_is_told_with_its_place_and_nothing_is_scanned() {
    let checkout = Checkout::with(&[(FILE, "version: 1\nrules:\n  env-pta:\n    disable: true\n")]);

    let ended = checkout.scan(&[]).with_code(1);

    let said = "error: .patless-scan.yml:3:3: no rule is called `env-pta`: docs/rules lists them\n";
    assert_eq!(ended.stderr, said);
    assert_eq!(ended.stdout, "");
}

/// The schema and the reader say the same.
#[test]
fn the_schema_has_every_setting_and_every_rule() {
    let text = include_str!("../../../docs/patless-scan.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    let names = |value: &Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };

    let settings = names(&schema["properties"]);
    for name in &settings {
        let value = match &**name {
            "version" => continue,
            "minSeverity" => "note",
            "connection" => "acme",
            "exclude" => "[a]",
            "rules" => "{renovate-pat: {disable: true, ignore: [a]}}",
            other => panic!("{other} is in the schema alone"),
        };
        let checkout = Checkout::with(&[(FILE, &format!("version: 1\n{name}: {value}\n"))]);
        checkout.scan(&[]).with_code(0);
    }
    let said = Checkout::with(&[(FILE, "x: 1\n")]).scan(&[]).stderr;
    for name in &settings {
        assert!(said.contains(&**name), "{name}: {said}");
    }
    let levels = &schema["properties"]["minSeverity"]["enum"];
    assert_eq!(
        *levels,
        serde_json::json!(["note", "info", "warning", "error"])
    );
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    let listed = schema["properties"]["rules"]["propertyNames"]["enum"].clone();
    let listed: BTreeSet<String> = serde_json::from_value(listed).unwrap();
    assert_eq!(listed, rules);
    assert_eq!(
        names(&schema["$defs"]["rule"]["properties"]),
        ["disable", "ignore"].map(str::to_owned).into()
    );
}

#[cfg(unix)]
#[test]
fn a_settings_file_that_is_a_link_is_not_read() {
    let checkout = Checkout::with(&[
        ("a.yml", ONE_USE),
        ("elsewhere", "version: 1\nexclude: [a.yml]\n"),
    ]);
    std::os::unix::fs::symlink("elsewhere", checkout.path(FILE)).unwrap();

    let ended = checkout.scan(&["--format", "json"]);

    assert_eq!(ended.found(), ["renovate-pat a.yml:4:21"]);
}
