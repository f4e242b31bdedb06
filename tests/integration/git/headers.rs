//! Header mode: for those who cannot have a helper.

use std::path::Path;

use patless_emulator::Emulator;
use patless_emulator::scenario::{Fault, Faults};
use patless_emulator::services::azure_devops;

use super::foreign::{Answer, Foreign};
use super::versions::gits;
use super::{Desk, emulator, schemes, with_faults};
use crate::verbs::{Ended, access_tokens};

impl Desk<'_> {
    /// Runs a command line of the shell in the folder `clone`, with the lines of header mode in its environment.
    fn with_header(&self, line: &str) -> Ended {
        self.with_changed_header(":", line)
    }

    /// The same, once `change`, a command of the shell, has changed the variable `lines`.
    fn with_changed_header(&self, change: &str, line: &str) -> Ended {
        let script = format!(
            "lines=$('{}' git setup --header --quiet {}) && {change} && set -a && eval \"$lines\" && set +a && {line}",
            env!("CARGO_BIN_EXE_patless"),
            self.identity().join(" ")
        );
        self.run(Path::new("/bin/sh"), &["-c", &script], &self.path("clone"))
    }
}

#[test]
fn git_sends_the_header_with_every_request_and_keeps_it_nowhere() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let before = desk.settings("clone");
        let ended =
            desk.with_header("git pull --quiet origin main && git push --quiet origin main:new");
        let ended = ended.fine();
        // None without it.
        let of_git = ended
            .requests
            .iter()
            .filter(|it| it.path.contains("/_git/"));
        assert_eq!(schemes(&ended).len(), of_git.count());
        assert!(schemes(&ended).iter().all(|it| *it == "Bearer"));
        assert_eq!(access_tokens(&emulator).len(), 1);
        assert_eq!(desk.settings("clone"), before);
    }
}

#[test]
fn a_stored_header_does_not_count_and_settings_that_are_there_stay() {
    // Azure DevOps' own URLs for cloning have a user in them.
    for (git, user) in gits().iter().flat_map(|git| [(git, ""), (git, "acme@")]) {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, git)
            .set("GIT_CONFIG_COUNT", "1")
            .set("GIT_CONFIG_KEY_0", "acme.kept")
            .set("GIT_CONFIG_VALUE_0", "kept")
            .with_empty_clone();
        let url = desk.url().replacen("://", &format!("://{user}"), 1);
        desk.git("clone", &["remote", "set-url", "origin", &url])
            .fine();
        let key = format!("http.{url}.extraheader");
        let header = "AUTHORIZATION: bearer of-an-earlier-job";
        desk.git("clone", &["config", &key, header]).fine();
        let ended = desk
            .with_header("git fetch --quiet && git config acme.kept")
            .fine();
        assert_eq!(ended.stdout, "kept\n");
    }
}

/// An Azure Repos that sends every client to another server.
fn redirecting_to(foreign: &Foreign) -> Emulator {
    let server = foreign.url.clone();
    let fault = Fault::RedirectTo { server }.always();
    with_faults(Faults::on(azure_devops::GIT_REFS, fault))
}

#[test]
fn no_redirect_is_followed_with_a_header() {
    for git in gits() {
        let foreign = Foreign::start(Answer::Repository);
        let emulator = redirecting_to(&foreign);
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let ended = desk.with_header("git fetch");
        assert_eq!(ended.code(), Some(128), "{}", ended.stderr);
        assert!(ended.stderr.contains("302"), "{}", ended.stderr);
        assert_eq!(foreign.got(), "");
    }
}

/// What the setting above is for: if git ever keeps the header itself, this is where we learn it.
#[test]
fn a_redirect_that_is_followed_takes_the_header_to_the_other_server() {
    for git in gits() {
        let foreign = Foreign::start(Answer::Repository);
        let emulator = redirecting_to(&foreign);
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let change = "lines=$(printf '%s\\n' \"$lines\" | sed 's/followRedirects/acme/')";
        let ended = desk.with_changed_header(change, "git fetch");
        let token = access_tokens(&emulator).remove(0).to_lowercase();
        let header = format!("authorization: bearer {token}\r\n");
        assert!(foreign.got().contains(&header), "{}", ended.stderr);
    }
}

#[test]
fn an_expired_header_is_not_renewed() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let script = "git fetch --quiet && touch fetched && until test -e expired; do sleep 0.01; done; git fetch";
        let ended = std::thread::scope(|scope| {
            let running = scope.spawn(|| desk.with_header(script));
            while !desk.path("clone/fetched").exists() {
                assert!(!running.is_finished(), "it ended early");
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            emulator.expire_access_tokens();
            std::fs::write(desk.path("clone/expired"), "").unwrap();
            running.join().unwrap()
        });
        assert_eq!(ended.code(), Some(128), "{}", ended.stderr);
        assert_eq!(access_tokens(&emulator).len(), 1);
    }
}
