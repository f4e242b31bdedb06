//! The real vsce.

use patless_catalogue::Cause;
use patless_emulator::scenario::PublisherMembership;
use patless_emulator::world::PublisherRole;
use patless_emulator::{Emulator, Scenario};

use super::desk::{Desk, Tool};
use super::{cause_of, emulator, versions};
use crate::leaks::assert_holds_no_secret;

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn vsce_publishes_as_a_member_that_whoami_named_and_as_nobody_else() {
    let emulator = emulator(PublisherMembership::None);
    let desk = Desk::new(&emulator);
    let first = desk.packed_by_vsce("acme", "1.0.0");
    for refused in [desk.publishes(Tool::Vsce, &first), verified(&desk)] {
        assert_ne!(refused.code(), Some(0), "{}", refused.stdout);
        let cause = cause_of(&refused.stderr);
        assert_eq!(cause, Some(Cause::PublisherRole), "{}", refused.stderr);
    }

    let id = desk.profile_id().parse().unwrap();
    let add = |role| emulator.add_publisher_member("acme", id, role);
    add(PublisherRole::Creator).unwrap();
    verified(&desk).fine();
    let ended = desk.publishes(Tool::Vsce, &first).fine();
    assert_holds_no_secret(&emulator, "what vsce writes", &ended.stdout);
    assert_eq!(versions(&emulator), ["1.0.0"]);

    // The next version needs less.
    add(PublisherRole::Contributor).unwrap();
    desk.publishes(Tool::Vsce, &desk.packed_by_vsce("acme", "1.0.1"))
        .fine();
    assert_eq!(versions(&emulator), ["1.0.1", "1.0.0"]);
}

/// `vsce verify-pat`, which any member may ask for.
fn verified(desk: &Desk<'_>) -> crate::verbs::Ended {
    desk.run(Tool::Vsce, &["verify-pat", "acme"])
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn vsce_may_not_publish_with_a_role_that_only_reads() {
    let emulator = emulator(PublisherMembership::As(PublisherRole::Reader));
    let desk = Desk::new(&emulator);
    verified(&desk).fine();
    let ended = desk.publishes(Tool::Vsce, &desk.packed_by_vsce("acme", "1.0.0"));
    assert_ne!(ended.code(), Some(0));
    let cause = cause_of(&ended.stderr);
    assert_eq!(cause, Some(Cause::PublisherRole), "{}", ended.stderr);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn vsce_may_not_publish_under_a_name_that_is_reserved_for_microsoft() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    let ended = desk.publishes(Tool::Vsce, &desk.packed_by_vsce("acme-microsoft", "1.0.0"));
    assert_ne!(ended.code(), Some(0));
    let cause = cause_of(&ended.stderr);
    assert_eq!(cause, Some(Cause::CorporatePublisher), "{}", ended.stderr);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn vsce_is_refused_with_an_expired_token() {
    let emulator = super::with_short_tokens();
    let desk = Desk::new(&emulator);
    let package = desk.packed_by_vsce("acme", "1.0.0");
    let arguments = ["publish", "--packagePath", package.to_str().unwrap()];
    let ended = desk.run_too_late(Tool::Vsce, &arguments);
    assert_ne!(ended.code(), Some(0));
    assert!(ended.stderr.contains("TF400813"), "{}", ended.stderr);
    assert!(versions(&emulator).is_empty());
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn vsce_is_refused_with_a_token_for_another_resource() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    let package = desk.packed_by_vsce("acme", "1.0.0");
    let url = emulator.marketplace_url().to_string();
    let exec = ["exec", "--variable", "VSCE_PAT=azureResourceManager", "--"];
    let publish = ["publish", "--packagePath", package.to_str().unwrap()];
    for arguments in [&publish[..], &["verify-pat", "acme"]] {
        let call = desk.call().variable("VSCE_MARKETPLACE_URL", &url);
        let ended = Desk::run_behind(call, &exec, Tool::Vsce, arguments);
        assert_ne!(ended.code(), Some(0));
        // It says which resource the token must be for.
        let cause = cause_of(&ended.stderr);
        assert_eq!(cause, Some(Cause::VsceTokenNotRead), "{}", ended.stderr);
    }
    assert!(versions(&emulator).is_empty());
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn a_printed_line_does_not_move_the_token_of_vsce() {
    let emulator = emulator(PublisherMembership::AsListed);
    let others = Emulator::start(Scenario::default()).unwrap();
    let desk = Desk::new(&emulator);
    let package = desk.packed_by_vsce("acme", "1.0.0");
    let url = others.marketplace_url().to_string();
    let call = desk.call().variable("VSCE_MARKETPLACE_URL", &url);
    let arguments = ["publish", "--packagePath", package.to_str().unwrap()];
    let ended = Desk::run_in(call, Tool::Vsce, &arguments).fine();
    assert_eq!(others.connections(), 0);
    assert!(
        ended.stderr.contains("VSCE_MARKETPLACE_URL"),
        "{}",
        ended.stderr
    );
    assert_eq!(versions(&emulator), ["1.0.0"]);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn a_printed_line_has_nodejs_neither_show_the_token_nor_take_any_server() {
    let emulator = emulator(PublisherMembership::As(PublisherRole::Reader));
    let desk = Desk::new(&emulator);
    let verify = ["verify-pat", "acme"];
    let call = desk
        .call()
        .variable("NODE_DEBUG", "http,https,child_process");
    let ended = Desk::run_in(call, Tool::Vsce, &verify).fine();
    assert_holds_no_secret(&emulator, "what Node.js writes", &ended.stderr);
    let call = desk.call().variable("NODE_EXTRA_CA_CERTS", "");
    let call = call.variable("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    let ended = Desk::run_in(call, Tool::Vsce, &verify);
    assert_ne!(ended.code(), Some(0));
    let told = "unable to verify the first certificate";
    assert!(ended.stderr.contains(told), "{}", ended.stderr);
}

#[test]
fn the_token_of_vsce_is_in_no_environment_but_that_of_the_command() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    // Other processes' environments can be read here, as they are of the same user. grep itself is not yet in the list.
    let look = "umask 077; printf '%s' \"$VSCE_PAT\" > token
        grep -lFf token /proc/[0-9]*/environ; echo \"/proc/$$/environ\"; rm token";
    let command = ["exec", "--for", "vsce", "--", "sh", "-c", look];
    let ended = desk.call().run_on_emulator(&command).fine();
    let lines: Vec<_> = ended.stdout.lines().collect();
    let [found, own] = &lines[..] else {
        panic!("{lines:?}")
    };
    assert_eq!(found, own);
}
