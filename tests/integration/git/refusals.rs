//! What Azure Repos refuses reaches the user in its own words.

use super::versions::gits;
use super::{Desk, emulator};

#[test]
fn an_identity_without_rights_is_told_which() {
    for git in gits() {
        for (scenario, command, told) in [
            ("repository-read-only", "push", "TF401027"),
            ("repository-not-visible", "fetch", "TF401019"),
            ("stakeholder-license", "fetch", "TF401019"),
        ] {
            let emulator = emulator(scenario);
            let desk = Desk::new(&emulator, &git).with_empty_clone();
            desk.patless("clone", &["git", "setup"], &[]).fine();
            if command == "push" {
                desk.git("clone", &["pull", "--quiet", "origin", "main"])
                    .fine();
            }
            let ended = desk.git("clone", &[command, "origin", "main"]);
            let code = ended.code();
            assert!(matches!(code, Some(1 | 128)), "{scenario}: {code:?}");
            assert!(ended.stderr.contains(told), "{}", ended.stderr);
        }
    }
}

#[test]
fn a_token_for_another_resource_is_refused() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let scope = ["--scope=azureResourceManager"];
        desk.patless("clone", &["git", "setup"], &scope).fine();
        let ended = desk.git("clone", &["fetch"]);
        assert_eq!(ended.code(), Some(128));
        let told = "refused the access token";
        assert!(ended.stderr.contains(told), "{}", ended.stderr);
    }
}

#[test]
fn a_sign_in_page_is_no_repository() {
    for git in gits() {
        let emulator = emulator("target-sign-in-page");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        desk.patless("clone", &["git", "setup"], &[]).fine();
        let ended = desk.git("clone", &["fetch"]);
        assert_eq!(ended.code(), Some(128));
        let statuses: Vec<_> = ended.requests.iter().filter_map(|it| it.status).collect();
        assert!(statuses.contains(&203), "{statuses:?}");
    }
}
