//! `patless exec --for git`: the command's own `git` gets the token of its environment, and no setting of another job counts.

use std::fs;

use super::versions::gits;
use super::{Desk, emulator, schemes};
use crate::verbs::access_tokens;

#[test]
fn clone_and_push_work_in_a_command_that_says_nothing_of_patless() {
    for git in gits() {
        let emulator = emulator("default");
        // A trace of what the variable holds would be a file with the token.
        let folder = tempfile::tempdir().unwrap();
        let trace = folder.path().join("trace");
        let desk = Desk::new(&emulator, &git)
            .set("GIT_TRACE2_EVENT", trace.to_str().unwrap())
            .set("GIT_TRACE2_ENV_VARS", "PATLESS_GIT_TOKEN");
        let stale = "AUTHORIZATION: bearer of-an-earlier-job";
        desk.git("", &["config", "--global", "http.extraheader", stale])
            .fine();
        let url = desk.url();
        let key = format!("http.{url}.extraheader");
        desk.git("", &["config", "--global", &key, stale]).fine();
        let script = format!(
            "set -e; git clone --quiet '{url}' clone; cd clone; echo flat > widget.txt; \
             git -c user.name=Ada -c user.email=ada@acme.example commit --quiet --all --message=Change; \
             git push --quiet origin HEAD:new; git ls-remote --heads origin"
        );
        let ended = desk
            .patless("", &["exec"], &["--for", "git", "--", "sh", "-c", &script])
            .fine();
        assert!(ended.stdout.contains("refs/heads/new"), "{}", ended.stdout);
        assert!(
            schemes(&ended).iter().all(|it| *it == git.scheme()),
            "{git:?}"
        );
        assert!(schemes(&ended).len() >= 4);
        let trace = fs::read_to_string(&trace).unwrap();
        assert!(trace.contains("\"argv\""), "{trace}");
        for token in access_tokens(&emulator) {
            assert!(!trace.contains(&token), "the trace holds the token");
        }
        // All of them used the one token.
        assert_eq!(access_tokens(&emulator).len(), 1);
        let settings = fs::read_to_string(desk.path("clone/.git/config")).unwrap();
        assert!(!settings.contains("patless"), "{settings}");
    }
}

#[test]
fn a_server_of_somebody_else_gets_nothing() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git)
            .set("GIT_CONFIG_COUNT", "1")
            .set("GIT_CONFIG_KEY_0", "url.https://localhost:9/.insteadOf")
            .set("GIT_CONFIG_VALUE_0", emulator.azure_devops_url().as_str());
        let url = desk.url();
        let command = ["--for", "git", "--", "git", "ls-remote", &url];
        let ended = desk.patless("", &["exec"], &command);
        assert_ne!(ended.code(), Some(0));
        assert!(schemes(&ended).is_empty());
    }
}
