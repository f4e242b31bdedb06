//! Every failure of every source: its exit code, its cause, and the fix for this source.

mod certificates;
mod connections;
mod device_codes;
mod keepers;
mod machines;
#[cfg(unix)]
mod programs;
mod row;
mod secrets;
mod variables;
mod workloads;

use std::collections::HashSet;

use patless_catalogue::Cause;
use patless_core::SourceName;

use crate::named_causes::add_causes;
use crate::pipeline::root;

use row::Row;

/// Every row of every source.
fn all() -> Vec<Row> {
    let mut all = certificates::rows();
    all.extend(connections::rows());
    all.extend(device_codes::rows());
    all.extend(keepers::rows());
    all.extend(machines::rows());
    #[cfg(unix)]
    all.extend(programs::rows());
    all.extend(secrets::rows());
    all.extend(variables::rows());
    all.extend(workloads::rows());
    all
}

/// Plays rows, and fails with all that is wrong with them.
fn check(rows: &[Row]) {
    let complaints: Vec<_> = rows.iter().flat_map(Row::complaints).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_client_certificate_that_cannot_be_used_is_told_with_its_fix() {
    check(&certificates::rows());
}

#[test]
fn a_service_connection_that_cannot_be_used_is_told_with_its_fix() {
    check(&connections::rows());
}

#[test]
fn a_sign_in_with_a_device_code_that_fails_is_told_with_its_fix() {
    check(&device_codes::rows());
}

#[test]
fn a_keeper_that_cannot_be_asked_is_told_with_its_fix() {
    check(&keepers::rows());
}

#[test]
fn a_managed_identity_that_cannot_be_used_is_told_with_its_fix() {
    check(&machines::rows());
}

#[cfg(unix)]
#[test]
fn a_program_that_gives_no_token_is_told_with_its_fix() {
    check(&programs::rows());
}

#[test]
fn a_client_secret_that_cannot_be_used_is_told_with_its_fix() {
    check(&secrets::rows());
}

#[test]
fn a_variable_without_a_token_is_told_with_its_fix() {
    check(&variables::rows());
}

#[test]
fn a_workload_without_an_assertion_is_told_with_its_fix() {
    check(&workloads::rows());
}

#[cfg(unix)]
#[test]
fn no_source_is_without_a_failure() {
    let tried: HashSet<_> = all().iter().map(|row| row.source).collect();
    let missing = SourceName::ALL.iter().filter(|it| !tried.contains(it));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&SourceName>::new());
}

#[cfg(unix)]
#[test]
fn no_cause_of_a_source_is_without_a_row() {
    let mut named = HashSet::new();
    add_causes(&root().join("crates/patless-core/src/source"), &mut named);
    let rows = root().join("crates/patless-catalogue/src/rows");
    for file in [
        "client_certificate.rs",
        "developer_tools.rs",
        "entra/device_code.rs",
        "github_actions.rs",
        "managed_identity_host.rs",
        "sources.rs",
    ] {
        add_causes(&rows.join(file), &mut named);
    }
    assert!(named.len() > 40, "{named:?}");
    let tried: HashSet<_> = all().iter().map(|row| row.cause).collect();
    let missing = named.difference(&tried);
    let missing: Vec<_> = missing.filter(|it| !ELSEWHERE.contains(it)).collect();
    assert!(missing.is_empty(), "without a row: {missing:?}");
}

/// What no verb of a script step or a desk can show: an assertion for its own sake, which only the task and a flag ask for, a keeper
/// that the task cannot start, and what should be impossible. And what a keeper that is there refuses: its own tests have that.
const ELSEWHERE: [Cause; 4] = [
    Cause::InternalError,
    Cause::KeeperNotStarted,
    Cause::KeeperRefused,
    Cause::NoAssertions,
];
