//! Clone, fetch and push through the helper.

use std::fs;

use super::versions::gits;
use super::{Desk, emulator, schemes};
use crate::verbs::access_tokens;

#[test]
fn clone_fetch_and_push_work_with_the_git_that_is_here() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_helper_for_all();
        let url = desk.url();
        let cloned = desk.git("", &["clone", "--quiet", &url, "clone"]).fine();
        assert!(schemes(&cloned).iter().all(|it| *it == git.scheme()));
        assert!(schemes(&cloned).len() >= 2, "{git:?}");
        let text = fs::read_to_string(desk.path("clone/widget.txt")).unwrap();
        assert_eq!(text, "square\n");

        fs::write(desk.path("clone/widget.txt"), "flat\n").unwrap();
        commit(&desk);
        let pushed = desk
            .git("clone", &["push", "--quiet", "origin", "HEAD:new"])
            .fine();
        assert!(schemes(&pushed).iter().all(|it| *it == git.scheme()));
        let listed = desk
            .git("clone", &["ls-remote", "--heads", "origin"])
            .fine();
        assert!(
            listed.stdout.contains("refs/heads/new"),
            "{}",
            listed.stdout
        );
    }
}

/// Commits the changes in the folder `clone`.
fn commit(desk: &Desk<'_>) {
    let person = ["-c", "user.name=Ada", "-c", "user.email=ada@acme.example"];
    let commit = ["commit", "--quiet", "--all", "--message=Change it"];
    desk.git("clone", &[&person[..], &commit].concat()).fine();
}

#[test]
fn after_a_token_expires_the_next_command_gets_another_without_a_word() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_helper_for_all();
        let url = desk.url();
        desk.git("", &["clone", "--quiet", &url, "clone"]).fine();
        let before = access_tokens(&emulator).len();
        emulator.expire_access_tokens();
        let fetched = desk.git("clone", &["fetch", "--quiet"]).fine();
        assert_eq!(fetched.stderr, "");
        assert!(access_tokens(&emulator).len() > before);
    }
}

#[test]
fn a_server_that_refuses_the_token_is_told_of_and_nothing_is_asked() {
    for git in gits() {
        let emulator = emulator("credential-ignored");
        let desk = Desk::new(&emulator, &git).with_helper_for_all();
        let url = desk.url();
        let ended = desk.git("", &["ls-remote", &url]);
        assert_eq!(ended.code(), Some(128), "{}", ended.stderr);
        for text in [
            "refused the access token, and it is not given again",
            "Authentication failed for",
        ] {
            assert!(ended.stderr.contains(text), "{}", ended.stderr);
        }
    }
}

#[test]
fn where_there_is_no_token_git_asks_nobody_else() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git)
            .with_helper_for_all()
            .set("AZURE_CLIENT_SECRET", "");
        let url = desk.url();
        let ended = desk.git("", &["ls-remote", &url]);
        assert_eq!(ended.code(), Some(128));
        for text in ["error: ", "AZURE_CLIENT_SECRET", "told us to quit"] {
            assert!(ended.stderr.contains(text), "{}", ended.stderr);
        }
    }
}

#[test]
fn a_job_pushes_at_its_end_with_a_token_of_its_service_connection() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).in_a_script_step();
        let desk = desk.with_empty_clone();
        desk.patless("clone", &["git", "setup"], &[]).fine();
        desk.git("clone", &["pull", "--quiet", "origin", "main"])
            .fine();
        emulator.expire_access_tokens();
        let pushed = desk.git("clone", &["push", "--quiet", "origin", "HEAD:at-the-end"]);
        assert_eq!(pushed.fine().stderr, "");
        assert_eq!(access_tokens(&emulator).len(), 2);
    }
}
