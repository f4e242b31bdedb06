//! npm against a feed that asks for authentication.

use std::fs;
use std::path::PathBuf;

use patless_emulator::scenario::{AzureDevOpsKnobs, FeedAccess};
use patless_emulator::services::azure_devops::pkgs::NPM_TARBALL;
use patless_emulator::{Emulator, Scenario};

use super::{Redirected, call, had_credential, programs, text};
use crate::verbs::{Call, Ended, emulator};

/// A project whose packages come from a registry, and whose settings name the token for the feed by a variable.
struct Project(tempfile::TempDir);

impl Project {
    /// The two settings of the feed's own path: npm writes no token there.
    fn new(registry: &str, feed: &str, credential: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let feed = feed.strip_prefix("https:").unwrap();
        let settings: String = credential
            .lines()
            .map(|line| format!("{feed}:{line}\n"))
            .collect();
        let settings = format!("registry={registry}\n{settings}");
        fs::write(folder.path().join(".npmrc"), settings).unwrap();
        fs::write(folder.path().join("package.json"), "{}").unwrap();
        Self(folder)
    }

    fn of(emulator: &Emulator, credential: &str) -> Self {
        let feed = emulator.npm_registry();
        Self::new(&feed, &feed, credential)
    }

    fn installed(&self) -> PathBuf {
        let folder = self.0.path().join("node_modules/acme-gears");
        folder.join("package.json")
    }

    /// `patless exec … -- npm install`, with a token for a scope in a variable.
    fn install(&self, call: &Call<'_>, emulator: &Emulator, variable: &str) -> Ended {
        let install = format!("{INSTALL} --prefix '{}'", self.0.path().display());
        let host = emulator.authority_host().to_string();
        let patless = PathBuf::from(env!("CARGO_BIN_EXE_patless"));
        let exec = ["exec", "--authority-host", &host, "--variable", variable];
        let command = ["--", "/bin/sh", "-c", &install];
        let folder = self.0.path();
        let command = call.command(&patless, &[&exec[..], &command].concat(), folder);
        call.check(command, folder)
    }
}

const INSTALL: &str = "PASSWORD=$(printf %s \"$TOKEN\" | base64 -w0) npm install acme-gears --ignore-scripts --no-audit \
                       --no-fund --fetch-retries 0";
const BEARER: &str = "_authToken=${TOKEN}";
const BASIC: &str = "username=any\n_password=${PASSWORD}\nemail=any";

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_package_is_installed_in_both_forms() {
    for (credential, scheme) in [(BEARER, "Bearer"), (BASIC, "Basic")] {
        let emulator = emulator("default");
        let project = Project::of(&emulator, credential);
        let ended = project.install(&call(&emulator), &emulator, "TOKEN").fine();
        let package = fs::read_to_string(project.installed()).unwrap();
        assert!(package.contains("\"version\":\"1.1.0\""), "{package}");
        let mut requests = ended.requests.iter();
        let archive = requests
            .find(|it| it.path.ends_with("/acme-gears-1.1.0.tgz"))
            .unwrap();
        assert_eq!(archive.header("authorization"), Some(scheme));
    }
}

/// Checks that npm fails, with its code for it.
fn fails(ended: &Ended, code: &str) {
    assert_ne!(ended.code(), Some(0));
    assert!(ended.stderr.contains(code), "{}", ended.stderr);
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_token_for_another_resource_is_refused() {
    let emulator = emulator("default");
    let project = Project::of(&emulator, BEARER);
    let variable = "TOKEN=azureResourceManager";
    fails(
        &project.install(&call(&emulator), &emulator, variable),
        "E401",
    );
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn an_identity_without_a_role_on_the_feed_is_refused() {
    let emulator = Emulator::start(Scenario {
        azure_devops: AzureDevOpsKnobs {
            feed_access: FeedAccess::None,
            ..AzureDevOpsKnobs::default()
        },
        ..Scenario::default()
    })
    .unwrap();
    let project = Project::of(&emulator, BEARER);
    fails(
        &project.install(&call(&emulator), &emulator, "TOKEN"),
        "E403",
    );
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn an_expired_token_is_refused() {
    let emulator = emulator("default");
    let token = call(&emulator).run_on_emulator(&["token"]).fine().stdout;
    emulator.expire_access_tokens();
    let project = Project::of(&emulator, BEARER);
    let call = call(&emulator).variable("TOKEN", token.trim());
    let npm = programs().join("npm");
    let arguments = ["install", "acme-gears", "--fetch-retries", "0"];
    let command = call.command(&npm, &arguments, project.0.path());
    fails(&call.check(command, project.0.path()), "E401");
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn another_registry_gets_nothing() {
    let emulator = emulator("default");
    let stranger = Emulator::start(Scenario::default()).unwrap();
    let (registry, feed) = (stranger.npm_registry(), emulator.npm_registry());
    let project = Project::new(&registry, &feed, BEARER);
    let call = call(&emulator).variable("NODE_EXTRA_CA_CERTS", text(stranger.ca_file()));
    fails(&project.install(&call, &emulator, "TOKEN"), "E401");
    let requests = stranger.requests();
    assert!(!requests.is_empty());
    assert!(!requests.iter().any(had_credential));
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_redirect_to_another_host_gets_nothing() {
    let redirected = Redirected::new(NPM_TARBALL);
    let emulator = &redirected.emulator;
    let project = Project::of(emulator, BEARER);
    let ended = project.install(&redirected.call(), emulator, "TOKEN");
    fails(&ended, "E401");
    assert!(!redirected.at_the_stranger().iter().any(had_credential));
}
