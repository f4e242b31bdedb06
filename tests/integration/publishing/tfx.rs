//! The real tfx.

use patless_catalogue::Cause;
use patless_emulator::Emulator;
use patless_emulator::scenario::PublisherMembership;
use patless_emulator::world::PublisherRole;

use super::desk::{Desk, Tool};
use super::{EXTENSION, cause_of, emulator, versions};
use crate::leaks::assert_holds_no_secret;

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn tfx_publishes_as_a_member_that_whoami_named_and_as_nobody_else() {
    let emulator = emulator(PublisherMembership::None);
    let desk = Desk::new(&emulator);
    let first = desk.packed_by_tfx("acme", "1.0.0");
    let refused = desk.publishes(Tool::Tfx, &first);
    assert_ne!(refused.code(), Some(0), "{}", refused.stdout);
    assert_eq!(cause_of(&refused.stderr), Some(Cause::PublisherRole));
    let id = desk.profile_id();
    assert!(refused.stderr.contains(&id), "{}", refused.stderr);
    assert!(versions(&emulator).is_empty());

    let id = id.parse().unwrap();
    let add = |role| emulator.add_publisher_member("acme", id, role);
    add(PublisherRole::Creator).unwrap();
    desk.publishes(Tool::Tfx, &first).fine();
    assert_eq!(versions(&emulator), ["1.0.0"]);

    // The next version needs less.
    add(PublisherRole::Contributor).unwrap();
    desk.publishes(Tool::Tfx, &desk.packed_by_tfx("acme", "1.0.1"))
        .fine();
    assert_eq!(versions(&emulator), ["1.0.1", "1.0.0"]);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn tfx_shows_shares_and_unpublishes_an_extension() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    let package = desk.packed_by_tfx("acme", "1.0.0");
    desk.publishes(Tool::Tfx, &package).fine();
    let url = emulator.marketplace_url().to_string();
    let of_package = ["--service-url", &url, "--vsix", package.to_str().unwrap()];
    let run = |words: &[&str]| {
        let arguments = [&["extension"], words, &of_package].concat();
        desk.run(Tool::Tfx, &arguments).fine()
    };
    let shown = run(&["show", "--json"]).stdout;
    assert!(shown.contains("\"version\": \"1.0.0\""), "{shown}");
    run(&["share", "--share-with", "contoso"]);
    assert_eq!(emulator.extension_accounts("acme", EXTENSION), ["contoso"]);
    run(&["unpublish"]);
    assert!(versions(&emulator).is_empty());
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn tfx_takes_the_token_from_its_standard_input() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    let package = desk.packed_by_tfx("acme", "1.0.0");
    let ended = by_standard_input(&desk, &emulator, &package, &[]);
    assert_eq!(ended.code(), Some(0), "{}", ended.stderr);
    assert_holds_no_secret(&emulator, "what tfx writes", &ended.stdout);
    assert_eq!(versions(&emulator), ["1.0.0"]);
}

/// Publishes with the token on the standard input of tfx. The flags are those of `patless exec`.
fn by_standard_input(
    desk: &Desk<'_>,
    emulator: &Emulator,
    package: &std::path::Path,
    flags: &[&str],
) -> crate::verbs::Ended {
    let script = format!(
        "printf '%s\\n' \"$T\" | exec '{}' --no-deprecation '{}' extension publish --no-color \
         --service-url '{}' --vsix '{}'",
        crate::set_up::set_up("clients/node/node").display(),
        Tool::Tfx.script().display(),
        emulator.marketplace_url(),
        package.display(),
    );
    let command = ["--variable", "T", "--", "sh", "-c", &script];
    let arguments = [&["exec"], flags, &command].concat();
    desk.call().run_on_emulator(&arguments)
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn tfx_says_the_same_of_a_token_that_has_expired_and_of_one_for_another_resource() {
    let emulator = super::with_short_tokens();
    let desk = Desk::new(&emulator);
    let package = desk.packed_by_tfx("acme", "1.0.0");
    let arguments = desk.publication(Tool::Tfx, &package);
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let expired = desk.run_too_late(Tool::Tfx, &arguments);
    let scope = ["--minimum-lifetime", "0", "--scope", "azureResourceManager"];
    let of_another_resource = by_standard_input(&desk, &emulator, &package, &scope);
    for ended in [expired, of_another_resource] {
        assert_ne!(ended.code(), Some(0));
        let words = ended.stderr.lines().find(|it| it.starts_with("error: "));
        let cause = cause_of(words.unwrap());
        assert_eq!(cause, Some(Cause::TfxNotAuthorized), "{}", ended.stderr);
    }
    assert!(versions(&emulator).is_empty());
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn tfx_finds_no_gallery_in_an_organization() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    let package = desk.packed_by_tfx("acme", "1.0.0");
    let url = emulator.azure_devops_url().to_string();
    let arguments = ["extension", "publish", "--no-color", "--no-prompt"];
    let more = ["--service-url", url.trim_end_matches('/'), "--vsix"];
    let package = [package.to_str().unwrap()];
    let ended = desk.run(Tool::Tfx, &[&arguments[..], &more, &package].concat());
    assert_ne!(ended.code(), Some(0));
    let cause = cause_of(&ended.stderr);
    assert_eq!(cause, Some(Cause::NotTheMarketplace), "{}", ended.stderr);
}

#[test]
#[ignore = "needs the tools that `cargo xtask test` sets up"]
fn tfx_may_not_publish_under_a_name_that_is_reserved_for_microsoft() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    let ended = desk.publishes(Tool::Tfx, &desk.packed_by_tfx("acme-microsoft", "1.0.0"));
    assert_ne!(ended.code(), Some(0));
    let cause = cause_of(&ended.stderr);
    assert_eq!(cause, Some(Cause::CorporatePublisher), "{}", ended.stderr);
}

#[test]
fn the_token_of_tfx_is_in_private_files_and_in_no_environment() {
    let emulator = emulator(PublisherMembership::AsListed);
    let desk = Desk::new(&emulator);
    // Other processes' environments can be read here, as they are of the same user.
    let look = "find \"$HOME/..\" -mindepth 1 -printf '%y %m %P\\n'
        echo; set -- \"$HOME\"/.tfx/https*/.allusers; cut -c 5- \"$1\" > \"$HOME/token\"
        test \"$(wc -c < \"$HOME/token\")\" -gt 1000 || echo no token
        grep -lFf \"$HOME/token\" /proc/[0-9]*/environ
        echo \"at $HOME\"";
    let command = ["exec", "--for", "tfx", "--", "sh", "-c", look];
    let ended = desk.call().run_on_emulator(&command).fine();
    let (files, rest) = ended.stdout.split_once("\n\n").unwrap();
    assert!(
        files.contains(".allusers") && files.contains(".command-options"),
        "{files}"
    );
    for line in files.lines() {
        let mode = if line.starts_with("d ") {
            "d 700 "
        } else {
            "f 600 "
        };
        assert!(line.starts_with(mode), "{line}");
    }
    let home = rest
        .trim()
        .strip_prefix("at ")
        .unwrap_or_else(|| panic!("{rest}"));
    assert!(!std::path::Path::new(home).exists(), "{home}");
}
