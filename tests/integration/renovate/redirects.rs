//! A redirect to another host: that host gets nothing from Renovate, which alone would send it the token.

use patless_emulator::scenario::{Fault, Faults};
use patless_emulator::services::azure_devops::{GIT_REFS, REPOSITORIES};
use patless_emulator::{Emulator, Scenario};

use super::{Redirected, had_credential, job, jwt_shaped};
use crate::git::foreign::{Answer, Foreign};
use crate::verbs::Ended;

/// Starts Renovate without what Patless has Node.js load.
const ALONE: [&str; 5] = [
    "env",
    "--unset=NODE_OPTIONS",
    "--unset=npm_config_node_options",
    "--",
    "renovate",
];

/// Runs Renovate on a repository, where the list of all is at another host.
fn run(redirected: &Redirected, renovate: &[&str]) -> Ended {
    let organization = redirected.emulator.azure_devops_url().to_string();
    let exec = ["exec", "--for", "renovate", "--organization", &organization];
    let command = [&["--"], renovate, &["Widgets/gadgets"]].concat();
    let ended = redirected
        .call()
        .run_on_emulator(&[&exec[..], &command].concat());
    assert_ne!(ended.code(), Some(0), "{}", ended.stdout);
    let mut asked = ended.requests.iter();
    let is_list = |path: &str| path.ends_with("/_apis/git/repositories");
    assert!(asked.any(|it| is_list(&it.path)), "{}", ended.stdout);
    ended
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_redirect_of_a_request_takes_the_token_with_it_only_without_patless() {
    let redirected = Redirected::new(REPOSITORIES);
    let ended = run(&redirected, &["renovate"]);
    assert!(redirected.stranger.requests().is_empty());
    let words = "does not get the token";
    assert!(ended.stdout.contains(words), "{}", ended.stdout);

    run(&redirected, &ALONE);
    let got = redirected.at_the_stranger();
    assert!(got.iter().any(had_credential), "{got:?}");
}

/// Sends each of these to another host, at a path of its own.
const SENT: &str = "
    import { request } from 'node:https';
    const token = process.env.RENOVATE_TOKEN;
    const basic = (text) => `Basic ${Buffer.from(text).toString('base64')}`;
    const sent = {
      'token-bearer': `Bearer ${token}`,
      'token-lower-case': `bearer ${token}`,
      'token-password': basic(`any:${token}`),
      'token-user': basic(`${token}:`),
      'other-bearer': 'Bearer of-github',
      'other-basic': basic('ada:of-a-registry'),
    };
    for (const [path, authorization] of Object.entries(sent)) {
      await new Promise((done) => {
        const sending = request(process.argv[1] + path, { headers: { authorization } }, done);
        sending.on('error', done).end();
      });
    }
    process.exit();
";

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn only_the_token_is_kept_from_other_hosts_and_in_every_form() {
    let redirected = Redirected::new(REPOSITORIES);
    let organization = redirected.emulator.azure_devops_url().to_string();
    let stranger = redirected.stranger.marketplace_url().to_string();
    let exec = ["exec", "--for", "renovate", "--organization", &organization];
    let node = ["--", "node", "--input-type=module", "--eval", SENT];
    let arguments = [&exec[..], &node, &[&stranger]].concat();
    redirected.call().run_on_emulator(&arguments).fine();
    let got = redirected.at_the_stranger();
    let paths: Vec<_> = got.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["/other-bearer", "/other-basic"]);
    assert!(got.iter().all(had_credential));
}

/// What a server gets to which Azure Repos sends the git of Renovate.
fn foreign_got(renovate: &str) -> String {
    let foreign = Foreign::start(Answer::Repository);
    let server = foreign.url.clone();
    let emulator = Emulator::start(Scenario {
        faults: Faults::on(GIT_REFS, Fault::RedirectTo { server }.always()),
        entra: jwt_shaped(),
        ..Scenario::default()
    })
    .unwrap();
    let played = job::play(&emulator, |text| {
        let changed = text.replace("-- renovate <<", &format!("-- {renovate} <<"));
        changed.replace("      Widgets/widgets\n", "")
    });
    let all = emulator.requests();
    let mut asked = all.iter().filter(|it| it.path.contains("/info/refs"));
    assert!(asked.any(had_credential), "{}", played.log);
    foreign.got()
}

#[test]
#[ignore = "needs the clients that `cargo xtask test` sets up"]
fn a_redirect_of_git_takes_the_token_with_it_only_without_patless() {
    assert_eq!(foreign_got("renovate"), "");
    let got = foreign_got(&ALONE.join(" "));
    assert!(got.contains("authorization: bearer "), "{got}");
}
