//! Command lines that are no plan, and organizations that cannot be asked.

use super::{Planner, named, plan, start};
use crate::verbs::Call;

#[test]
fn a_purpose_or_an_audit_is_required_and_not_both() {
    let emulator = start(named("default"));
    let organization = emulator.azure_devops_url().to_string();
    for arguments in [
        &["plan"][..],
        &["plan", "--for", "git", "--audit"],
        &["plan", "--for", "coffee"],
        &["plan", "--for", "git", "--identity", "renovate"],
    ] {
        let mut all = arguments.to_vec();
        all.extend(["--organization", &organization]);
        let ended = Call::with_client_secret(&emulator).run(&all);
        assert_eq!(ended.code(), Some(2), "{arguments:?}: {}", ended.stderr);
        assert!(ended.requests.is_empty());
        assert_eq!(ended.stdout, "");
    }
}

#[test]
fn a_person_who_is_no_user_is_told_so_and_gets_no_plan() {
    let emulator = start(named("not-in-organization"));
    let ended = plan(&emulator, Planner::Person, &["--for", "git"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    let section = "TROUBLESHOOTING.md#not-in-organization";
    assert!(ended.stderr.contains(section), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

#[test]
fn an_organization_without_a_tenant_can_have_no_identity() {
    let emulator = start(named("organization-of-microsoft-accounts"));
    let ended = plan(&emulator, Planner::Identity("renovate"), &["--for", "git"]);
    assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("is not connected to a tenant"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_refusal_of_the_token_has_the_exit_code_of_its_cause() {
    for scenario in [
        "target-conditional-access",
        "target-sign-in-page",
        "credential-ignored",
    ] {
        let emulator = start(named(scenario));
        let ended = plan(&emulator, Planner::Identity("renovate"), &["--for", "git"]);
        assert_eq!(ended.code(), Some(3), "{scenario}: {}", ended.stderr);
        assert_eq!(ended.stdout, "", "{scenario}");
    }
}
