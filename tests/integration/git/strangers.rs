//! Servers that are not Azure DevOps get nothing, whoever leads Git to them.

use patless_emulator::scenario::{CannedResponse, Fault, Faults};
use patless_emulator::services::azure_devops;

use super::foreign::{Answer, Foreign};
use super::versions::{Git, gits};
use super::{Desk, emulator, with_faults};
use crate::verbs::{Ended, access_tokens};

/// What Azure Repos says first.
fn challenge() -> Fault {
    Fault::Respond(
        CannedResponse::new(401)
            .header("WWW-Authenticate", "Bearer")
            .header("WWW-Authenticate", "Basic realm=\"x\""),
    )
}

#[test]
fn a_redirect_to_another_server_carries_no_token() {
    for git in gits() {
        for answer in [Answer::Challenge, Answer::Repository] {
            for is_challenged in [true, false] {
                let foreign = Foreign::start(answer);
                let server = foreign.url.clone();
                let mut faults = Vec::new();
                if is_challenged {
                    faults.push(challenge());
                }
                faults.extend(Fault::RedirectTo { server }.always());
                let emulator = with_faults(Faults::on(azure_devops::GIT_REFS, faults));
                let desk = Desk::new(&emulator, &git).with_helper_for_all();
                let url = desk.url();
                let ended = desk.git("", &["clone", "--quiet", &url, "clone"]);
                assert_eq!(ended.code(), Some(128), "{}", ended.stderr);
                assert!(foreign.got().contains("get /acme/"), "{}", ended.stderr);
                foreign.assert_got_no_credential();
                let expected = usize::from(is_challenged);
                assert_eq!(access_tokens(&emulator).len(), expected, "{}", ended.stderr);
            }
        }
    }
}

#[test]
fn another_server_is_not_even_asked_a_token_for() {
    for git in gits() {
        let emulator = emulator("default");
        let foreign = Foreign::start(Answer::Challenge);
        let desk = Desk::new(&emulator, &git).with_helper_for_all();
        let url = format!("{}/acme/Widgets/_git/widgets", foreign.url);
        let ended = desk.git("", &["ls-remote", &url]);
        assert_eq!(ended.code(), Some(128), "{}", ended.stderr);
        foreign.assert_got_no_credential();
        assert!(access_tokens(&emulator).is_empty());
    }
}

#[test]
fn a_setting_that_turns_urls_into_others_moves_no_token() {
    for git in gits() {
        let emulator = emulator("default");
        let foreign = Foreign::start(Answer::Challenge);
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        desk.patless("clone", &["git", "setup"], &[]).fine();
        let key = format!("url.{}/.insteadOf", foreign.url);
        let own = emulator.azure_devops_url().to_string();
        desk.git("clone", &["config", &key, &own]).fine();
        let ended = desk.git("clone", &["fetch"]);
        assert_eq!(ended.code(), Some(128), "{}", ended.stderr);
        assert!(foreign.got().contains("get /widgets/"), "{}", ended.stderr);
        foreign.assert_got_no_credential();
        assert!(access_tokens(&emulator).is_empty());
    }
}

#[test]
fn a_git_that_does_not_check_who_the_server_is_gets_no_token() {
    for git in gits() {
        let emulator = emulator("default");
        let desk = Desk::new(&emulator, &git).with_empty_clone();
        desk.patless("clone", &["git", "setup"], &[]).fine();
        let key = format!("http.{}.sslVerify", desk.url());
        let ended = desk.git("clone", &["-c", "http.sslVerify=off", "fetch"]);
        assert_refused(&ended.stderr, "sslVerify is false");
        desk.git("clone", &["config", &key, "false"]).fine();
        let ended = desk.git("clone", &["fetch"]);
        assert_refused(&ended.stderr, "sslVerify is false");
        // It has `git config` look elsewhere, but not Git.
        let ended = with_variable(&desk, &git, "GIT_CONFIG", "/dev/null");
        assert_refused(&ended.stderr, "sslVerify is false");
        // Git does not look at what is said of another server.
        let other = "http.https://other.example.sslVerify";
        desk.git("clone", &["config", other, "neither"]).fine();
        let ended = desk.git("clone", &["fetch"]);
        assert_refused(&ended.stderr, "sslVerify cannot be read");
        desk.git("clone", &["config", "--unset", other]).fine();
        desk.git("clone", &["config", "--unset", &key]).fine();
        for (variable, value, told) in [
            ("GIT_SSL_NO_VERIFY", "0", "GIT_SSL_NO_VERIFY is set"),
            ("GIT_TRACE_REDACT", "0", "GIT_TRACE_REDACT is not true"),
            ("GIT_TRACE_REDACT", "00", "GIT_TRACE_REDACT is not true"),
            ("SSLKEYLOGFILE", "/dev/null", "SSLKEYLOGFILE is set"),
            ("GNUTLS_DEBUG_LEVEL", "9", "GNUTLS_DEBUG_LEVEL is set"),
        ] {
            let ended = with_variable(&desk, &git, variable, value);
            assert_refused(&ended.stderr, told);
        }
        assert!(access_tokens(&emulator).is_empty());
    }
}

/// Fetches with one more variable.
fn with_variable(desk: &Desk<'_>, git: &Git, variable: &str, value: &str) -> Ended {
    let call = desk.call().variable(variable, value);
    let command = call.command(&git.program, &["fetch"], &desk.path("clone"));
    call.check(command, desk.folder.path())
}

fn assert_refused(errors: &str, told: &str) {
    for text in [told, "told us to quit"] {
        assert!(errors.contains(text), "{text:?} is not in: {errors}");
    }
}
