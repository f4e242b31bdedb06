//! `patless git setup` and `patless git unset`.

use std::fs;

use super::versions::gits;
use super::{Desk, emulator};
use crate::verbs::access_tokens;

#[test]
fn a_repository_that_is_set_up_gets_its_tokens_and_unset_takes_back_exactly_that() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let own = "\n[include]\n\tpath = other.config\n[credential \"https://dev.azure.com\"]\n\thelper = cache\n";
        let file = desk.path("clone/.git/config");
        fs::write(&file, desk.settings("clone") + own).unwrap();
        let before = desk.settings("clone");

        let set = desk.patless("clone", &["git", "setup"], &[]).fine();
        assert!(
            set.stdout.contains("https://dev.azure.com"),
            "{}",
            set.stdout
        );
        assert!(set.requests.is_empty(), "a token was requested");
        let again = desk.patless("clone", &["git", "setup"], &[]).fine();
        assert_eq!(again.stdout, set.stdout);
        assert_eq!(desk.settings("clone").matches("patless.config").count(), 1);
        let fetched = desk.git("clone", &["fetch", "--quiet"]).fine();
        assert_eq!(fetched.stderr, "");
        assert_eq!(access_tokens(&emulator).len(), 1);

        desk.patless_unset();
        assert_eq!(desk.settings("clone"), before);
        assert!(!desk.path("clone/.git/patless.config").exists());
        let ended = desk.git("clone", &["fetch", "--quiet"]);
        assert_eq!(ended.code(), Some(128), "{}", ended.stderr);
        assert!(desk.patless_unset().contains("has set nothing here"));
    }
}

impl Desk<'_> {
    /// Takes back what is set up in the folder `clone`.
    fn patless_unset(&self) -> String {
        let program = std::path::Path::new(env!("CARGO_BIN_EXE_patless"));
        let ended = self.run(program, &["git", "unset"], &self.path("clone"));
        ended.fine().stdout
    }
}

/// Stores a header as `checkout` with `persistCredentials` does, with a token that is no longer valid.
fn store(desk: &Desk<'_>) {
    let key = format!("http.{}.extraheader", desk.url());
    let header = "AUTHORIZATION: bearer of-an-earlier-job";
    desk.git("clone", &["config", &key, header]).fine();
}

#[test]
fn a_header_that_checkout_has_stored_no_longer_counts() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        store(&desk);
        let before = desk.settings("clone");
        let ended = desk.git("clone", &["fetch", "--quiet"]);
        assert_eq!(ended.code(), Some(128), "{}", ended.stderr);

        let set = desk.patless("clone", &["git", "setup"], &[]).fine();
        assert!(
            set.stdout.contains("no longer count here, for 1 URLs"),
            "{}",
            set.stdout
        );
        desk.git("clone", &["fetch", "--quiet"]).fine();
        desk.patless_unset();
        assert_eq!(desk.settings("clone"), before);
    }
}

#[test]
fn a_header_for_all_servers_no_longer_counts_for_ours() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let header = "AUTHORIZATION: bearer of-an-earlier-job";
        desk.git("", &["config", "--global", "http.extraheader", header])
            .fine();
        desk.patless("clone", &["git", "setup"], &[]).fine();
        desk.git("clone", &["fetch", "--quiet"]).fine();
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_write_what_is_set_up() {
    use std::os::unix::fs::PermissionsExt as _;
    let emulator = emulator("default");
    for git in gits() {
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        desk.patless("clone", &["git", "setup"], &[]).fine();
        for file in [".git/config", ".git/patless.config"] {
            let metadata = fs::metadata(desk.path("clone").join(file)).unwrap();
            assert_eq!(metadata.permissions().mode() & 0o022, 0, "{file}");
        }
    }
}

#[test]
fn a_wrong_option_changes_nothing() {
    let emulator = emulator("default");
    for git in gits() {
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        let before = desk.settings("clone");
        for (wrong, told) in [
            ("--host=*.example", "not the name of a host"),
            (
                "--service-connection=x",
                "does not use --service-connection",
            ),
            ("--mask=never", "of any use without --header"),
        ] {
            let ended = desk.patless("clone", &["git", "setup"], &[wrong]);
            assert_eq!(ended.code(), Some(2), "{wrong}: {}", ended.stderr);
            assert!(ended.stderr.contains(told), "{}", ended.stderr);
            assert_eq!(desk.settings("clone"), before);
        }
    }
}

#[test]
fn outside_a_repository_it_says_so() {
    let emulator = emulator("default");
    for git in gits() {
        let desk = Desk::new(&emulator, &git);
        let ended = desk.patless("", &["git", "setup"], &[]);
        assert_eq!(ended.code(), Some(3), "{}", ended.stderr);
        let told = "there is no Git repository here";
        assert!(ended.stderr.contains(told), "{}", ended.stderr);
    }
}
